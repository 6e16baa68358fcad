"""Step 4 on the sheet: the prices of lines, what deals take off, and extras."""

from collections.abc import Sequence

from tessera.pricing import deals
from tessera.pricing.base import Rule
from tessera.pricing.lines import Line
from tessera.pricing.quote import Served
from tessera.pricing.scenario import Solved
from tessera.pricing.sheet import Sheet
from tessera.pricing.terms import Promotion


def apply(sheet: Sheet, lines: Sequence[Line], solved: Solved) -> None:
    """Set the prices that were chosen; each deal and extra stands among the order's reasons."""
    plan = solved.plan
    if not (plan.dealt or plan.extras):
        for line, offer in zip(lines, solved.offers, strict=True):
            sheet.set_price(line, offer)
        return
    dealt = deals.pieces_dealt(plan)
    for index, line in enumerate(lines):
        piece, rest = solved.pieces[index], solved.offers[index]
        sheet.set_prices(line, rest, plan.left[index], piece, dealt.get(index, 0))
    for done in plan.dealt:
        shares = {lines[index].position: share for index, share in done.shares.items()}
        sheet.take_shares(_rule(done.promotion), shares)
    for extra in plan.extras:
        prices, savings = {}, {}
        for index, count in extra.pieces:
            line = lines[index]
            prices[line.position] = extra.price_minor * count
            savings[line.position] = (line.item.tag_minor - extra.price_minor) * count
        sheet.set_apart(_rule(extra.promotion), prices, savings)


def served(solved: Solved) -> tuple[Served, ...]:
    """How many pieces each promotion serves that has a number of them left."""
    counts: dict[str, int] = {}
    for done in solved.plan.dealt:
        if done.promotion.left.units is not None:
            pieces = sum(done.pieces.values())
            counts[done.promotion.id] = counts.get(done.promotion.id, 0) + pieces
    for extra in solved.plan.extras:
        if extra.promotion.left.units is not None:
            pieces = sum([count for _, count in extra.pieces])
            counts[extra.promotion.id] = counts.get(extra.promotion.id, 0) + pieces
    return tuple(Served(name, count) for name, count in counts.items())


def _rule(promotion: Promotion) -> Rule:
    return Rule(promotion.id, promotion.version, promotion.kind, promotion.name)
