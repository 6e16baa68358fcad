"""Tags and filters of every template; the engine loads them everywhere."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from tessera.kernel import clock
from tessera.members.rules import Birthday
from tessera.web.kit import birthdays, currency, formats, icons, manifest

register = template.Library()


@register.filter
def money(minor: int | None) -> str:
    """An amount in the brand's currency; nothing for None."""
    return "" if minor is None else formats.money(minor, _currency())


@register.filter
def money_short(minor: int | None) -> str:
    """An amount in whole units of the brand's currency."""
    return "" if minor is None else formats.money_short(minor, _currency())


@register.filter
def money_signed(minor: int) -> str:
    """An amount with its sign, plus included."""
    return formats.signed(formats.money(minor, _currency()), minor)


@register.filter
def count(number: int | None) -> str:
    """A figure with separated thousands; nothing for None."""
    return "" if number is None else formats.count(number)


@register.filter
def points(number: int) -> str:
    """So many points, in words."""
    return ngettext("%(n)s point", "%(n)s points", number) % {"n": formats.count(number)}


@register.filter
def percent(basis_points: int) -> str:
    """Basis points as a percentage."""
    return formats.percent(basis_points)


@register.filter
def percent_signed(basis_points: int) -> str:
    """Basis points as a percentage with its sign, plus included."""
    return formats.signed(formats.percent(basis_points), basis_points)


@register.filter
def day(value: date | None) -> str:
    """A business day in words; nothing for None."""
    return formats.day(value) if value else ""


@register.filter
def birthday(known: Birthday | None) -> str:
    """A birthday, solar or lunar, with or without its year; nothing for None."""
    return birthdays.birthday(known)


@register.filter
def instant(value: datetime | None) -> str:
    """A day and time in the page's time zone; nothing for None."""
    return formats.instant(value) if value else ""


@register.filter
def ago(value: datetime | None) -> str:
    """How long ago; nothing for None."""
    return formats.ago(value, clock.utc_now()) if value else ""


BY_HAND = {
    "manual_off": gettext_lazy("Discount by hand"),
    "manual_price": gettext_lazy("Price by hand"),
    "manual_gift": gettext_lazy("Given away"),
    "manual_total": gettext_lazy("Discount on the ticket"),
}
"""What is said of prices that somebody set."""


@register.filter
def reason(why: Mapping[str, Any]) -> str:
    """Why a price is what it is; the prices of a list have no name of their own."""
    if why["name"]:
        return str(why["name"])
    if own := BY_HAND.get(why["kind"]):
        return str(own)
    return gettext("Level price") if why["kind"] == "level" else gettext("Store price")


@register.filter
def phone(number: str) -> str:
    """A phone number in groups, without the home country's code."""
    return formats.phone(number)


@register.filter
def initial(name: str) -> str:
    """The first sign of a name, for a round picture without a picture."""
    return name[:1].upper()


@register.simple_tag
def icon(name: str, classes: str = "size-5") -> SafeString:
    """A drawn icon, hidden from screen readers: the text beside it says the same."""
    return icons.svg(name, classes)


@register.simple_tag
def vite(entry: str) -> SafeString:
    """The elements that load an entry of the front end: styles first, then its module."""
    assets = manifest.get_assets(entry)
    return SafeString(
        format_html_join("", '<link rel="stylesheet" href="{}">', ((s,) for s in assets.styles))
        + format_html_join(
            "", '<link rel="modulepreload" href="{}">', ((p,) for p in assets.preloads)
        )
        + format_html('<script type="module" src="{}"></script>', assets.module)
    )


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The page's query string with ``changes``; None and empty values drop their name."""
    kept = context["request"].GET.dict() | changes
    text = urlencode({name: value for name, value in kept.items() if value not in {None, ""}})
    return f"?{text}" if text else "?"


def _currency() -> str:
    return currency.code()
