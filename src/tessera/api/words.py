"""Why a rule gave nothing, in a sentence for the cashier to read out."""

from django.utils import dateformat
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from tessera import pricing
from tessera.kernel.money import Money


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
