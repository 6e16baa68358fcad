"""Stored value frozen in a dispute, and released."""

from collections.abc import Iterator
from uuid import UUID

from tessera.wallet import usecases as wallet
from tests.support.shop import NOON, Shop


def a_part_is_frozen(shop: Shop) -> Iterator[None]:
    member = shop.join()
    shop.top_up(member)
    yield
    freeze(shop, member)


def it_is_released(shop: Shop) -> Iterator[None]:
    member = shop.join()
    shop.top_up(member)
    frozen = freeze(shop, member)
    yield
    wallet.release(actor=shop.boss, at=NOON, freeze_id=frozen, reason="已和解")


def freeze(shop: Shop, member: UUID) -> UUID:
    """220.00 of the member's 550.00."""
    return wallet.freeze(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member,
        amount_minor=22000,
        reason="争议",
    )


SCENES = (a_part_is_frozen, it_is_released)
