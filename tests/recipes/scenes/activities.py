"""Points for what members do."""

from collections.abc import Iterator

from tessera.config.roles import MEMBER
from tessera.kernel.actor import Actor
from tessera.rewards import usecases as rewards
from tessera.rewards.rules.activities import ActivityFacts
from tests.support.shop import NOON, Shop


def shared(shop: Shop) -> Iterator[None]:
    member = Actor("member", shop.join(), "王芳", "member", MEMBER, store_ids=None)
    facts = ActivityFacts("share", True, 20)
    rewards.set_activity(actor=shop.boss, at=NOON, facts=facts)
    yield
    rewards.share(actor=member, at=NOON)


SCENES = (shared,)
