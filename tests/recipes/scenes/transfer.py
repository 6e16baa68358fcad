"""Points from member to member."""

from collections.abc import Iterator, Mapping
from uuid import UUID, uuid4

from tessera.kernel.actor import Actor
from tessera.members.models import Member
from tessera.wallet import permissions
from tessera.wallet import usecases as wallet
from tests.support import pointing
from tests.support.shop import NOON, Shop


def given(shop: Shop) -> Iterator[Mapping[str, UUID]]:
    yield from give(shop, fee=0)


def given_for_a_fee(shop: Shop) -> Iterator[Mapping[str, UUID]]:
    yield from give(shop, fee=5)


def give(shop: Shop, *, fee: int) -> Iterator[Mapping[str, UUID]]:
    giver, receiver = shop.join("王芳"), shop.join("李雷")
    pointing.give(giver, 100, store_id=shop.store_id, at=NOON)
    wallet.set_transfers(
        actor=shop.boss,
        at=NOON,
        may_transfer=True,
        transfer_min_points=1,
        transfer_fee_points=fee,
    )
    yield {"giver": giver}
    wallet.transfer_points(
        actor=Actor("member", giver, "", "member", frozenset({permissions.OWN}), frozenset()),
        at=NOON,
        request_id=uuid4(),
        phone=str(Member.objects.get(id=receiver).phone),
        points=60,
    )


SCENES = (given, given_for_a_fee)
