"""Refusals of campaigns."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def rule_empty() -> Invalid:
    """A rule without a condition would be everybody's."""
    return Invalid(
        "campaigns.rule_empty", gettext_noop("Ask for something: a rule needs a condition.")
    )


def rule_invalid(*, field: str) -> Invalid:
    """A condition that cannot work."""
    return Invalid(
        "campaigns.rule_invalid",
        gettext_noop("This rule cannot work: look at %(field)s."),
        field=field,
    )


def rule_not_found() -> NotFound:
    """A tag that no rule gives."""
    return NotFound("campaigns.rule_not_found", gettext_noop("No rule gives this tag."))


def tag_retired() -> Conflict:
    """A tag that goes nowhere new."""
    return Conflict(
        "campaigns.tag_retired", gettext_noop("This tag is retired. Choose another one.")
    )


def run_not_found() -> NotFound:
    """A run that is over, or never was."""
    return NotFound("campaigns.run_not_found", gettext_noop("Nothing is being recomputed."))


def giving_invalid(*, field: str) -> Invalid:
    """An occasion that lacks what it asks for."""
    return Invalid(
        "campaigns.giving_invalid",
        gettext_noop("This occasion cannot work: look at %(field)s."),
        field=field,
    )


def giving_not_found() -> NotFound:
    """No such coupon that is given by itself."""
    return NotFound(
        "campaigns.giving_not_found",
        gettext_noop("This is not given any more. Look at the list again."),
    )


def lifecycle_invalid() -> Invalid:
    """Boundaries that do not follow each other."""
    return Invalid(
        "campaigns.lifecycle_invalid",
        gettext_noop("Each boundary must be later than the one before, and at most 120 months."),
    )
