"""From N pieces on M percent off all of them, in tiers (N件M折). Handbook 5.5."""

from collections.abc import Sequence

from tessera.pricing import rates
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.terms import PiecesOff


def least(config: PiecesOff) -> int:
    """The fewest pieces that it is about."""
    return min(tier.pieces for tier in config.tiers)


def per_sku(config: PiecesOff) -> bool:
    """Never: any of its goods count."""
    return not config.tiers


def sizes(config: PiecesOff, available: int) -> Sequence[int]:
    """How many pieces can take part together: any number from the first tier on."""
    return range(least(config), available + 1)


def most_bp(config: PiecesOff) -> int:
    """What share of the plain prices it gives at most, in basis points."""
    return max(tier.off_bp for tier in config.tiers)


def costs(config: PiecesOff, pieces: Sequence[Piece]) -> list[int] | None:
    """What each costs by the best tier that so many pieces reach."""
    rate = max((t.off_bp for t in config.tiers if t.pieces <= len(pieces)), default=0)
    return [piece.plain_minor - rates.part(piece.plain_minor, rate) for piece in pieces]
