"""Buy M, get N free: of every M + N pieces the cheapest N (买M送N). Handbook 5.5."""

from collections.abc import Sequence

from tessera.kernel import money
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.terms import BuyGet


def least(config: BuyGet) -> int:
    """The fewest pieces that it is about."""
    return config.buy + config.get


def per_sku(config: BuyGet) -> bool:
    """Whether all its pieces must be of one SKU."""
    return config.same_sku


def sizes(config: BuyGet, available: int) -> Sequence[int]:
    """How many pieces can take part together."""
    return range(least(config), available + 1, least(config))


def most_bp(config: BuyGet) -> int:
    """What share of the plain prices it gives at most, in basis points."""
    return -(-config.get * money.BASIS // least(config))


def costs(config: BuyGet, pieces: Sequence[Piece]) -> list[int] | None:
    """What each costs; ``pieces`` come dearest first and are grouped in that order."""
    group = least(config)
    return [
        piece.plain_minor if place % group < config.buy else 0 for place, piece in enumerate(pieces)
    ]
