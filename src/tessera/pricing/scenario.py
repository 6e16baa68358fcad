"""Section 2: the ways in which the level discount may meet the other offers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tessera.pricing import base, deals, effort, planning
from tessera.pricing import coupons as coupon_rules
from tessera.pricing.base import Offer
from tessera.pricing.coupons import Scopes, Used
from tessera.pricing.deals import Plan
from tessera.pricing.effort import Effort
from tessera.pricing.eligibility import Live
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, Coupon
from tessera.pricing.order_rules import OrderRule
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


class _Goods:
    """The cart's goods, and what promotions make of them, as far as several scenarios share it."""

    def __init__(
        self, book: Book, lines: Sequence[Line], live: Sequence[Live], coupons: Sequence[Coupon]
    ) -> None:
        self.book, self.lines, self.live = book, lines, live
        self.thresholds = bool(coupons) or any(one.role in {"order", "extra"} for one in live)
        self.scopes = coupon_rules.scopes_of(coupons, lines)
        self.rules = [OrderRule(one) for one in live if one.role == "order"]
        self.has_deals = any(one.role in DEALS for one in live)
        self.pieces = base.plain_pieces(book, lines) if self.has_deals else []
        self._deals = planning.deals_for(lines, live, self.pieces)
        self._gains: deals.Gains = {}
        self._live: Sequence[Live] | None = None
        self.promoted: list[dict[int, base.Rule]] = []
        self.plans: list[Plan] = []

    def offer(self, live: Sequence[Live]) -> None:
        """Work out the prices and plans of these promotions, unless they are those of before."""
        if self._live is live:
            return
        self._live = live
        self.promoted = base.promoted_prices(self.lines, live)
        self.plans = [deals.nothing(self.lines)]
        if self._deals:
            found = self._deals
            if live is not self.live:
                found = [one for one in found if _beside_level(one.live)]
            self.plans = planning.plans_for(
                self.lines,
                found,
                self.pieces,
                self._low(),
                thresholds=self.thresholds,
                gains=self._gains,
            )

    def _low(self) -> list[int]:
        """For each line the lowest that a piece costs without deals and level discount."""
        return [
            min([unit.amount_minor, *(amount // line.quantity for amount in offered)])
            for line, unit, offered in zip(self.lines, self.pieces, self.promoted, strict=True)
        ]

    def rules_for(self, level: Level) -> tuple[OrderRule, ...]:
        """The promotions on the order that may stand beside that level discount: as a price only
        those that say so."""
        if level == "none":
            return tuple(self.rules)
        allowed = (True,) if level == "price" else (True, None)
        return tuple(one for one in self.rules if one.promotion.combines_with_level in allowed)


def best(
    book: Book, *, lines: Sequence[Line], live: Sequence[Live], coupons: Sequence[Coupon]
) -> Solved:
    """The cheapest scenario for these goods and services; the first of equals."""
    goods = _Goods(book, lines, live, coupons)
    first, *others = _scenarios(book, live, tuple(coupons))
    share = effort.MOST // (1 + len(others))
    found = _solve(goods, first, None, Effort(share))
    for scenario in others:
        # Of equals the one with fewer coupons stands, so equals are looked at too.
        other = _solve(goods, scenario, found.cost[0] + 1, Effort(share))
        found = min(found, other, key=lambda one: one.cost)
    return found


def _scenarios(book: Book, live: Sequence[Live], coupons: tuple[Coupon, ...]) -> Iterator[Scenario]:
    everything = Scenario("none", live, coupons)
    if book.member is None or book.member.discount_bp <= 0:
        yield everything
        return
    combining = tuple(coupon for coupon in coupons if coupon.combines_with_level)
    beside = live
    if not all(_beside_level(one) for one in live):
        beside = [one for one in live if _beside_level(one)]
    yield Scenario("after" if book.level_discount_combines else "price", beside, combining)
    if not book.level_discount_combines or combining != coupons or beside is not live:
        yield everything


def _beside_level(one: Live) -> bool:
    """Whether it may stand beside a level discount, if the book lets promotions do so at all."""
    return one.promotion.combines_with_level is not False


def _solve(goods: _Goods, scenario: Scenario, below: int | None, effort_left: Effort) -> Solved:
    goods.offer(scenario.live)
    book, lines, scopes = goods.book, goods.lines, goods.scopes
    prices = base.prices(
        book, lines=lines, promoted=goods.promoted, level_price=scenario.level == "price"
    )
    after = scenario.level == "after" and book.member is not None
    level_bp = book.member.discount_bp if after and book.member is not None else 0
    rules = goods.rules_for(scenario.level)
    held = {one.code for one in scenario.coupons}
    narrow = {code: scope for code, scope in scopes.items() if code in held} if scopes else scopes
    situation = Situation(prices, rules, scenario.coupons, narrow, level_bp, effort_left)
    chosen = planning.best(lines, goods.plans, situation, below=below)
    choice, outcome = chosen.choices.choice, chosen.choices.outcome
    return Solved(
        scenario,
        chosen.plan,
        tuple(
            _rest(line, one.offer(option), left)
            for line, one, option, left in zip(lines, prices, choice, chosen.plan.left, strict=True)
        ),
        goods.pieces,
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
