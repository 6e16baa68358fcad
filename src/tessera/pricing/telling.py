"""Why a rule gave nothing and what holds points down, in a sentence to read out.

The sentences are English source texts; ``tell`` puts one into the reader's language. The server
tells by its catalogues, the till's browser by the part of them that came with the book.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tessera.kernel.errors import gettext_noop
from tessera.kernel.money import Money
from tessera.pricing.quote import Missed, PointsRoom

Tell = Callable[[str], str]

OTHER = gettext_noop("“%(name)s” gives nothing here.")

MISSED: Mapping[str, str] = MappingProxyType(
    {
        "spend_more": gettext_noop("Spend %(more)s more for “%(name)s”."),
        "coupon_below_threshold": gettext_noop("Spend %(more)s more for “%(name)s”."),
        "not_started": gettext_noop("“%(name)s” begins on %(day)s."),
        "coupon_not_started": gettext_noop("“%(name)s” begins on %(day)s."),
        "ended": gettext_noop("“%(name)s” ended on %(day)s."),
        "coupon_expired": gettext_noop("“%(name)s” ended on %(day)s."),
        "pieces_more": gettext_noop("Take %(more)s more for “%(name)s”."),
        "not_chosen": gettext_noop("“%(name)s”: %(more)s may be chosen."),
        "purchases_too_few": gettext_noop(
            "“%(name)s” is for who has bought %(more)s times more in %(days)s days."
        ),
        "purchases_too_many": gettext_noop(
            "“%(name)s” is for who has bought at most %(most)s times in %(days)s days."
        ),
        "joined_too_long_ago": gettext_noop("“%(name)s” is for who joined within %(days)s days."),
        "not_this_month_day": gettext_noop(
            "“%(name)s” holds on these days of the month: %(month_days)s."
        ),
        "not_this_time": gettext_noop("“%(name)s” holds from %(from_minute)s to %(until_minute)s."),
        "not_this_weekday": gettext_noop("“%(name)s” holds on these days: %(days)s."),
        "members_only": gettext_noop("“%(name)s” is for members."),
        "level_not_in": gettext_noop("“%(name)s” is for other levels."),
        "no_goods": gettext_noop("“%(name)s” does not cover anything in this cart."),
        "better_alternative": gettext_noop("Instead of “%(name)s” something better applies."),
        "does_not_combine": gettext_noop("“%(name)s” cannot be combined with what applies."),
        "used_up": gettext_noop("“%(name)s” is used up."),
        "budget_spent": gettext_noop("What is left of “%(name)s” is not enough for this cart."),
        "not_birthday": gettext_noop("“%(name)s” is for birthdays."),
        "not_first_purchase": gettext_noop("“%(name)s” is for the first purchase."),
        "tag_not_in": gettext_noop("“%(name)s” is for other members."),
        "lifecycle_not_in": gettext_noop("“%(name)s” is for other members."),
        "channel_not_in": gettext_noop("“%(name)s” does not hold here."),
        "nothing_left": gettext_noop("There is nothing left that “%(name)s” could take off."),
    }
)
"""By the code of what was missed; any other code is told as ``OTHER``."""

ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "amount": gettext_noop("At most %(n)s points on one bill."),
        "share": gettext_noop("At most %(n)s points: %(share)s%% of the bill."),
        "order": gettext_noop("The bill is too small for points."),
        "goods": gettext_noop("At most %(n)s points: they do not pay for everything here."),
        "minimum": gettext_noop(
            "Points are used from %(least)s on; this bill has no room for so many."
        ),
    }
)
"""By what holds the points down."""

NO_ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "amount": ROOMS["order"],
        "share": ROOMS["order"],
        "goods": gettext_noop("Points do not pay for what is on this bill."),
    }
)
"""Instead of “at most 0 points”."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Every catalogue has them already: they are not marked here."""

_DAYS = ("starts_on", "ends_on")
_MINUTES = ("from_minute", "until_minute")


def texts() -> frozenset[str]:
    """Every source text that ``tell`` may be asked for."""
    return frozenset({OTHER, *WEEKDAYS, *MISSED.values(), *ROOMS.values(), *NO_ROOMS.values()})


def missed(rule: Missed, currency: str, tell: Tell) -> str:
    """The sentence for one missed rule. Amounts in ``data`` are minor units of ``currency``."""
    told = tell(MISSED.get(rule.code, OTHER))
    return told % {"name": rule.name, **rule.data, **dict(_said(rule, currency, tell))}


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it; the last is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def points_room(room: PointsRoom, tell: Tell) -> str:
    """How many points the cart takes and what holds them there; nothing where only the price does."""
    sentence = "" if room.most else NO_ROOMS.get(room.limit, "")
    sentence = sentence or ROOMS.get(room.limit, "")
    share = f"{room.cap_bp // 100}.{room.cap_bp % 100:02}".rstrip("0").rstrip(".")
    figures = {"n": f"{room.most:,}", "least": f"{room.least:,}", "share": share}
    return tell(sentence) % figures if sentence else ""


def _said(rule: Missed, currency: str, tell: Tell) -> Iterator[tuple[str, str]]:
    """What of the data is said otherwise than it is kept."""
    data = rule.data
    if "more_minor" in data:
        yield "more", Money(int(data["more_minor"]), currency).decimal
    if days := [str(data[name]) for name in _DAYS if name in data]:
        yield "day", days[0]
    for name in _MINUTES:
        if name in data:
            yield name, clock(int(data[name]))
    if "weekdays" in data:
        named = [tell(WEEKDAYS[int(day) - 1]) for day in str(data["weekdays"]).split(",")]
        yield "days", ", ".join(named)
