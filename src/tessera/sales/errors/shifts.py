"""Refusals of shifts."""

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def shift_closed() -> Conflict:
    """No open shift on this till."""
    return Conflict(
        "sales.shift_closed", gettext_noop("No shift is open on this till. Open a shift first.")
    )


def shift_open() -> Conflict:
    """A shift is open already."""
    return Conflict(
        "sales.shift_open",
        gettext_noop("A shift is already open on this till. Close it before you open another."),
    )


def amount_invalid() -> Invalid:
    """A negative amount of cash."""
    return Invalid("sales.amount_invalid", gettext_noop("Enter an amount that is not negative."))
