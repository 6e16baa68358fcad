"""Which plan of deals is best, for given prices without them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tessera.pricing import deals, order_rules, rates, search
from tessera.pricing.base import Offer, Prices
from tessera.pricing.combination import Combiner
from tessera.pricing.coupons import Scopes
from tessera.pricing.deals import Deal, Plan
from tessera.pricing.effort import Effort
from tessera.pricing.eligibility import Live
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.lines import Line
from tessera.pricing.model import Coupon
from tessera.pricing.order_rules import Demand, OrderRule
from tessera.pricing.search import Choices

WORK = 2_048
"""The measure of plans that are looked at closely: lines times promotions, added up."""

DEALS = frozenset({"deal", "extra"})
"""The roles of promotions that plans are made of."""

ALWAYS = 1
"""So many are looked at closely whatever that costs, besides that without deals."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A plan with the choices of the search for it. ``cost`` is the amount, level discount and
    extras included, then the coupons that are used up."""

    plan: Plan
    rules: tuple[OrderRule, ...]
    amounts: tuple[tuple[int, ...], ...]
    choices: Choices
    level_minor: int
    cost: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a plan is measured by: prices without deals, promotions on the order, coupons, and the
    level discount after them, in basis points; and how much may still be looked at."""

    prices: Sequence[Prices]
    rules: tuple[OrderRule, ...]
    coupons: tuple[Coupon, ...]
    coupon_scopes: Scopes
    level_bp: int
    effort: Effort

    @property
    def shipping_minor(self) -> int:
        """What coupons may take off shipping."""
        return sum(coupon.amount_minor for coupon in self.coupons if coupon.shipping)

    def before_level(self, cost_minor: int) -> int:
        """What costs less than that after the level discount, costs less than this before it."""
        rest = 10_000 - self.level_bp
        return (cost_minor + self.shipping_minor + 1) * 10_000 // rest + 1 if rest > 0 else 10**15


def deals_for(lines: Sequence[Line], live: Sequence[Live], plain: Sequence[Offer]) -> list[Deal]:
    """The deals of these promotions that the cart has pieces enough for. ``plain`` are the prices of
    one piece without promotions and level discount."""
    units = [offer.amount_minor for offer in plain]
    return [deal for one in live if one.role in DEALS for deal in deals.deals_of(one, lines, units)]


def plans_for(
    lines: Sequence[Line],
    found: Sequence[Deal],
    plain: Sequence[Offer],
    low: Sequence[int],
    *,
    thresholds: bool,
    gains: deals.Gains,
) -> list[Plan]:
    """The plans of these deals, that without any first. ``low`` are the prices of a piece with
    promotions on the line; ``thresholds`` says whether any hang on what lines cost."""
    if not found:
        return [deals.nothing(lines)]
    pieces = [
        Piece(index, line.item, plain[index].amount_minor, low[index])
        for index, line in enumerate(lines)
    ]
    return deals.plans(found, pieces, lines, thresholds=thresholds, gains=gains)


def best(
    lines: Sequence[Line], plans: Sequence[Plan], situation: Situation, *, below: int | None
) -> Chosen:
    """The cheapest of the plans, of equals the first; what does not cost less than ``below`` is of
    no interest."""
    first = _looked_at(lines, plans[0], situation, below)
    if first is None:
        raise AssertionError("the plan without deals has no demands")
    if len(plans) == 1:
        return first
    chosen = first
    for bound, plan in _promising(lines, plans[1:], situation):
        if bound > chosen.cost[0] or (below is not None and bound >= below):
            continue
        limit = chosen.cost[0] + 1 if below is None else min(chosen.cost[0] + 1, below)
        one = _looked_at(lines, plan, situation, limit)
        if one is not None and one.cost < chosen.cost:
            chosen = one
    return chosen


def _promising(
    lines: Sequence[Line], plans: Sequence[Plan], situation: Situation
) -> list[tuple[int, Plan]]:
    """The plans with what each costs at least; what is most likely the best comes first."""
    tops = [line.gross_minor for line in lines]
    rules = order_rules.reachable(situation.rules, tops)
    lows = [[amounts[0] for amounts in _amounts(lines, plan, situation.prices)] for plan in plans]
    combiner = Combiner(
        rules,
        situation.coupons,
        low=[min(one) for one in zip(*lows, strict=True)],
        high=tops,
        effort=situation.effort,
        scopes=situation.coupon_scopes,
    )
    most = combiner.most(combiner.rivals.high_sums, sum(tops))
    found = []
    for plan, low in zip(plans, lows, strict=True):
        guessed = combiner.best(low)
        guess = _cost(guessed.net_minor, plan, situation) - guessed.shipping_minor
        bound = _cost(max(sum(low) - most, 0), plan, situation) - situation.shipping_minor
        found.append((guess, bound, plan))
    found.sort(key=lambda one: one[:2])
    enough = max(WORK // (len(lines) * (len(rules) + 1)), ALWAYS)
    return [(bound, plan) for _, bound, plan in found[:enough]]


def _cost(net_minor: int, plan: Plan, situation: Situation) -> int:
    return net_minor - rates.part(net_minor, situation.level_bp) + plan.outside_minor


def _looked_at(
    lines: Sequence[Line], plan: Plan, situation: Situation, below: int | None
) -> Chosen | None:
    """The search for one plan; None if it does not reach what the plan's extras hang on."""
    amounts = _amounts(lines, plan, situation.prices)
    tops = [one[-1] for one in amounts]
    # A promotion that saves nothing on the highest prices never saves: the search need not see it.
    rules = order_rules.reachable(situation.rules, tops)
    weight = sum(tops) + 1
    demands = [Demand(one.watched, one.threshold_minor, weight) for one in plan.extras]
    if below is not None:
        below = situation.before_level(below - plan.outside_minor) - weight * len(demands)
    found = search.solve(
        amounts,
        rules,
        situation.coupons,
        effort=situation.effort,
        demands=demands,
        scopes=situation.coupon_scopes,
        below=below,
    )
    outcome = found.outcome
    if outcome.met_minor < weight * len(demands):
        return None
    level = rates.part(outcome.net_minor, situation.level_bp)
    cost = outcome.net_minor - level + plan.outside_minor - outcome.shipping_minor
    return Chosen(plan, rules, tuple(amounts), found, level, (cost, len(outcome.coupons)))


def _amounts(lines: Sequence[Line], plan: Plan, prices: Sequence[Prices]) -> list[tuple[int, ...]]:
    """What each line may cost: its pieces in deals, and the rest at any of its prices."""
    if not (plan.dealt or plan.extras):
        return [one.amounts for one in prices]
    found = []
    for line, one, left, fixed in zip(lines, prices, plan.left, plan.fixed, strict=True):
        if left == line.quantity:
            found.append(one.amounts)
        elif not left:
            found.append((fixed,))
        else:
            found.append(tuple([a // line.quantity * left + fixed for a in one.amounts]))
    return found
