"""Refusals of referral."""

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


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
