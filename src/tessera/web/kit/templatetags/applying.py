"""Filters that put applications into words."""

from datetime import date

from django import template
from django.utils.functional import Promise

from tessera.charters.queries import Step
from tessera.web.kit import applying, formats

register = template.Library()


@register.filter
def application_state(key: str) -> str | Promise:
    """How far an application is."""
    return applying.state(key)


@register.filter
def application_deed(key: str) -> str | Promise:
    """What was done with it."""
    return applying.deed(key)


@register.filter
def level_way(key: str) -> str | Promise:
    """How a level is got."""
    return applying.way(key)


@register.filter
def step_note(step: Step) -> str:
    """What was said of a step; of a notice it is the last day for the fee."""
    return formats.day(date.fromisoformat(step.note)) if step.deed == "notify" else step.note
