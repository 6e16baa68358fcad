"""Rewards in words: what they are, what they cost, why one is not to be had, how a redemption stands."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.rewards.queries.catalogue import Offer
from tessera.rewards.queries.redeemed import RedemptionView
from tessera.web.kit import currency, formats

Words = Mapping[str, str | Promise]

KINDS: Words = {
    "goods": _("Goods"),
    "service": _("Service"),
    "coupon": _("Coupon"),
    "card": _("Pass"),
    "draw": _("Draw"),
}

ICONS: Mapping[str, str] = {
    "goods": "gift",
    "service": "clock",
    "coupon": "coupon",
    "card": "wallet",
    "draw": "points",
}
"""What stands for a reward without a picture."""

STATES: Words = {
    "reserved": _("Reserved"),
    "handed_out": _("Handed out"),
    "cancelled": _("Cancelled"),
    "lapsed": _("Lapsed"),
    "taken_back": _("Taken back"),
    "won": _("Won"),
    "lost": _("Not won"),
}

PERIODS: Words = {
    "day": _("a day"),
    "week": _("a week"),
    "month": _("a month"),
    "year": _("a year"),
}

_OBSTACLES: Words = {
    "not_now": _("Not on offer any more"),
    "not_yet": _("Not on offer yet"),
    "other_level": _("For other levels"),
    "all_gone": _("All gone"),
    "had_enough": _("You have had it as often as one may"),
    "had_for_now": _("You have had it for now"),
}


def state(one: RedemptionView) -> str:
    """How a redemption stands; a ticket waits for its draw, not to be fetched."""
    if one.kind == "draw" and one.is_waiting:
        return str(_("Not drawn yet"))
    return str(STATES.get(one.state, one.state))


def obstacle(offer: Offer) -> str:
    """Why a member does not get a reward now; empty where they do."""
    if offer.obstacle == "short":
        return _("%(n)s points more") % {"n": formats.count(offer.short)}
    return str(_OBSTACLES.get(offer.obstacle, ""))


def price(points: int, money_minor: int) -> str:
    """What a reward costs, in points or in points and money."""
    in_points = _("%(n)s points") % {"n": formats.count(points)}
    if not money_minor:
        return in_points
    return f"{in_points} + {formats.money(money_minor, currency.code())}"
