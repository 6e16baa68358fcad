"""Refusals of rewards."""

from tessera.kernel.errors import Invalid, gettext_noop


def rule_invalid() -> Invalid:
    """A rule that cannot work."""
    return Invalid(
        "rewards.rule_invalid",
        gettext_noop(
            "Give an amount above zero for one point, years from 0, and a month from 1 to 13."
        ),
    )
