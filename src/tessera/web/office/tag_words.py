"""Rules of tags, what counted for whom, and lifecycles, in words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import dates
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tessera.campaigns import queries
from tessera.campaigns.rules import conditions
from tessera.campaigns.rules.conditions import Condition
from tessera.campaigns.rules.judging import Rule
from tessera.campaigns.rules.windows import Window
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.web.kit import currency, formats
from tessera.web.office.words import Words

STAGES: Words = {
    "active": _("Active"),
    "marginal": _("Marginal"),
    "dormant": _("Dormant"),
    "lost": _("Lost"),
    "prospect": _("Prospect"),
}

UNITS: Words = {"days": _("days"), "months": _("months"), "ever": _("ever")}

MATCHES: Words = {"all": _("All conditions hold"), "any": _("Any one condition is enough")}

BY: Words = {"category": _("Categories"), "style": _("Styles"), "season": _("Seasons")}

Have = Mapping[str, Any]


def listed(parts: Iterable[object]) -> str:
    """Several things in a row, as the language separates them."""
    comma = "、" if (get_language() or "").startswith("zh") else ", "
    return comma.join(str(part) for part in parts)


def window(kept: Window) -> str:
    """Over which days something counts."""
    if kept.unit == "ever":
        return gettext("in all")
    if kept.unit == "months":
        text = ngettext("in the last %(n)s month", "in the last %(n)s months", kept.count)
    else:
        text = ngettext("in the last %(n)s day", "in the last %(n)s days", kept.count)
    return text % {"n": kept.count}


def asks(rule: Rule) -> list[str]:
    """What a rule asks for, condition by condition."""
    return [_ASKS[type(one)](one) for one in rule.conditions]


def why(reason: Have) -> list[str]:
    """What counted for a member, as it is kept beside the tag."""
    try:
        rule = queries.rule_of(UUID(reason["rule"]))
        met = [(rule.conditions[one["condition"]], one["have"]) for one in reason["met"]]
    except (KeyError, IndexError, ValueError):
        return []
    return [_told(condition, have) for condition, have in met]


def _told(condition: Condition, have: Have) -> str:
    tell = _HAS.get(type(condition))
    return tell(condition, have) if tell else _ASKS[type(condition)](condition)


def _visits(n: int) -> str:
    return ngettext("%(n)s purchase", "%(n)s purchases", n) % {"n": formats.count(n)}


def _pieces(n: int) -> str:
    return ngettext("%(n)s piece", "%(n)s pieces", n) % {"n": formats.count(n)}


def _money(minor: int) -> str:
    return formats.money(minor, currency.code())


_FIGURES: Mapping[str, Callable[[int], str]] = {
    "visits": _visits,
    "spent_minor": _money,
    "pieces": _pieces,
}


def _figures(have: Have) -> str:
    return listed(tell(have[name]) for name, tell in _FIGURES.items() if have.get(name) is not None)


def _asked(one: conditions.Bought | conditions.BoughtGoods) -> Have:
    return {name: getattr(one, name) for name in _FIGURES}


def _bought(one: conditions.Bought) -> str:
    told = {"what": _figures(_asked(one)), "window": window(one.window)}
    return gettext("at least %(what)s %(window)s") % told


def _has_bought(one: conditions.Bought, have: Have) -> str:
    return gettext("%(what)s %(window)s") % {"what": _figures(have), "window": window(one.window)}


def _last(one: conditions.LastBought) -> str:
    if one.longer_ago:
        return gettext("has bought, but not %(window)s") % {"window": window(one.window)}
    return gettext("has bought %(window)s") % {"window": window(one.window)}


def _has_last(_one: conditions.LastBought, have: Have) -> str:
    day = formats.day(date.fromisoformat(have["last_on"]))
    return gettext("bought last on %(day)s") % {"day": day}


def _soon(one: conditions.BoughtNew, products: int) -> str:
    text = ngettext("%(n)s new product", "%(n)s new products", products)
    days = ngettext(
        "within %(n)s day of its first sale", "within %(n)s days of its first sale", one.within_days
    )
    told = {
        "what": text % {"n": formats.count(products)},
        "days": days % {"n": one.within_days},
        "window": window(one.window),
    }
    return gettext("%(what)s, each %(days)s, %(window)s") % told


def _new(one: conditions.BoughtNew) -> str:
    return gettext("at least %(what)s") % {"what": _soon(one, one.products)}


def _has_new(one: conditions.BoughtNew, have: Have) -> str:
    return _soon(one, have["products"])


def _reduced(one: conditions.BoughtReduced) -> str:
    text = gettext(
        "at least %(share)s%% of the pieces %(off)s%% or more below their tag %(window)s,"
        " of %(visits)s or more"
    )
    return text % {
        "share": one.share_percent,
        "off": one.off_percent,
        "window": window(one.window),
        "visits": _visits(one.visits),
    }


def _has_reduced(one: conditions.BoughtReduced, have: Have) -> str:
    text = gettext("%(reduced)s of %(pieces)s %(off)s%% or more below their tag %(window)s")
    return text % {
        "reduced": formats.count(have["reduced"]),
        "pieces": _pieces(have["pieces"]),
        "off": one.off_percent,
        "window": window(one.window),
    }


def _of_goods(one: conditions.BoughtGoods, have: Have) -> str:
    told = {"what": _figures(have), "goods": listed(one.values), "window": window(one.window)}
    return gettext("%(what)s of %(goods)s %(window)s") % told


def _goods(one: conditions.BoughtGoods) -> str:
    return gettext("at least %(what)s") % {"what": _of_goods(one, _asked(one))}


def _when(one: conditions.BoughtAt) -> str:
    days = [dates.WEEKDAYS_ABBR[day - 1] for day in one.weekdays]
    hours = f"{one.from_hour}:00–{one.to_hour}:00"
    is_whole = (one.from_hour, one.to_hour) == conditions.ALL_HOURS
    return listed([*days, *([] if is_whole else [hours])])


def _times(one: conditions.BoughtAt) -> str:
    text = gettext(
        "at least %(share)s%% of the purchases at %(when)s %(window)s, of %(visits)s or more"
    )
    return text % {
        "share": one.share_percent,
        "when": _when(one),
        "window": window(one.window),
        "visits": _visits(one.visits),
    }


def _has_times(one: conditions.BoughtAt, have: Have) -> str:
    text = gettext("%(then)s of %(visits)s at %(when)s %(window)s")
    return text % {
        "then": formats.count(have["then"]),
        "visits": _visits(have["visits"]),
        "when": _when(one),
        "window": window(one.window),
    }


def _holds(one: conditions.Holds) -> str:
    tell = _money if one.what == "money" else _points
    if one.least is None:
        return gettext("holds at most %(what)s") % {"what": tell(one.most or 0)}
    if one.most is None:
        return gettext("holds at least %(what)s") % {"what": tell(one.least)}
    told = {"least": tell(one.least), "most": tell(one.most)}
    return gettext("holds %(least)s to %(most)s") % told


def _points(n: int) -> str:
    return ngettext("%(n)s point", "%(n)s points", n) % {"n": formats.count(n)}


def _one_of(one: conditions.OneOf) -> str:
    if one.column == "level":
        names = [level.name for level in members.list_levels() if str(level.id) in one.ids]
        return gettext("level %(names)s") % {"names": listed(names)}
    names = [org.get_store(UUID(store_id)).name for store_id in one.ids]
    return gettext("at home in %(names)s") % {"names": listed(names)}


def _age(one: conditions.OfAge) -> str:
    if one.to_age is None:
        return gettext("%(age)s years or older") % {"age": one.from_age}
    if one.from_age is None:
        return gettext("at most %(age)s years old") % {"age": one.to_age}
    return gettext("%(low)s to %(high)s years old") % {"low": one.from_age, "high": one.to_age}


def month(number: int) -> str | Promise:
    """A month by its number; 0 is the present one."""
    return dates.MONTHS[number] if number else gettext("the present month")


def _birthday(one: conditions.Birthday) -> str:
    return gettext("birthday in %(months)s") % {"months": listed(map(month, one.months))}


def _stage(one: conditions.Stage) -> str:
    names = listed(STAGES.get(key, key) for key in one.stages)
    return gettext("lifecycle: %(stages)s") % {"stages": names}


_ASKS: Mapping[type[Condition], Callable[[Any], str]] = {
    conditions.Bought: _bought,
    conditions.LastBought: _last,
    conditions.BoughtNew: _new,
    conditions.BoughtReduced: _reduced,
    conditions.BoughtGoods: _goods,
    conditions.BoughtAt: _times,
    conditions.Holds: _holds,
    conditions.OneOf: _one_of,
    conditions.OfAge: _age,
    conditions.Birthday: _birthday,
    conditions.Stage: _stage,
}

_HAS: Mapping[type[Condition], Callable[[Any, Have], str]] = {
    conditions.Bought: _has_bought,
    conditions.LastBought: _has_last,
    conditions.BoughtNew: _has_new,
    conditions.BoughtReduced: _has_reduced,
    conditions.BoughtGoods: _of_goods,
    conditions.BoughtAt: _has_times,
}
"""The rest say nothing more than the rule does."""
