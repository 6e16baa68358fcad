"""Refusals of the rewards catalogue."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def reward_not_found() -> NotFound:
    """No such reward."""
    return NotFound(
        "rewards.not_found", gettext_noop("There is no such reward. Look at the catalogue again.")
    )


def reward_invalid(*, field: str) -> Invalid:
    """A reward that cannot be; ``field`` says where."""
    return Invalid(
        "rewards.reward_invalid",
        gettext_noop("A value is missing or does not fit. Correct the field that is marked."),
        field=field,
    )


def reward_changed(*, points: int, money_minor: int) -> Conflict:
    """A reward whose price moved since it was shown."""
    return Conflict(
        "rewards.reward_changed",
        gettext_noop("The price of this reward has just changed. Look at it once more."),
        points=points,
        money_minor=money_minor,
    )


OBSTACLES = {
    "not_now": gettext_noop("This reward is not on offer any more."),
    "not_yet": gettext_noop("This reward is not on offer yet."),
    "other_level": gettext_noop("This reward is for other levels."),
    "all_gone": gettext_noop("This reward is gone: somebody else took the last one."),
    "had_enough": gettext_noop("Each member may have this reward only so often; that is reached."),
    "had_for_now": gettext_noop("That is reached for now. This reward can be had again later."),
    "short": gettext_noop("There are not enough points for this reward."),
}


def not_to_be_had(why: str) -> Conflict:
    """A reward that this member cannot have now; ``why`` is a word of ``rules.catalogue``."""
    return Conflict(f"rewards.{why}", OBSTACLES[why])


def elsewhere() -> Conflict:
    """A store that does not have the reward."""
    return Conflict(
        "rewards.elsewhere",
        gettext_noop("This store does not have this reward. Choose one of its stores."),
    )
