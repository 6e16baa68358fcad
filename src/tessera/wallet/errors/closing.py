"""Refusals when a store closes."""

from tessera.kernel.errors import Conflict, NotFound, gettext_noop


def closes_too_soon(*, first_on: str) -> Conflict:
    """A last day before everybody could be told, or an end before that day."""
    return Conflict(
        "wallet.closes_too_soon",
        gettext_noop("Members must have time to come. The first day possible is %(first_on)s."),
        first_on=first_on,
    )


def closing_unknown() -> NotFound:
    """A store that is not closing."""
    return NotFound("wallet.closing_unknown", gettext_noop("This store is not going to close."))
