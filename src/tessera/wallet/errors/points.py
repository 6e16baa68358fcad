"""Refusals about points."""

from tessera.kernel.errors import Conflict, gettext_noop


def points_insufficient(*, available: int, asked: int) -> Conflict:
    """Points do not reach."""
    return Conflict(
        "points.insufficient",
        gettext_noop("Only %(available)s points can be used. Choose fewer points."),
        available=available,
        asked=asked,
    )
