"""Why a rule gave nothing, in a sentence for the cashier to read out."""

from django.utils import dateformat
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from tessera import pricing
from tessera.kernel.money import Money
from tessera.rewards.queries import Why


def missed(rule: pricing.Missed, currency: str) -> str:
    """The sentence for one missed rule, in the active language."""
    data = rule.data
    if rule.code in {"spend_more", "coupon_below_threshold"}:
        more = Money(int(data["more_minor"]), currency).decimal
        return gettext("Spend %(more)s more for “%(name)s”.") % {"more": more, "name": rule.name}
    if rule.code in {"not_started", "coupon_not_started"}:
        return gettext("“%(name)s” begins on %(day)s.") % {
            "name": rule.name,
            "day": _day(str(data["starts_on"])),
        }
    if rule.code in {"ended", "coupon_expired"}:
        return gettext("“%(name)s” ended on %(day)s.") % {
            "name": rule.name,
            "day": _day(str(data["ends_on"])),
        }
    return _SENTENCES.get(rule.code, _other)(rule.name)


def points_room(room: pricing.PointsRoom) -> str:
    """How many points the cart takes and what holds them there; nothing where only the price does."""
    if not room.most and room.limit in _NO_ROOM:
        told = _NO_ROOM[room.limit]()
    elif room.limit == "share":
        told = gettext("At most %(n)s points: %(share)s%% of the bill.")
    else:
        told = _ROOMS.get(room.limit, lambda: "")()
    share = f"{room.cap_bp // 100}.{room.cap_bp % 100:02}".rstrip("0").rstrip(".")
    return told % {"n": f"{room.most:,}", "least": f"{room.least:,}", "share": share}


def _room_amount() -> str:
    return gettext("At most %(n)s points on one bill.")


def _room_order() -> str:
    return gettext("The bill is too small for points.")


def _room_goods() -> str:
    return gettext("At most %(n)s points: they do not pay for everything here.")


def _no_room_goods() -> str:
    return gettext("Points do not pay for what is on this bill.")


def _room_minimum() -> str:
    return gettext("Points are used from %(least)s on; this bill has no room for so many.")


_NO_ROOM = {"amount": _room_order, "share": _room_order, "goods": _no_room_goods}
"""Instead of “at most 0 points”."""

_ROOMS = {
    "amount": _room_amount,
    "order": _room_order,
    "goods": _room_goods,
    "minimum": _room_minimum,
}


def earning(why: Why) -> str:
    """What a rule that gives points is called."""
    if why.rule_id == "base":
        return gettext("For what is paid")
    if why.rule_id == "level":
        return gettext("Level")
    return why.name


def _day(text: str) -> str:
    day = parse_date(text)
    return dateformat.format(day, "Y-m-d") if day else text


def _members_only(name: str) -> str:
    return gettext("“%(name)s” is for members.") % {"name": name}


def _level_not_in(name: str) -> str:
    return gettext("“%(name)s” is for other levels.") % {"name": name}


def _no_goods(name: str) -> str:
    return gettext("“%(name)s” does not cover anything in this cart.") % {"name": name}


def _better(name: str) -> str:
    return gettext("Instead of “%(name)s” something better applies.") % {"name": name}


def _alone(name: str) -> str:
    return gettext("“%(name)s” cannot be combined with what applies.") % {"name": name}


def _other(name: str) -> str:
    return gettext("“%(name)s” gives nothing here.") % {"name": name}


_SENTENCES = {
    "members_only": _members_only,
    "level_not_in": _level_not_in,
    "no_goods": _no_goods,
    "better_alternative": _better,
    "does_not_combine": _alone,
}
