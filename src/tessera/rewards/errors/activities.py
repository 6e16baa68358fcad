"""Refusals of activities, reviews and surveys."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def activity_invalid(*, field: str) -> Invalid:
    """An activity that cannot work."""
    return Invalid(
        "rewards.activity_invalid",
        gettext_noop("This activity cannot work: look at %(field)s."),
        field=field,
    )


def activity_over() -> Conflict:
    """Off, done already, or at its limit."""
    return Conflict(
        "rewards.activity_over",
        gettext_noop("There are no points for this now. Look at what else there is."),
    )


def profile_incomplete() -> Conflict:
    """Something is still missing in a profile."""
    return Conflict(
        "rewards.profile_incomplete",
        gettext_noop("Something in your profile is missing. Fill it in first."),
    )


def review_invalid() -> Invalid:
    """A review without stars, or too long."""
    return Invalid(
        "rewards.review_invalid",
        gettext_noop("Give one to five stars and at most 1,000 characters."),
    )


def nothing_to_review() -> NotFound:
    """Not bought, given back, or reviewed already."""
    return NotFound(
        "rewards.nothing_to_review",
        gettext_noop("This cannot be reviewed, or was already. Look at your purchases."),
    )


def survey_not_found() -> NotFound:
    """No such survey."""
    return NotFound("rewards.survey_not_found", gettext_noop("There is no such survey."))


def survey_invalid() -> Invalid:
    """Questions that nobody can answer."""
    return Invalid(
        "rewards.survey_invalid",
        gettext_noop("A survey needs a title and one to ten questions."),
    )


def answers_invalid() -> Invalid:
    """Not every question is answered by one of its choices."""
    return Invalid("rewards.answers_invalid", gettext_noop("Answer every question."))
