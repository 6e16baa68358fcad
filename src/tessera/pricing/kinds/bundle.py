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


def most_bp(config: Bundle) -> int:
    """What share of the plain prices it gives at most, in basis points."""
    return money.BASIS


def costs(config: Bundle, pieces: Sequence[Piece]) -> list[int] | None:
    """The price of so many bundles over their pieces by plain price; None if they fill no slots."""
    times = len(pieces) // least(config)
    price, plain = config.price_minor * times, [piece.plain_minor for piece in pieces]
    if price >= sum(plain) or not _fills(config.slots, pieces, times):
        return None
    return money.allocate(price, plain)


def pick(config: Bundle, pieces: Sequence[Piece], size: int) -> Sequence[Piece]:
    """Slot by slot the first pieces that fit, beginning with the slot that fewest do."""
    times, taken = size // least(config), set[int]()
    fitting = sorted((_places(slot, pieces), slot.pieces) for slot in config.slots)
    for places, wanted in sorted(fitting, key=lambda one: len(one[0])):
        taken.update([place for place in places if place not in taken][: wanted * times])
    return [pieces[place] for place in sorted(taken)]


def _places(slot: Slot, pieces: Sequence[Piece]) -> list[int]:
    """Which of the pieces fit into the slot; those of one line all do or none."""
    if not (slot.names or slot.excludes):
        return list(range(len(pieces)))
    lines = {piece.index: piece.item for piece in pieces}
    fits = {index for index, item in lines.items() if passes(slot, item)}
    return [place for place, piece in enumerate(pieces) if piece.index in fits]


def _fills(slots: Sequence[Slot], pieces: Sequence[Piece], times: int) -> bool:
    """Whether the pieces can be dealt out to the slots: any slots together find enough (Hall)."""
    if len(slots) == 1 and not (slots[0].names or slots[0].excludes):
        return True
    if len(slots) == 1:
        return len(_places(slots[0], pieces)) == len(pieces)
    fits = [set(_places(slot, pieces)) for slot in slots]
    return all(
        len(set[int]().union(*(fits[place] for place in some)))
        >= times * sum(slots[place].pieces for place in some)
        for number in range(1, len(slots) + 1)
        for some in combinations(range(len(slots)), number)
    )
