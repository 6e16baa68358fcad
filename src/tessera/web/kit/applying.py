"""Applications in words: how far one is, what was done, and how a level is got."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

STATES: Words = {
    "submitted": _("Waiting for review"),
    "reviewed": _("Waiting for the decision"),
    "due": _("Fee to be paid"),
    "paid": _("Fee paid"),
    "granted": _("Level given"),
    "issued": _("Card handed over"),
    "refused": _("Not granted"),
    "withdrawn": _("Withdrawn"),
    "lapsed": _("Ran out"),
    "returned": _("Fee came back"),
}

DEEDS: Words = {
    "submit": _("Applied"),
    "review": _("Documents seen"),
    "admit": _("Approved without review"),
    "approve": _("Approved"),
    "refuse": _("Refused"),
    "notify": _("Told that the fee is due"),
    "pay": _("Fee paid"),
    "grant": _("Level given"),
    "issue": _("Card handed over"),
    "withdraw": _("Withdrawn"),
    "lapse": _("Ran out"),
    "give_back": _("Fee came back"),
}

WAYS: Words = {
    "registration": _("On registration, for nothing"),
    "purchase": _("By buying"),
    "fee": _("By a fee"),
    "application": _("On application"),
}


def state(key: str) -> str | Promise:
    """How far an application is."""
    return STATES.get(key, key)


def deed(key: str) -> str | Promise:
    """What was done with it."""
    return DEEDS.get(key, key)


def way(key: str) -> str | Promise:
    """How a level is got."""
    return WAYS.get(key, key)
