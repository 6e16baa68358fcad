"""What is known of members, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tessera.members.queries import Answer, TagOnMember
from tessera.web.kit import formats
from tessera.web.office import tag_words
from tessera.web.office.words import Words

GENDERS: Words = {"female": _("Female"), "male": _("Male"), "other": _("Other")}

INCOMES: Words = {
    "to_5000": _("up to 5,000 a month"),
    "to_10000": _("5,000 to 10,000 a month"),
    "to_20000": _("10,000 to 20,000 a month"),
    "to_50000": _("20,000 to 50,000 a month"),
    "above_50000": _("more than 50,000 a month"),
}

RELATIONS: Words = {
    "spouse": _("Spouse"),
    "parent": _("Parent"),
    "child": _("Child"),
    "sibling": _("Brother or sister"),
    "other": _("Relative"),
}

FIELD_KINDS: Words = {
    "text": _("Text"),
    "number": _("Number"),
    "date": _("Day"),
    "choice": _("Choice from a list"),
    "yes_no": _("Yes or no"),
}

COLOURS: Words = {
    "rose": _("Rose"),
    "amber": _("Amber"),
    "olive": _("Olive"),
    "teal": _("Teal"),
    "sky": _("Sky"),
    "violet": _("Violet"),
    "slate": _("Slate"),
}

INVITERS: Words = {
    "store": _("Store"),
    "till": _("Till"),
    "guide": _("Shopping guide"),
    "member": _("Member"),
    "campaign": _("Campaign"),
    "online": _("Online shop"),
}

YES_NO: Words = {"yes": _("Yes"), "no": _("No")}


def answer(given: Answer) -> str | Promise:
    """What was answered, as the field's kind is read."""
    if given.field.kind == "date" and given.value:
        return formats.day(date.fromisoformat(given.value))
    if given.field.kind == "yes_no":
        return YES_NO.get(given.value, given.value)
    return given.value


def why(hung: TagOnMember) -> str:
    """Who or what hung a tag, since when, and why: what a reader sees on it."""
    told = {"day": formats.day(hung.since.date())}
    if hung.source == "hand":
        told["by"] = str(hung.reason.get("by", ""))
        text = gettext("By %(by)s, since %(day)s") % told
    else:
        text = gettext("By a rule, since %(day)s") % told
    return " · ".join([text, *filter(None, [reason(hung.reason)])])


def reason(kept: Mapping[str, Any]) -> str:
    """Why a tag hangs, by what a colleague wrote or what a rule saw."""
    return str(kept.get("text", "")) or "; ".join(tag_words.why(kept))
