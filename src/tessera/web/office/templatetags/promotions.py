"""Filters for the pages of promotions."""

from typing import Any

from django import template
from django.utils.functional import Promise

from tessera.web.office import deeds
from tessera.web.office.promotions.calendar import WHY
from tessera.web.office.promotions.goods import Chip
from tessera.web.office.promotions.words import STANDINGS

register = template.Library()

_TONES = {"running": "chip-good", "draft": "chip-gold", "paused": "chip-bad"}


@register.filter
def standing(key: str) -> str | Promise:
    """Where a promotion stands, in words."""
    return STANDINGS[key]


@register.filter
def standing_tone(key: str) -> str:
    """The look of the chip that says it."""
    return _TONES.get(key, "")


@register.filter
def promotion_deed(action: str) -> str | Promise:
    """What was done with a promotion, in words."""
    return deeds.name(action)


@register.filter
def chips_of(form: Any, name: str) -> list[Chip]:
    """What is chosen in a form's field of goods."""
    found: list[Chip] = form.chips_of(name)
    return found


@register.filter
def clash_why(key: str) -> str | Promise:
    """Why two promotions do not both count."""
    return WHY[key]
