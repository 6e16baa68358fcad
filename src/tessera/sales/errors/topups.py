"""Refusals of top-ups."""

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def topup_needs_money() -> Conflict:
    """Stored value cannot buy stored value."""
    return Conflict(
        "sales.topup_needs_money",
        gettext_noop(
            "A top-up is paid by cash or card, not from stored value. Change the tenders."
        ),
    )


def topup_used() -> Conflict:
    """A top-up of which something was spent."""
    return Conflict(
        "returns.topup_used",
        gettext_noop("Part of this top-up has been spent, so it cannot be taken back as a return."),
    )


def topups_together() -> Conflict:
    """One of several top-ups of a sale."""
    return Conflict(
        "returns.topups_together",
        gettext_noop("The top-ups of a sale come back together. Choose all of them, whole."),
    )


def topup_needs_receipt() -> Invalid:
    """Stored value that nobody knows of whom."""
    return Invalid(
        "returns.topup_needs_receipt",
        gettext_noop("A top-up comes back by its receipt only. Find the sale first."),
    )


def topup_amount(*, min_minor: int, max_minor: int, step_minor: int) -> Invalid:
    """A top-up beyond what its plan lets a member choose."""
    return Invalid(
        "sales.topup_amount",
        gettext_noop(
            "This plan does not take that amount. Choose one within its limits and steps."
        ),
        min_minor=min_minor,
        max_minor=max_minor,
        step_minor=step_minor,
    )


def free_order_together() -> Conflict:
    """A top-up that made goods free, and they stay."""
    return Conflict(
        "returns.free_order_together",
        gettext_noop(
            "This top-up made the other goods free. It comes back together with all of them."
        ),
    )
