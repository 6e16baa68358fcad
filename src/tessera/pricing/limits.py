"""What is left of a promotion's limits, and whether this cart fits into it."""

from collections.abc import Sequence

from tessera.pricing import kinds
from tessera.pricing.conditions import Refusal
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.lines import Line
from tessera.pricing.terms import AddOn, Bundle, Promotion, SpendGift


def refusal(promotion: Promotion, scope: Sequence[int], lines: Sequence[Line]) -> Refusal | None:
    """Why it may not serve these lines any more, as a code with data; None if it may.

    A promotion whose budget would not bear what it could save at most on this cart stays out of it
    as a whole: a saving is never cut, and what other promotions do has no influence.
    """
    left = promotion.left
    if (left.uses is not None and left.uses <= 0) or (left.units is not None and left.units <= 0):
        return "used_up", {}
    budget = left.budget_minor
    if budget is None or most_saved(promotion, scope, lines) <= budget:
        return None
    return "budget_spent", {"left_minor": max(budget, 0)}


def most_saved(promotion: Promotion, scope: Sequence[int], lines: Sequence[Line]) -> int:
    """No quote takes more off by this promotion: what it would save on tags, alone."""
    config, kind = promotion.config, promotion.kind
    if kind in kinds.ORDER:
        return kinds.ORDER[kind].save(config, sum([lines[i].gross_minor for i in scope]))
    if isinstance(config, AddOn | SpendGift):
        return _extra(config, kind, scope, lines)
    if kind in kinds.LINE:
        return sum([_on_line(promotion, lines[i]) for i in scope])
    pieces = [
        Piece(i, lines[i].item, lines[i].item.tag_minor, lines[i].item.tag_minor)
        for i in sorted(scope, key=lambda i: -lines[i].item.tag_minor)
        for _ in range(lines[i].quantity)
    ]
    sizes = kinds.DEAL[kind].sizes(config, len(pieces))
    return max((_saved(promotion, pieces[:size]) for size in sizes), default=0)


def _on_line(promotion: Promotion, line: Line) -> int:
    tag, quantity = line.item.tag_minor, line.quantity
    if promotion.left.units is not None:
        quantity = min(quantity, promotion.left.units)
    price = kinds.LINE[promotion.kind].line_minor(
        promotion.config, tag_minor=tag, quantity=quantity
    )
    return tag * quantity - price


def _saved(promotion: Promotion, pieces: Sequence[Piece]) -> int:
    kind, config = kinds.DEAL[promotion.kind], promotion.config
    plain = sum([piece.plain_minor for piece in pieces])
    if isinstance(config, Bundle):
        # Whether they fill the slots is of no importance to a bound.
        return plain - config.price_minor * (len(pieces) // kind.least(config))
    costs = kind.costs(config, pieces)
    return plain - sum(costs or [plain])


def _extra(
    config: AddOn | SpendGift, name: str, scope: Sequence[int], lines: Sequence[Line]
) -> int:
    kind = kinds.EXTRA[name]
    room = kind.room(config, sum([lines[i].gross_minor for i in scope]))
    saved = [
        line.item.tag_minor - kind.price_minor(config)
        for line in lines
        if line.item.sku_id in config.sku_ids
        for _ in range(line.quantity)
    ]
    return sum([one for one in sorted(saved, reverse=True)[:room] if one > 0])
