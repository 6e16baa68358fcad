"""From what is filled in to a promotion, and back."""

from collections.abc import Container, Iterator, Mapping
from datetime import time
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.kernel.errors import DomainError
from tessera.offers import rules
from tessera.offers.queries import PromotionView
from tessera.web.office.fields import typed
from tessera.web.office.promotions.goods import tokens_of
from tessera.web.office.promotions.kinds import KINDS

Filled = Mapping[str, Any]

MINUTES = 1440

_LIMITS = ("uses", "uses_per_day", "uses_per_store", "uses_per_member", "units", "budget_minor")

UNSHOWN = ("channels", "lifecycles")
"""Conditions that the form does not ask for, and keeps. A sale does not know yet in which stage of its
lifecycle a member is: asked for, it would never hold."""

_STEPS = {
    "pieces_off": ("pieces", "off_bp"),
    "spend_save": ("threshold_minor", "save_minor"),
    "spend_percent": ("threshold_minor", "off_bp"),
}


def given(kind: str, filled: Filled, kept: Filled) -> dict[str, Any]:
    """A promotion as ``create_promotion`` takes it, but for its kind."""
    return {
        "name": filled["name"],
        "starts_on": filled["starts_on"],
        "ends_on": filled["ends_on"],
        "config": KINDS[kind].config(filled),
        "filters": {
            **filled["goods"],
            **{f"excluded_{name}": values for name, values in filled["excluded"].items()},
        },
        "conditions": {**_conditions(filled), **kept},
        "limits": {name: filled[name] for name in _LIMITS if filled.get(name) is not None},
        "store_ids": [UUID(one) for one in filled["stores"]],
        "group": filled["group"],
        "combines": filled["combines"] != "no",
        "combines_with_level": {"yes": True, "no": False}.get(filled["combines_with_level"]),
        "priority": filled["priority"] or 0,
    }


def _conditions(filled: Filled) -> dict[str, Any]:
    found: dict[str, Any] = {
        "member_only": filled["member_only"],
        "level_ids": filled["levels"],
        "tags": filled["tags"],
        "birthday": filled["birthday"],
        "first_purchase": filled["first_purchase"],
        "joined_within_days": filled["joined_within_days"],
        "weekdays": [int(day) for day in filled["weekdays"]],
        "month_days": [int(day) for day in filled["month_days"]],
    }
    if filled["purchases_days"]:
        found["purchases"] = {
            "days": filled["purchases_days"],
            "least": filled["purchases_least"] or 0,
            "most": filled["purchases_most"],
        }
    if filled["from_time"] or filled["until_time"]:
        found["from_minute"] = _minute(filled["from_time"], 0)
        found["until_minute"] = _minute(filled["until_time"], MINUTES) or MINUTES
    return found


def _minute(told: time | None, default: int) -> int:
    return default if told is None else told.hour * 60 + told.minute


def faults(kind: str, filled: Filled) -> Iterator[tuple[str, str | Promise]]:
    """What does not fit together, with the field to say it at."""
    first, last = filled.get("starts_on"), filled.get("ends_on")
    if first and last and last < first:
        yield "ends_on", _("The last day lies before the first. Choose the days again.")
    if kind == "limited_time" and "gives" in filled:
        name = "price_minor" if filled["gives"] == "price" else "discount_bp"
        if filled.get(name) is None:
            yield name, _("Say how much.")
    if any(not day.isdigit() or not 1 <= int(day) <= 31 for day in filled.get("month_days", ())):
        yield "month_days", _("Write days from 1 to 31 with commas between.")
    asked = filled.get("purchases_least") is not None or filled.get("purchases_most") is not None
    if asked and not filled.get("purchases_days"):
        yield "purchases_days", _("Say in how many days.")
    elif filled.get("purchases_days") and not asked:
        yield "purchases_least", _("Say how many.")
    start, end = filled.get("from_time"), filled.get("until_time")
    if start is not None and start == end:
        yield "until_time", _("Both hours are the same.")
    yield from _step_faults(kind, filled)


def _step_faults(kind: str, filled: Filled) -> Iterator[tuple[str, str | Promise]]:
    """Each step is whole, and asks for more and gives more than the one before."""
    if kind not in _STEPS:
        return
    asks, gives = _STEPS[kind]
    steps: list[tuple[int, Any, Any]] = [
        (number, filled.get(f"{asks}_{number}"), filled.get(f"{gives}_{number}"))
        for number in range(1, 6)
    ]
    begun = [step for step in steps if step[1] is not None or step[2] is not None]
    for number, ask, give in begun:
        if number > 1 and (ask is None or give is None):
            yield f"{asks if ask is None else gives}_{number}", _("This step is not complete.")
            return
    for (_n, ask, give), (number, more, better) in pairwise(begun):
        if None not in {ask, give} and (more <= ask or better <= give):
            yield (
                f"{asks}_{number}",
                _("Each step asks for more, and gives more, than the one before."),
            )
    if kind == "spend_save":
        for number, ask, give in begun:
            if ask is not None and give is not None and give > ask:
                yield f"{gives}_{number}", _("That is more than has to be spent.")
        if filled.get("repeat") and len(begun) > 1:
            yield "repeat", _("Only with a single step.")


def field_of(refusal: DomainError, fields: Container[str]) -> str | None:
    """The field of the form that a refusal is about; None for the whole."""
    name = str(refusal.data.get("field", ""))
    found = _ELSEWHERE.get(name, name)
    return next((one for one in (found, f"{found}_1") if one in fields), None)


_ELSEWHERE = {
    "level_ids": "levels",
    "until_minute": "until_time",
    "purchases": "purchases_days",
    "slots": "pieces_1",
    "tiers": "threshold_minor",
    "days": "purchases_days",
}


def initial_of(view: PromotionView) -> dict[str, Any]:
    """A promotion as the form shows it."""
    asked = view.terms().conditions
    purchases = asked.purchases
    whole = (asked.from_minute, asked.until_minute) == (0, MINUTES)
    limits = rules.parse_limits(view.limits).columns()
    return {
        **KINDS[view.kind].initial(view.config),
        "name": view.name,
        "starts_on": view.starts_on,
        "ends_on": view.ends_on,
        "goods": tokens_of(view.filters),
        "excluded": tokens_of(view.filters, "excluded_"),
        "member_only": asked.member_only,
        "levels": sorted(asked.level_ids),
        "tags": sorted(asked.tags),
        "birthday": asked.birthday,
        "first_purchase": asked.first_purchase,
        "joined_within_days": asked.joined_within_days,
        "purchases_days": purchases.days if purchases else None,
        "purchases_least": purchases.least if purchases else None,
        "purchases_most": purchases.most if purchases else None,
        "weekdays": [str(day) for day in sorted(asked.weekdays)],
        "month_days": ", ".join(str(day) for day in sorted(asked.month_days)),
        "from_time": None if whole else _clock(asked.from_minute),
        "until_time": None if whole else _clock(asked.until_minute % MINUTES),
        "stores": [str(one) for one in view.store_ids],
        **limits,
        "budget_minor": typed(limits.get("budget_minor")),
        "combines": "yes" if view.combines else "no",
        "group": view.group,
        "combines_with_level": _BY_LEVEL[view.combines_with_level],
        "priority": view.priority,
    }


_BY_LEVEL: Mapping[bool | None, str] = {True: "yes", False: "no", None: ""}


def kept_of(view: PromotionView | None) -> dict[str, Any]:
    """The conditions that the form does not show."""
    if view is None:
        return {}
    return {name: view.conditions[name] for name in UNSHOWN if name in view.conditions}


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
