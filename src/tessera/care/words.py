"""Levels and rewards in the words of a message: in the language that is active."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext, ngettext

from tessera.kernel.errors import gettext_noop
from tessera.kernel.money import Money

_MONEY = frozenset({"spend", "purchase", "early", "topup"})

_RISEN: Mapping[str, str] = {
    "spend": gettext_noop("you bought for %(have)s since %(start)s"),
    "points": gettext_noop("you earned %(have)s since %(start)s"),
    "growth": gettext_noop("you reached %(have)s"),
    "purchase": gettext_noop("you bought for %(have)s at once"),
    "early": gettext_noop("you bought for %(have)s soon after joining"),
    "topup": gettext_noop("you topped up %(have)s at once"),
    "bought": gettext_noop("you bought this level"),
    "applied": gettext_noop("your application was approved"),
    "hand": gettext_noop("our store gave it to you"),
}

_FALLEN: Mapping[str, str] = {
    "lapsed": gettext_noop("its time was over and %(have)s of %(need)s counted"),
    "returned": gettext_noop("the purchase that it rested on came back"),
    "hand": gettext_noop("our store changed it"),
}

_SIMPLY: Mapping[bool, str] = {
    True: gettext_noop("you reached what it takes"),
    False: gettext_noop("its time was over"),
}


def reason(cause: str, detail: Mapping[str, Any], *, rises: bool, currency: str) -> str:
    """Why a level began, as the rest of a sentence; ``detail`` as ``rewards.LevelMove`` keeps it.

    What a colleague wrote down when moving a level by hand stays among colleagues.
    """
    source = (_RISEN if rises else _FALLEN).get(cause, _SIMPLY[rises])
    if "%(have)s" not in source:
        return gettext(source)
    if "have" not in detail:
        return gettext(_SIMPLY[rises])
    measure = detail.get("measure", cause)
    told = {
        "have": amount(measure, detail["have"], currency=currency),
        "need": amount(measure, detail.get("need", 0), currency=currency),
        "start": day(date.fromisoformat(detail["start"])) if detail.get("start") else "",
    }
    return gettext(source) % told


def amount(measure: str, number: int, *, currency: str) -> str:
    """So much of a measure: minor units for money."""
    if measure in _MONEY:
        return Money(number, currency).shown
    if measure == "points":
        return ngettext("%(n)s point", "%(n)s points", number) % {"n": f"{number:,}"}
    return gettext("%(n)s of growth value") % {"n": f"{number:,}"}


def given(unit: str, number: int, *, currency: str) -> str:
    """What a referral gave."""
    if unit == "bonus":
        return gettext("%(amount)s of stored value") % {"amount": Money(number, currency).shown}
    return amount("points", number, currency=currency)


def day(value: date) -> str:
    """A day with its year: a message is read long after it was written."""
    # Translators: a date format of Django; Chinese uses Y年n月j日.
    return formats.date_format(value, gettext("j M Y"))
