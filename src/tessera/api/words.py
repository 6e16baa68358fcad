"""Why a rule gave nothing, in a sentence for the cashier to read out."""

from django.utils.translation import gettext

from tessera import pricing
from tessera.pricing import telling
from tessera.rewards.queries import Why


def missed(rule: pricing.Missed, currency: str) -> str:
    """The sentence for one missed rule, in the active language."""
    return telling.missed(rule, currency, gettext)


def points_room(room: pricing.PointsRoom) -> str:
    """How many points the cart takes and what holds them there, in the active language."""
    return telling.points_room(room, gettext)


def earning(why: Why) -> str:
    """What a rule that gives points is called."""
    if why.rule_id == "base":
        return gettext("For what is paid")
    if why.rule_id == "level":
        return gettext("Level")
    return why.name
