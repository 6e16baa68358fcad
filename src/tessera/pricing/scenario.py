"""Section 2: the ways in which the level discount may meet the other offers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tessera.pricing import base, deals, planning
from tessera.pricing import coupons as coupon_rules
from tessera.pricing.base import Offer
from tessera.pricing.combination import OrderRule
from tessera.pricing.coupons import Scopes, Used
from tessera.pricing.deals import Plan
from tessera.pricing.eligibility import Live
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, Coupon
from tessera.pricing.planning import DEALS, Situation

Level = Literal["after", "price", "none"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """How the level discount counts, and what may stand beside it."""

    level: Level
    live: Sequence[Live]
    coupons: tuple[Coupon, ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """A scenario with its best plan.

    ``offers`` are the prices of what deals leave of each line, ``pieces`` the plain ones of single
    pieces, ``amounts`` what the lines cost with both. ``level_minor`` is the level discount after
    coupons.
    """

    scenario: Scenario
    plan: Plan
    offers: tuple[Offer, ...]
    pieces: Sequence[Offer]
    amounts: tuple[int, ...]
    rules: tuple[tuple[OrderRule, int], ...]
    coupons: tuple[Used, ...]
    promoted_minor: int
    level_minor: int
    cost: tuple[int, int]
    coupon_scopes: Scopes
    lines: tuple[int, ...]

    def coupon_base(self, code: str) -> int:
        """What the goods that a coupon serves cost after promotions."""
        scope = self.coupon_scopes.get(code)
        return self.promoted_minor if scope is None else sum([self.lines[i] for i in scope])


class _Offered:
    """What promotions on lines and deals make of the lines: the same in several scenarios."""

    def __init__(
        self, book: Book, lines: Sequence[Line], live: Sequence[Live], *, coupons: bool
    ) -> None:
        self.live = live
        self.promoted = base.promoted_prices(lines, live)
        self.rules = tuple(OrderRule(one) for one in live if one.role == "order")
        self.pieces: Sequence[Offer] = ()
        self.plans = [deals.nothing(lines)]
        if any(one.role in DEALS for one in live):
            self.pieces = base.plain_pieces(book, lines)
            self.plans = planning.plans_for(
                lines, live, self.pieces, self._low(lines), coupons=coupons
            )

    def _low(self, lines: Sequence[Line]) -> list[int]:
        """For each line the lowest that a piece costs without deals and level discount."""
        return [
            min([unit.amount_minor, *(amount // line.quantity for amount in offered)])
            for line, unit, offered in zip(lines, self.pieces, self.promoted, strict=True)
        ]


def best(
    book: Book, *, lines: Sequence[Line], live: Sequence[Live], coupons: Sequence[Coupon]
) -> Solved:
    """The cheapest scenario for these goods and services; the first of equals."""
    solved: list[Solved] = []
    scopes = coupon_rules.scopes_of(coupons, lines)
    offered: _Offered | None = None
    for scenario in _scenarios(book, live, tuple(coupons)):
        if offered is None or offered.live is not scenario.live:
            offered = _Offered(book, lines, scenario.live, coupons=bool(coupons))
        solved.append(_solve(book, lines, offered, scenario, scopes))
    return min(solved, key=lambda one: one.cost)


def _scenarios(book: Book, live: Sequence[Live], coupons: tuple[Coupon, ...]) -> Iterator[Scenario]:
    everything = Scenario("none", live, coupons)
    if book.member is None or book.member.discount_bp <= 0:
        yield everything
        return
    combining = tuple(coupon for coupon in coupons if coupon.combines_with_level)
    beside = live
    if any(one.promotion.combines_with_level is False for one in live):
        beside = [one for one in live if one.promotion.combines_with_level is not False]
    yield Scenario("after" if book.level_discount_combines else "price", beside, combining)
    if not book.level_discount_combines or combining != coupons or beside is not live:
        yield everything


def _rules(offered: _Offered, level: Level) -> tuple[OrderRule, ...]:
    """Beside a level discount as a price stand only promotions that say so."""
    if level != "price":
        return offered.rules
    return tuple(rule for rule in offered.rules if rule.promotion.combines_with_level)


def _solve(
    book: Book, lines: Sequence[Line], offered: _Offered, scenario: Scenario, scopes: Scopes
) -> Solved:
    prices = base.prices(
        book, lines=lines, promoted=offered.promoted, level_price=scenario.level == "price"
    )
    after = scenario.level == "after" and book.member is not None
    level_bp = book.member.discount_bp if after and book.member is not None else 0
    rules = _rules(offered, scenario.level)
    held = {one.code for one in scenario.coupons}
    narrow = {code: scope for code, scope in scopes.items() if code in held} if scopes else scopes
    situation = Situation(prices, rules, scenario.coupons, narrow, level_bp)
    chosen = planning.best(lines, offered.plans, situation)
    choice, outcome = chosen.choices.choice, chosen.choices.outcome
    return Solved(
        scenario,
        chosen.plan,
        tuple(
            _rest(line, one.offer(option), left)
            for line, one, option, left in zip(lines, prices, choice, chosen.plan.left, strict=True)
        ),
        offered.pieces,
        tuple(found[option] for found, option in zip(chosen.amounts, choice, strict=True)),
        tuple((chosen.rules[index], saving) for index, saving in outcome.picks),
        outcome.coupons,
        outcome.promoted_minor,
        chosen.level_minor,
        chosen.cost,
        narrow,
        outcome.lines,
    )


def _rest(line: Line, offer: Offer, left: int) -> Offer:
    """The offer for so many pieces of the line."""
    if left == line.quantity:
        return offer
    return Offer(offer.amount_minor // line.quantity * left, offer.rule if left else None)
