"""A limited-time price for so many pieces only (限时折扣 with a stock cap). Handbook 5.5."""

from collections.abc import Sequence

from tessera.kernel import money
from tessera.pricing.kinds import limited_time
from tessera.pricing.kinds.pieces import Piece
from tessera.pricing.terms import LimitedTime


def least(config: LimitedTime) -> int:
    """One piece."""
    return 1


def per_sku(config: LimitedTime) -> bool:
    """Never."""
    return False


def sizes(config: LimitedTime, available: int) -> Sequence[int]:
    """Any number of pieces."""
    return range(1, available + 1)


def most_bp(config: LimitedTime) -> int:
    """What share of the plain prices it gives at most, in basis points."""
    return money.BASIS


def costs(config: LimitedTime, pieces: Sequence[Piece]) -> list[int] | None:
    """Each by itself; None if one costs no less than without."""
    found = [
        limited_time.line_minor(config, tag_minor=piece.item.tag_minor, quantity=1)
        for piece in pieces
    ]
    cheaper = all(cost < piece.plain_minor for cost, piece in zip(found, pieces, strict=True))
    return found if cheaper else None
