"""Why a rule gave nothing, in a sentence for the cashier to read out."""

from django.utils import dateformat
from django.utils.dateparse import parse_date
from django.utils.dates import WEEKDAYS
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
    if rule.code in _NUMBERS:
        return _NUMBERS[rule.code]() % {"name": rule.name, **data}
    if rule.code == "not_this_time":
        times = {name: clock(int(data[name])) for name in ("from_minute", "until_minute")}
        told = gettext("“%(name)s” holds from %(from_minute)s to %(until_minute)s.")
        return told % {"name": rule.name, **times}
    if rule.code == "not_this_weekday":
        days = [WEEKDAYS[int(day) - 1] for day in str(data["weekdays"]).split(",")]
        told = gettext("“%(name)s” holds on these days: %(days)s.")
        return told % {"name": rule.name, "days": ", ".join(str(day) for day in days)}
    return _SENTENCES.get(rule.code, _other)(rule.name)


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it; the last is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


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


def _pieces_more() -> str:
    return gettext("Take %(more)s more for “%(name)s”.")


def _not_chosen() -> str:
    return gettext("“%(name)s”: %(more)s may be chosen.")


def _few_purchases() -> str:
    return gettext("“%(name)s” is for who has bought %(more)s times more in %(days)s days.")


def _many_purchases() -> str:
    return gettext("“%(name)s” is for who has bought at most %(most)s times in %(days)s days.")


def _joined() -> str:
    return gettext("“%(name)s” is for who joined within %(days)s days.")


def _month_days() -> str:
    return gettext("“%(name)s” holds on these days of the month: %(month_days)s.")


_NUMBERS = {
    "pieces_more": _pieces_more,
    "not_chosen": _not_chosen,
    "purchases_too_few": _few_purchases,
    "purchases_too_many": _many_purchases,
    "joined_too_long_ago": _joined,
    "not_this_month_day": _month_days,
}
"""Codes whose sentence names figures of the same names."""


def _used_up(name: str) -> str:
    return gettext("“%(name)s” is used up.") % {"name": name}


def _budget(name: str) -> str:
    return gettext("What is left of “%(name)s” is not enough for this cart.") % {"name": name}


def _birthday(name: str) -> str:
    return gettext("“%(name)s” is for birthdays.") % {"name": name}


def _first_purchase(name: str) -> str:
    return gettext("“%(name)s” is for the first purchase.") % {"name": name}


def _others(name: str) -> str:
    return gettext("“%(name)s” is for other members.") % {"name": name}


def _channel(name: str) -> str:
    return gettext("“%(name)s” does not hold here.") % {"name": name}


def _nothing_left(name: str) -> str:
    return gettext("There is nothing left that “%(name)s” could take off.") % {"name": name}


def _other(name: str) -> str:
    return gettext("“%(name)s” gives nothing here.") % {"name": name}


_SENTENCES = {
    "members_only": _members_only,
    "level_not_in": _level_not_in,
    "no_goods": _no_goods,
    "better_alternative": _better,
    "does_not_combine": _alone,
    "used_up": _used_up,
    "budget_spent": _budget,
    "not_birthday": _birthday,
    "not_first_purchase": _first_purchase,
    "tag_not_in": _others,
    "lifecycle_not_in": _others,
    "channel_not_in": _channel,
    "nothing_left": _nothing_left,
}
