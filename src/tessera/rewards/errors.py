"""Refusals of rewards."""

from datetime import date

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def rule_invalid() -> Invalid:
    """A rule that cannot work."""
    return Invalid(
        "rewards.rule_invalid",
        gettext_noop(
            "Give an amount above zero for one point, years from 0, and a month from 1 to 13."
        ),
    )


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


def level_not_sold() -> Conflict:
    """A level that cannot be bought."""
    return Conflict("rewards.level_not_sold", gettext_noop("This level cannot be bought."))


def level_not_above() -> Conflict:
    """Somebody has that level or more already."""
    return Conflict(
        "rewards.level_not_above",
        gettext_noop("The member has this level or a higher one already."),
    )


def program_invalid(*, field: str) -> Invalid:
    """A referral programme that cannot work."""
    return Invalid(
        "rewards.program_invalid",
        gettext_noop("This programme cannot work: look at %(field)s."),
        field=field,
    )


def hold_not_found() -> NotFound:
    """No such hold in the actor's stores."""
    return NotFound(
        "rewards.hold_not_found", gettext_noop("There is no such reward on hold. Look at the list.")
    )


def own_reward() -> Forbidden:
    """Nobody decides about money for oneself."""
    return Forbidden(
        "rewards.own_reward",
        gettext_noop("This reward concerns your own card. Somebody else must decide about it."),
    )


def hold_decided() -> Conflict:
    """Somebody else was faster."""
    return Conflict(
        "rewards.hold_decided", gettext_noop("This reward is not on hold any more. Look again.")
    )
