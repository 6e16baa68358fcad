"""Refusals of uses of a pass."""

from tessera.kernel.errors import Conflict, NotFound, gettext_noop


def use_not_found() -> NotFound:
    """No such use of a card, or in another store."""
    return NotFound("passes.use_not_found", gettext_noop("There is no such use in this store."))


def use_undone() -> Conflict:
    """It was undone before."""
    return Conflict("passes.undone", gettext_noop("This use has been undone already."))


def use_too_late() -> Conflict:
    """Another day."""
    return Conflict(
        "passes.too_late",
        gettext_noop("A use can be undone on its own day only. Extend the card instead."),
    )
