"""Refusals about points."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def points_insufficient(*, available: int, asked: int) -> Conflict:
    """Points do not reach."""
    return Conflict(
        "points.insufficient",
        gettext_noop("Only %(available)s points can be used. Choose fewer points."),
        available=available,
        asked=asked,
    )


def points_terms_invalid() -> Invalid:
    """Terms that cannot work."""
    return Invalid(
        "wallet.points_terms_invalid",
        gettext_noop(
            "Points per unit of money and the step must be at least 1, the share between 0 and 100"
            " percent, and no amount negative."
        ),
    )


def points_sku_unknown() -> NotFound:
    """An excluded article that is not in the catalogue."""
    return NotFound(
        "wallet.points_sku_unknown",
        gettext_noop("An article that points shall not pay for is not known. Check its barcode."),
    )
