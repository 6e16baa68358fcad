"""Refusals of tickets that are put aside."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def ticket_not_found() -> NotFound:
    """No such ticket in this store, or it ended long ago."""
    return NotFound(
        "sales.ticket_not_found",
        gettext_noop("This ticket is not kept any more. Look at the list again."),
    )


def ticket_taken(*, till: str) -> Conflict:
    """Another till has it."""
    return Conflict(
        "sales.ticket_taken",
        gettext_noop("This ticket was taken at %(till)s already. Look at the list again."),
        till=till,
    )


def ticket_dropped(*, till: str) -> Conflict:
    """Somebody threw it away."""
    return Conflict(
        "sales.ticket_dropped",
        gettext_noop("This ticket was thrown away at %(till)s. Scan the goods again."),
        till=till,
    )


def tickets_full(*, most: int) -> Conflict:
    """So many wait in this store that nobody would find one."""
    return Conflict(
        "sales.tickets_full",
        gettext_noop("%(most)s tickets wait in this store. Take or throw away old ones first."),
        most=most,
    )


def nobody_to_wait_for() -> Invalid:
    """Whom the ticket should wait for does not work in this store."""
    return Invalid(
        "sales.nobody_to_wait_for",
        gettext_noop("This colleague does not work here. Choose somebody else, or nobody."),
    )


def ticket_days_invalid() -> Invalid:
    """Tickets cannot be kept so long."""
    return Invalid(
        "sales.ticket_days_invalid", gettext_noop("Enter a number of days between 1 and 90.")
    )
