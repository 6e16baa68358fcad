"""Which plan of deals is best, for given prices without them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tessera.pricing import combination, deals, rates, search
from tessera.pricing.base import Offer, Prices
from tessera.pricing.combination import Combiner, Demand, OrderRule
from tessera.pricing.coupons import Scopes
from tessera.pricing.deals import Deal, Plan
from tessera.pricing.eligibility import Live
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.lines import Line
from tessera.pricing.model import Coupon
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
    level discount after them, in basis points."""

    prices: Sequence[Prices]
    rules: tuple[OrderRule, ...]
    coupons: tuple[Coupon, ...]
    coupon_scopes: Scopes
    level_bp: int


def plans_for(
    lines: Sequence[Line],
    live: Sequence[Live],
    plain: Sequence[Offer],
    low: Sequence[int],
    *,
    coupons: bool,
) -> list[Plan]:
    """The plans of deals for these goods, that without any first. ``plain`` are the prices of one
    piece without promotions and level discount, ``low`` with promotions on the line; ``coupons``
    says whether there are any."""
    found: list[Deal] = []
    units = [offer.amount_minor for offer in plain]
    for one in live:
        if one.role in DEALS:
            found += deals.deals_of(one, lines, units)
    if not found:
        return [deals.nothing(lines)]
    pieces = [Piece(index, line.item, units[index], low[index]) for index, line in enumerate(lines)]
    thresholds = coupons or any(one.role in {"order", "extra"} for one in live)
    return deals.plans(found, pieces, lines, thresholds=thresholds)


def best(lines: Sequence[Line], plans: Sequence[Plan], situation: Situation) -> Chosen:
    """The cheapest of the plans, of equals the first."""
    first = _looked_at(lines, plans[0], situation)
    if first is None:
        raise AssertionError("the plan without deals has no demands")
    if len(plans) == 1:
        return first
    chosen = first
    for bound, plan in _promising(lines, plans[1:], situation):
        if bound > chosen.cost[0]:
            continue
        one = _looked_at(lines, plan, situation)
        if one is not None and one.cost < chosen.cost:
            chosen = one
    return chosen


def _promising(
    lines: Sequence[Line], plans: Sequence[Plan], situation: Situation
) -> list[tuple[int, Plan]]:
    """The plans with what each costs at least; what is most likely the best comes first."""
    tops = [line.gross_minor for line in lines]
    rules = combination.reachable(situation.rules, tops)
    combiner = Combiner(rules, situation.coupons, (), situation.coupon_scopes)
    shipping = sum(coupon.amount_minor for coupon in situation.coupons if coupon.shipping)
    most = combiner.most(combiner.savings(tops), sum(tops))
    found = []
    for plan in plans:
        low = [amounts[0] for amounts in _amounts(lines, plan, situation.prices)]
        guessed = combiner.best(low)
        guess = _cost(guessed.net_minor, plan, situation) - guessed.shipping_minor
        bound = _cost(max(sum(low) - most, 0), plan, situation) - shipping
        found.append((guess, bound, plan))
    found.sort(key=lambda one: one[:2])
    enough = max(WORK // (len(lines) * (len(rules) + 1)), ALWAYS)
    return [(bound, plan) for _, bound, plan in found[:enough]]


def _cost(net_minor: int, plan: Plan, situation: Situation) -> int:
    return net_minor - rates.part(net_minor, situation.level_bp) + plan.outside_minor


def _looked_at(lines: Sequence[Line], plan: Plan, situation: Situation) -> Chosen | None:
    """The search for one plan; None if it does not reach what the plan's extras hang on."""
    amounts = _amounts(lines, plan, situation.prices)
    tops = [one[-1] for one in amounts]
    # A promotion that saves nothing on the highest prices never saves: the search need not see it.
    rules = combination.reachable(situation.rules, tops)
    weight = sum(tops) + 1
    demands = [Demand(one.watched, one.threshold_minor, weight) for one in plan.extras]
    found = search.solve(amounts, rules, situation.coupons, demands, situation.coupon_scopes)
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
