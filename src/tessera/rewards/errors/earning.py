"""Refusals of the rules of earning."""

from tessera.kernel.errors import Invalid, NotFound, gettext_noop


def rule_invalid() -> Invalid:
    """A rule that cannot work."""
    return Invalid(
        "rewards.rule_invalid",
        gettext_noop(
            "Give an amount above zero for one point, years from 0, a month from 1 to 13, and choose what is offered."
        ),
    )


def extra_rule_invalid(*, field: str) -> Invalid:
    """A rule of earning that cannot work."""
    return Invalid(
        "rewards.extra_rule_invalid",
        gettext_noop("This rule cannot work: look at %(field)s."),
        field=field,
    )


def rule_not_found() -> NotFound:
    """No such rule of earning."""
    return NotFound(
        "rewards.rule_not_found", gettext_noop("There is no such rule. Look at the list.")
    )
