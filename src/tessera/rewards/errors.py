"""Refusals of rewards."""

from datetime import date

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


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
        gettext_noop("Name, phone and birthday are needed. Fill in what is missing first."),
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


def redemption_not_found() -> NotFound:
    """No such redemption for this actor."""
    return NotFound(
        "rewards.redemption_not_found",
        gettext_noop("There is no such redemption. Check the code, or look at the list."),
    )


def redemption_over() -> Conflict:
    """A redemption that is not waiting any more."""
    return Conflict(
        "rewards.redemption_over",
        gettext_noop("This redemption is over: it was handed out, cancelled, or it lapsed."),
    )


def at_the_till() -> Conflict:
    """Goods that leave the stock are handed out by a sale."""
    return Conflict(
        "rewards.at_the_till",
        gettext_noop("This is handed out at the till: scan its code there."),
    )


def goods_not_back() -> Conflict:
    """A redemption cannot be taken back while its goods are with the member."""
    return Conflict(
        "rewards.goods_not_back",
        gettext_noop("Take the goods back at the till first, then give the points back here."),
    )


def not_drawn_yet() -> Conflict:
    """A draw before its day, or with nothing to draw."""
    return Conflict(
        "rewards.not_drawn_yet",
        gettext_noop("The winners can be drawn when the day has come and there are tickets."),
    )


def drawn_already() -> Conflict:
    """A draw is drawn once."""
    return Conflict(
        "rewards.drawn_already", gettext_noop("The winners of this draw were drawn already.")
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


_NOT_TO_EXCHANGE = {
    "over": gettext_noop("This is not offered any more."),
    "early": gettext_noop("This is not offered yet."),
    "level": gettext_noop("This is for other levels."),
    "had": gettext_noop("You have had this as often as it is offered."),
    "today": gettext_noop("You have had this as often as a day allows. Come back tomorrow."),
    "points": gettext_noop("The points do not suffice yet."),
}


def not_to_exchange(*, why: str) -> Conflict:
    """Something stands in the way; ``why`` is a word of ``rules.exchanging``."""
    return Conflict("rewards.not_to_exchange", _NOT_TO_EXCHANGE[why], why=why)
