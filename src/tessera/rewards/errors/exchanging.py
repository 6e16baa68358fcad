"""Refusals of what points become."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def exchange_not_found() -> NotFound:
    """No such offer."""
    return NotFound("rewards.exchange_not_found", gettext_noop("This is not offered."))


def exchange_invalid() -> Invalid:
    """An offer that gives nothing, or can never be had."""
    return Invalid(
        "rewards.exchange_invalid",
        gettext_noop(
            "An exchange needs a name, points above zero, what they become, and days that are in order."
        ),
    )


def exchange_changed(*, points: int) -> Conflict:
    """The offer costs something else by now."""
    return Conflict(
        "rewards.exchange_changed",
        gettext_noop("This costs %(points)s points now. Look again."),
        points=points,
    )


def exchange_too_often(*, most: int) -> Conflict:
    """More at once than points and limits allow; ``most`` is what they do."""
    return Conflict(
        "rewards.exchange_too_often",
        gettext_noop("At most %(most)s at once can be had now."),
        most=most,
    )


NOT_TO_EXCHANGE = {
    "over": gettext_noop("This is not offered any more."),
    "early": gettext_noop("This is not offered yet."),
    "level": gettext_noop("This is for other levels."),
    "had": gettext_noop("You have had this as often as it is offered."),
    "today": gettext_noop("You have had this as often as a day allows. Come back tomorrow."),
    "points": gettext_noop("The points do not suffice yet."),
}


def not_to_exchange(*, why: str) -> Conflict:
    """Something stands in the way; ``why`` is a word of ``rules.exchanging``."""
    return Conflict("rewards.not_to_exchange", NOT_TO_EXCHANGE[why], why=why)
