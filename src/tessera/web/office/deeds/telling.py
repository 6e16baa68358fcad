"""The audit log in words: what each deed is called, what it was about, and where that can be seen."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tessera.insights.queries.trail import Deed
from tessera.kernel.errors import gettext_noop
from tessera.web.kit import currency, formats
from tessera.web.office import words
from tessera.web.office.deeds import (
    applications,
    cards,
    house,
    members,
    messages,
    offerings,
    rewards,
    selling,
    value,
)
from tessera.web.office.deeds.pages import Pages

NAMES: words.Words = {
    **selling.NAMES,
    **members.NAMES,
    **offerings.NAMES,
    **rewards.NAMES,
    **value.NAMES,
    **cards.NAMES,
    **applications.NAMES,
    **messages.NAMES,
    **house.NAMES,
}
"""Every action that a use case notes; a test holds this list against the code."""


def name(action: str) -> str | Promise:
    """What an action is called."""
    return NAMES.get(action, action)


_DOORS: words.Words = {
    "sign-in": _("Sign-in page"),
    "replay": _("Import"),
    "member import": _("Import"),
    "children": _("Children who are 14"),
    "demo": _("Demo"),
    "courier": _("Sending of messages"),
    "applications": _("Applications"),
    "care": _("Notices and tasks"),
    "member door": _("Member's app"),
    "tags": _("Automatic tags"),
}
"""Actors behind whom nobody stands, by the names that the machinery gives them; others are the
system to whoever reads."""


def who(deed: Deed) -> str | Promise:
    """Who did it."""
    return deed.who if deed.by else _DOORS.get(deed.who, words.ROLES["system"])


def _money(minor: int) -> str:
    return formats.money(minor, currency.code())


def _signed(minor: int) -> str:
    """A difference: less than nothing is missing, more was found too much."""
    return formats.signed(_money(minor), minor)


def _worth(value: object) -> str:
    """What was and what is: a price, or the name of a level."""
    return _money(value) if isinstance(value, int) else _plain(value)


def _plain(value: object) -> str:
    return str(value)


def _labelled(label: str, tell: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: gettext(label) % {"value": tell(value)}


_TOLD: Mapping[str, Callable[[Any], str]] = {
    "number": _plain,
    "code": _plain,
    "till": _plain,
    "style": _plain,
    "sku": _plain,
    "name": _plain,
    "reward": _plain,
    "level": _plain,
    "from_name": _labelled(gettext_noop("before: %(value)s"), _plain),
    "tag": _plain,
    "username": _plain,
    "role": lambda role: str(words.role(role)),
    "total_minor": _money,
    "refund_minor": _labelled(gettext_noop("refunded %(value)s"), _money),
    "amount_minor": _money,
    "paid_minor": _money,
    "tag_minor": _money,
    "before": _labelled(gettext_noop("was %(value)s"), _worth),
    "after": _labelled(gettext_noop("now %(value)s"), _worth),
    "float_minor": _labelled(gettext_noop("float %(value)s"), _money),
    "variance_minor": _labelled(gettext_noop("difference %(value)s"), _signed),
    "sale_count": _labelled(gettext_noop("sales: %(value)s"), formats.count),
    "return_count": _labelled(gettext_noop("returns: %(value)s"), formats.count),
    "members": _labelled(gettext_noop("members: %(value)s"), formats.count),
    "quantity": _labelled(gettext_noop("pieces: %(value)s"), formats.count),
    "means": lambda means: str(words.means(means)),
    "entered": lambda entered: gettext("let in") if entered else gettext("kept out"),
    "reason": _plain,
    "sale": _plain,
    "title": _plain,
    "note": _plain,
    "saved_minor": _labelled(gettext_noop("given away %(value)s"), _money),
    "approver": _labelled(gettext_noop("approved by %(value)s"), _plain),
    "is_right": lambda is_right: gettext("PIN right") if is_right else gettext("PIN wrong"),
    "address": _labelled(gettext_noop("from %(value)s"), _plain),
}
"""What is told of the data that a use case noted, in this order. The rest is for machines."""


def details(deed: Deed) -> str:
    """What the deed was about."""
    return " · ".join(_clauses(deed))


_BY_SUBJECT = frozenset({"staff.sign_in_refused", "code.requested", "code.tried"})
"""Deeds about somebody who may be nobody here: what they gave themselves out for is told."""


def _clauses(deed: Deed) -> Iterator[str]:
    if deed.action in _BY_SUBJECT:
        yield deed.subject
    if deed.about:
        yield deed.about
    for key, tell in _TOLD.items():
        value = deed.data.get(key)
        if isinstance(value, str | int) and value != "":
            yield tell(value)


_PAGES: Pages = {
    **selling.PAGES,
    **members.PAGES,
    **offerings.PAGES,
    **rewards.PAGES,
    **cards.PAGES,
    **applications.PAGES,
}


def address(deed: Deed) -> str:
    """The page of what was done; empty where there is none."""
    route, key = _PAGES.get(deed.action, ("", None))
    try:
        subject = UUID(str(deed.data.get(key) if key else deed.subject))
    except ValueError:
        return ""
    return reverse(route, args=[subject]) if route else ""
