"""Refusals of levels."""

from datetime import date

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def level_rule_invalid(*, field: str) -> Invalid:
    """A rule of a level that cannot work."""
    return Invalid(
        "rewards.level_rule_invalid",
        gettext_noop("This rule cannot work: look at %(field)s. Amounts are above zero."),
        field=field,
    )


def lowest_level() -> Invalid:
    """Ways up to where everybody begins."""
    return Invalid(
        "rewards.lowest_level",
        gettext_noop("Everybody begins at this level: it has no way up and no end."),
    )


def lock_invalid(*, until: date) -> Invalid:
    """A lock that is over already."""
    return Invalid(
        "rewards.lock_invalid",
        gettext_noop("A lock must end on a day to come, not on %(until)s."),
        until=until.isoformat(),
    )


def not_locked() -> Conflict:
    """Nothing to unlock."""
    return Conflict("rewards.not_locked", gettext_noop("This level is not locked."))


def level_not_above() -> Conflict:
    """Somebody has that level or more already."""
    return Conflict(
        "rewards.level_not_above",
        gettext_noop("The member has this level or a higher one already."),
    )
