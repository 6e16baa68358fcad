"""Section 2: the ways in which the level discount may meet the other offers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tessera.pricing import base, combination, kinds, rates, search
from tessera.pricing.base import Offer, Rule
from tessera.pricing.combination import OrderRule
from tessera.pricing.eligibility import Live
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, Coupon

Level = Literal["after", "price", "none"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """How the level discount counts, and what may stand beside it."""

    level: Level
    rules: tuple[OrderRule, ...]
    coupons: tuple[Coupon, ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """A scenario with its best plan. ``level_minor`` is the level discount after coupons."""

    scenario: Scenario
    offers: tuple[Offer, ...]
    rules: tuple[tuple[OrderRule, int], ...]
    coupons: tuple[Coupon, ...]
    promoted_minor: int
    level_minor: int
    cost: tuple[int, int]


def best(
    book: Book, *, lines: Sequence[Line], live: Sequence[Live], coupons: Sequence[Coupon]
) -> Solved:
    """The cheapest scenario for these goods and services; the first of equals."""
    rules = tuple(OrderRule(one) for one in live if one.promotion.kind in kinds.ORDER)
    promoted = base.promoted_prices(lines, live)
    solved = [
        _solve(book, lines, promoted, scenario)
        for scenario in _scenarios(book, rules, tuple(coupons))
    ]
    return min(solved, key=lambda one: one.cost)


def _scenarios(
    book: Book, rules: tuple[OrderRule, ...], coupons: tuple[Coupon, ...]
) -> Iterator[Scenario]:
    everything = Scenario("none", rules, coupons)
    if book.member is None or book.member.discount_bp <= 0:
        yield everything
        return
    combining = tuple(coupon for coupon in coupons if coupon.combines_with_level)
    if book.level_discount_combines:
        yield Scenario("after", rules, combining)
    else:
        yield Scenario("price", (), combining)
    if not book.level_discount_combines or combining != coupons:
        yield everything


def _solve(
    book: Book,
    lines: Sequence[Line],
    promoted: Sequence[dict[int, Rule]],
    scenario: Scenario,
) -> Solved:
    prices = base.prices(
        book, lines=lines, promoted=promoted, level_price=scenario.level == "price"
    )
    amounts = [one.amounts for one in prices]
    # A promotion that saves nothing on plain prices never saves: the search need not see it.
    rules = combination.reachable(scenario.rules, [one[-1] for one in amounts])
    plan = search.solve(amounts, rules, scenario.coupons)
    outcome = plan.outcome
    level_minor = 0
    if scenario.level == "after" and book.member is not None:
        level_minor = rates.part(outcome.net_minor, book.member.discount_bp)
    return Solved(
        scenario,
        tuple(one.offer(option) for one, option in zip(prices, plan.choice, strict=True)),
        tuple((rules[index], saving) for index, saving in outcome.picks),
        outcome.coupons,
        outcome.promoted_minor,
        level_minor,
        (outcome.net_minor - level_minor, len(outcome.coupons)),
    )
