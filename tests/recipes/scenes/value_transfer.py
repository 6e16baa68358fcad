"""Stored value handed to another member."""

from collections.abc import Iterator, Mapping
from uuid import UUID, uuid4

from tessera.kernel.actor import Actor
from tessera.members.models import Member
from tessera.wallet import permissions
from tessera.wallet import usecases as wallet
from tests.support.shop import NOON, Shop


def handed_over(shop: Shop) -> Iterator[Mapping[str, UUID]]:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=False, may_transfer_value=True)
    giver, receiver = shop.join("王芳"), shop.join("李雷")
    shop.top_up(giver)
    yield {"giver": giver}
    wallet.transfer_value(
        actor=Actor("member", giver, "", "member", frozenset({permissions.OWN})),
        at=NOON,
        request_id=uuid4(),
        whom=str(Member.objects.get(id=receiver).phone),
        amount_minor=11000,
        fresh=True,
    )


SCENES = (handed_over,)
