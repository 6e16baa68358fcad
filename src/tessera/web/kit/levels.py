"""Levels in words: what is still needed, and why somebody rose or fell."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.rewards.queries import Gap
from tessera.web.kit import currency, formats

_MONEY = frozenset({"spend", "early", "purchase", "topup"})

_MISSING: Mapping[str, str | Promise] = {
    "spend": _("buy for %(n)s more"),
    "early": _("buy for %(n)s more soon after joining"),
    "purchase": _("one purchase of %(n)s or more"),
    "topup": _("one top-up of %(n)s or more"),
    "points": _("earn %(n)s more points"),
    "growth": _("gain %(n)s more growth value"),
}

_CAUSES: Mapping[str, str | Promise] = {
    "spend": _("bought for enough"),
    "points": _("earned enough points"),
    "growth": _("gained enough growth value"),
    "purchase": _("one large purchase"),
    "early": _("bought for enough soon after joining"),
    "topup": _("one large top-up"),
    "bought": _("bought the level"),
    "applied": _("applied for the level"),
    "hand": _("moved by hand"),
    "kept": _("kept: enough was done"),
    "lapsed": _("ran out: not enough was done"),
    "returned": _("the purchase came back"),
    "merged": _("two members became one"),
}


def amount(measure: str, number: int) -> str:
    """A figure of a measure as people read it."""
    if measure in _MONEY:
        return formats.money_short(number, currency.code())
    return formats.count(number)


def missing(gap: Gap) -> str:
    """What is still to be done, as the rest of a sentence."""
    whole = gap.need if gap.measure in {"purchase", "topup"} else gap.missing
    return str(_MISSING[gap.measure]) % {"n": amount(gap.measure, whole)}


def cause(key: str) -> str | Promise:
    """Why a level began."""
    return _CAUSES.get(key, key)
