"""Kinds of card that bring stored value, alone or beside uses (decision 28)."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tessera.wallet.models import HeldCard
from tessera.wallet.rules.cards import Terms
from tests.support.purse import Pass
from tests.support.years import Years
from tests.support.years.carrying import DAYS, GIVEN, TWELVE, USES

FACE, ON_TOP = 100_000, 20_000
VALUE = Terms(value_minor=FACE, value_bonus_minor=ON_TOP)
VALUE_PRICE = 95_000
"""A card that is sold below its face: what the price leaves out of it is a bonus."""

BOTH = replace(TWELVE, value_minor=FACE, value_bonus_minor=ON_TOP, alone_minor=FACE)
BOTH_PRICE, REST = 180_000, 90_000
"""Uses and stored value that cost the same alone: half of the price is owed for the uses."""


def sell_value(years: Years) -> None:
    member = years.anybody()
    if _sell(years, member, years.value_sku, VALUE_PRICE):
        years.purses[member].lasting += FACE + ON_TOP


def sell_both(years: Years) -> None:
    member = years.anybody()
    sale = _sell(years, member, years.both_sku, BOTH_PRICE)
    if not sale:
        return
    years.purses[member].lasting += FACE + ON_TOP
    until = years.day + timedelta(days=DAYS - 1)
    held = Pass(member, sale, REST, USES, GIVEN, years.day, until, is_alone=False)
    years.passes[HeldCard.objects.get(sale_id=sale).id] = held


def _sell(years: Years, member: UUID, sku_id: UUID, price: int) -> UUID | None:
    """The sale of a card for cash; None where it came back at once, one time in five."""
    till = years.till()
    done = till.sell(till.order((sku_id, 1), member_id=member), total=price, at=years.at)
    if years.chance.random() < 0.2:
        years.till().give_back(done.sale_id, 1, at=years.at)
        return None
    years.cash += price
    return done.sale_id
