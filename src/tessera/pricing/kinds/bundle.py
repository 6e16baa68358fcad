"""Pieces together for one price (组合价): any N of some goods, or some of each slot. Handbook 5.5."""

from collections.abc import Sequence
from itertools import combinations

from tessera.kernel import money
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.matching import passes
from tessera.pricing.terms import Bundle, Slot


def least(config: Bundle) -> int:
    """The pieces of one bundle."""
    return sum(slot.pieces for slot in config.slots)


def per_sku(config: Bundle) -> bool:
    """Never: its slots say what goes together."""
    return not config.slots


def sizes(config: Bundle, available: int) -> Sequence[int]:
    """How many pieces can take part together: those of whole bundles."""
    return range(least(config), available + 1, least(config))


def costs(config: Bundle, pieces: Sequence[Piece]) -> list[int] | None:
    """The price of so many bundles over their pieces by plain price; None if they fill no slots."""
    times = len(pieces) // least(config)
    price, plain = config.price_minor * times, [piece.plain_minor for piece in pieces]
    if price >= sum(plain) or not _fills(config.slots, pieces, times):
        return None
    return money.allocate(price, plain)


def pick(config: Bundle, pieces: Sequence[Piece], size: int) -> Sequence[Piece]:
    """Slot by slot the first pieces that fit, beginning with the slot that fewest do."""
    times, taken, left = size // least(config), [], list(pieces)
    fitting = [sum(passes(slot, piece.item) for piece in pieces) for slot in config.slots]
    for place in sorted(range(len(fitting)), key=fitting.__getitem__):
        slot = config.slots[place]
        chosen = [p for p in left if passes(slot, p.item)][: slot.pieces * times]
        taken += chosen
        for piece in chosen:
            left.remove(piece)
    return sorted(taken, key=pieces.index)


def _fills(slots: Sequence[Slot], pieces: Sequence[Piece], times: int) -> bool:
    """Whether the pieces can be dealt out to the slots: any slots together find enough (Hall)."""
    fits = [[passes(slot, piece.item) for slot in slots] for piece in pieces]
    places = range(len(slots))
    return all(
        sum(any(fit[place] for place in some) for fit in fits)
        >= times * sum(slots[place].pieces for place in some)
        for number in range(1, len(slots) + 1)
        for some in combinations(places, number)
    )
