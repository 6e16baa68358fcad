"""Refusals of promotions that are tried on the sales of the past."""

from tessera.kernel.errors import Invalid, NotFound, gettext_noop


def trial_not_found() -> NotFound:
    """No such trial for this actor."""
    return NotFound(
        "sales.trial_not_found", gettext_noop("There is no such trial. Begin a new one.")
    )


def trial_days() -> Invalid:
    """Days that lie the wrong way round, or too far apart."""
    return Invalid(
        "sales.trial_days", gettext_noop("Choose at most 400 days, the first before the last.")
    )
