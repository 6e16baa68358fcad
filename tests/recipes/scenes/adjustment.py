"""Points and bonus adjusted by hand."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.wallet import permissions
from tessera.wallet import usecases as wallet
from tests.support import pointing
from tests.support.shop import NOON, Shop


def points_are_added(shop: Shop) -> Iterator[None]:
    member = shop.join()
    yield
    adjust(shop, member, 300)


def a_debt_is_filled_first(shop: Shop) -> Iterator[None]:
    member = shop.join()
    pointing.owe(member, 100, store_id=shop.store_id, at=NOON)
    yield
    adjust(shop, member, 300)


def points_are_taken(shop: Shop) -> Iterator[None]:
    member = shop.join()
    pointing.give(member, 80, store_id=shop.store_id, at=NOON)
    yield
    adjust(shop, member, -50)


def bonus_is_added(shop: Shop) -> Iterator[None]:
    member = shop.join()
    yield
    adjust(shop, member, 2000, unit="bonus")


def adjust(shop: Shop, member: UUID, amount: int, unit: str = "points") -> None:
    granted = frozenset({permissions.ADJUST})
    actor = Actor("staff", uuid7(), "李店长", "manager", granted, frozenset({shop.store_id}))
    done = wallet.adjust(
        actor=actor,
        at=NOON,
        request_id=uuid4(),
        member_id=member,
        unit=unit,
        amount=amount,
        cause="goodwill",
        reason="补登",
    )
    assert not done.waits


SCENES = (points_are_added, a_debt_is_filled_first, points_are_taken, bonus_is_added)
