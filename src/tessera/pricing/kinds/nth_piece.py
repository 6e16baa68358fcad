"""Of every n pieces the cheapest at a rate (第二件半价). Handbook 5.5."""

from collections.abc import Sequence

from tessera.pricing import rates
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.terms import NthPiece


def least(config: NthPiece) -> int:
    """The fewest pieces that it is about."""
    return config.n


def per_sku(config: NthPiece) -> bool:
    """Whether all its pieces must be of one SKU."""
    return config.same_sku


def sizes(config: NthPiece, available: int) -> Sequence[int]:
    """How many pieces can take part together."""
    return range(config.n, available + 1, config.n)


def most_bp(config: NthPiece) -> int:
    """What share of the plain prices it gives at most, in basis points."""
    return -(-config.off_bp // config.n)


def costs(config: NthPiece, pieces: Sequence[Piece]) -> list[int] | None:
    """What each costs; ``pieces`` come dearest first and are grouped in that order."""
    found = [piece.plain_minor for piece in pieces]
    for last in range(config.n - 1, len(found), config.n):
        found[last] -= rates.part(found[last], config.off_bp)
    return found
