"""From what is filled in to a tag's rule, and back; what is empty is not asked for."""

import re
from collections.abc import Iterator
from typing import Any

from tessera.campaigns.rules import conditions
from tessera.campaigns.rules.conditions import Condition
from tessera.campaigns.rules.judging import Rule
from tessera.campaigns.rules.windows import Window
from tessera.web.office import tag_words
from tessera.web.office.fields import typed


def is_filled(value: Any) -> bool:
    """Whether a field asks for anything."""
    return value not in (None, "", [])


def _window(filled: dict[str, Any], kind: str) -> Window:
    unit = filled[f"{kind}_unit"] or "days"
    return Window(unit, 0 if unit == "ever" else filled[f"{kind}_count"] or 0)


def rule_of(filled: dict[str, Any]) -> Rule:
    """The rule that was filled in."""
    return Rule(filled["match"], tuple(_conditions(filled)))


def _conditions(filled: dict[str, Any]) -> Iterator[Condition]:
    amounts = [filled["bought_visits"], filled["bought_spent"], filled["bought_pieces"]]
    if any(is_filled(one) for one in amounts):
        yield conditions.Bought(_window(filled, "bought"), *amounts)
    if filled["last_is"]:
        longer = filled["last_is"] == "longer"
        yield conditions.LastBought(_window(filled, "last"), longer_ago=longer)
    if filled["new_products"]:
        window, within = _window(filled, "new"), filled["new_within"]
        yield conditions.BoughtNew(window, 0 if within is None else within, filled["new_products"])
    if filled["reduced_share"]:
        yield conditions.BoughtReduced(
            window=_window(filled, "reduced"),
            off_percent=filled["reduced_off"] or 1,
            share_percent=filled["reduced_share"],
            visits=filled["reduced_visits"] or 1,
        )
    yield from _goods(filled)
    yield from _times(filled)
    yield from _person(filled)


def _goods(filled: dict[str, Any]) -> Iterator[Condition]:
    values = [one.strip() for one in re.split(r"[,，、;；\n]", filled["goods_values"])]
    chosen = tuple(dict.fromkeys(filter(None, values)))
    amounts = [filled["goods_visits"], filled["goods_spent"], filled["goods_pieces"]]
    if not chosen and not any(amounts):
        return
    if not any(amounts):
        amounts[2] = 1
    yield conditions.BoughtGoods(_window(filled, "goods"), filled["goods_by"], chosen, *amounts)


def _times(filled: dict[str, Any]) -> Iterator[Condition]:
    if not filled["times_share"]:
        return
    hours = (filled["times_from"], filled["times_to"])
    from_hour, to_hour = conditions.ALL_HOURS if hours[0] is None else hours
    yield conditions.BoughtAt(
        window=_window(filled, "times"),
        weekdays=tuple(int(day) for day in filled["times_weekdays"]),
        from_hour=from_hour,
        to_hour=to_hour,
        share_percent=filled["times_share"],
        visits=filled["times_visits"] or 1,
    )


def _person(filled: dict[str, Any]) -> Iterator[Condition]:
    for what in conditions.HELD:
        least, most = filled[f"{what}_least"], filled[f"{what}_most"]
        if least is not None or most is not None:
            yield conditions.Holds(what, least, most)
    for column, name in (("level", "levels"), ("store", "stores")):
        if filled[name]:
            yield conditions.OneOf(column, tuple(filled[name]))
    if filled["from_age"] is not None or filled["to_age"] is not None:
        yield conditions.OfAge(filled["from_age"], filled["to_age"])
    if filled["months"]:
        yield conditions.Birthday(tuple(int(month) for month in filled["months"]))
    if filled["stages"]:
        yield conditions.Stage(tuple(filled["stages"]))


def initial_of(rule: Rule) -> dict[str, Any]:
    """A rule as the form shows it."""
    found: dict[str, Any] = {"match": rule.match}
    for one in rule.conditions:
        window = getattr(one, "window", None)
        if window is not None:
            found[f"{one.kind}_count"] = window.count or None
            found[f"{one.kind}_unit"] = window.unit
        found |= _shown(one)
    return found


def _shown(one: Condition) -> dict[str, Any]:
    match one:
        case conditions.Bought():
            spent = typed(one.spent_minor)
            return {"bought_visits": one.visits, "bought_spent": spent, "bought_pieces": one.pieces}
        case conditions.LastBought():
            return {"last_is": "longer" if one.longer_ago else "within"}
        case conditions.BoughtNew():
            return {"new_products": one.products, "new_within": one.within_days}
        case conditions.BoughtReduced():
            return {
                "reduced_share": one.share_percent,
                "reduced_off": one.off_percent,
                "reduced_visits": one.visits,
            }
        case conditions.BoughtGoods():
            return {
                "goods_by": one.by,
                "goods_values": tag_words.listed(one.values),
                "goods_visits": one.visits,
                "goods_spent": typed(one.spent_minor),
                "goods_pieces": one.pieces,
            }
        case conditions.BoughtAt():
            whole = (one.from_hour, one.to_hour) == conditions.ALL_HOURS
            return {
                "times_share": one.share_percent,
                "times_weekdays": [str(day) for day in one.weekdays],
                "times_from": None if whole else one.from_hour,
                "times_to": None if whole else one.to_hour,
                "times_visits": one.visits,
            }
    return _shown_of_person(one)


def _shown_of_person(one: Condition) -> dict[str, Any]:
    match one:
        case conditions.Holds():
            tell = typed if one.what == "money" else (lambda value: value)
            return {f"{one.what}_least": tell(one.least), f"{one.what}_most": tell(one.most)}
        case conditions.OneOf():
            return {"levels" if one.column == "level" else "stores": list(one.ids)}
        case conditions.OfAge():
            return {"from_age": one.from_age, "to_age": one.to_age}
        case conditions.Birthday():
            return {"months": [str(month) for month in one.months]}
        case conditions.Stage():
            return {"stages": list(one.stages)}
    return {}


STARTS = {
    "often": Rule("all", (conditions.Bought(Window("days", 90), visits=6),)),
    "new": Rule("all", (conditions.BoughtNew(Window("months", 6), within_days=14, products=3),)),
    "reduced": Rule(
        "all",
        (
            conditions.BoughtReduced(
                Window("months", 12), off_percent=20, share_percent=60, visits=3
            ),
        ),
    ),
}
"""Where a brand may begin."""
