"""Percentages in basis points."""

from tessera.kernel import money


def part(amount_minor: int, rate_bp: int) -> int:
    """``rate_bp`` of ``amount_minor``, half up to the minor unit; at most the amount itself."""
    share = (amount_minor * rate_bp + money.BASIS // 2) // money.BASIS
    if share < 0:
        return 0
    if share > amount_minor:
        return amount_minor
    return share
