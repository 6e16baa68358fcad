"""A top-up whose bonus comes in parts."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from tessera.wallet import usecases as wallet
from tessera.wallet.rules.topups import DAY, PlanTerms
from tests.support.shop import NOON, Shop


def the_first_part_comes_at_once(shop: Shop) -> Iterator[None]:
    member = planned(shop)
    yield
    shop.top_up(member)


def the_next_part_is_released(shop: Shop) -> Iterator[None]:
    member = planned(shop)
    shop.top_up(member)
    yield
    wallet.release_bonus(actor=shop.boss, at=NOON + timedelta(days=1))


def planned(shop: Shop) -> UUID:
    """A member, in a shop whose top-up gives 60.00 in three parts."""
    wallet.set_plan(
        actor=shop.boss,
        at=NOON,
        sku_id=shop.topup,
        principal_minor=50000,
        bonus_minor=6000,
        terms=PlanTerms(parts=3, part_unit=DAY),
    )
    return shop.join()


SCENES = (the_first_part_comes_at_once, the_next_part_is_released)
