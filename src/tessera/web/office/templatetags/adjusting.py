"""Adjustments by hand, as people read them."""

from typing import Any

from django import template
from django.utils.translation import ngettext

from tessera.web.kit import currency, formats
from tessera.web.office import adjusting_forms

register = template.Library()


@register.filter
def adjusted(row: Any) -> str:
    """So much, with its sign: ``+500 points``."""
    if row.unit == "bonus":
        return formats.signed(formats.money(row.amount, currency.code()), row.amount)
    told = ngettext("%(n)s point", "%(n)s points", abs(row.amount))
    return told % {"n": formats.signed(formats.count(row.amount), row.amount)}


@register.filter
def adjusting_cause(key: str) -> str:
    """Why, in words."""
    return str(adjusting_forms.CAUSES.get(key, key))
