"""Refusals of tenders."""

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def underpaid(*, missing_minor: int) -> Conflict:
    """The tenders do not reach the total."""
    return Conflict(
        "sales.underpaid",
        gettext_noop("The payment does not reach the total. Add a tender."),
        missing_minor=missing_minor,
    )


def overpaid(*, excess_minor: int) -> Conflict:
    """Only cash gives change."""
    return Conflict(
        "sales.overpaid",
        gettext_noop("Only cash gives change. Lower the other tenders."),
        excess_minor=excess_minor,
    )


def tender_invalid(*, kind: str) -> Invalid:
    """A tender of nothing, or of an unknown kind (CASES 9)."""
    return Invalid(
        "sales.tender_invalid",
        gettext_noop("Every tender needs a known kind and an amount above zero."),
        kind=kind,
    )
