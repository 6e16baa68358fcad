"""Filters that put what is known of members into words."""

from django import template
from django.utils.functional import Promise

from tessera.campaigns.rules.judging import Rule
from tessera.members.queries import Answer, TagOnMember
from tessera.web.office import people, tag_words

register = template.Library()


@register.filter
def gender(key: str) -> str | Promise:
    """A gender in words."""
    return people.GENDERS.get(key, key)


@register.filter
def income(key: str) -> str | Promise:
    """An income band in words."""
    return people.INCOMES.get(key, key)


@register.filter
def relation(key: str) -> str | Promise:
    """What somebody is to somebody."""
    return people.RELATIONS.get(key, key)


@register.filter
def field_kind(key: str) -> str | Promise:
    """What a field takes."""
    return people.FIELD_KINDS.get(key, key)


@register.filter
def inviter(key: str) -> str | Promise:
    """Who invites."""
    return people.INVITERS.get(key, key)


@register.filter
def answer(given: Answer) -> str | Promise:
    """What was answered to a field."""
    return people.answer(given)


@register.filter
def tag_why(hung: TagOnMember) -> str:
    """Why a tag hangs there."""
    return people.why(hung)


@register.filter
def stage(key: str) -> str | Promise:
    """A stage of the lifecycle in words."""
    return tag_words.STAGES.get(key, key)


@register.filter
def stage_chip(key: str) -> str:
    """The look of a stage."""
    return {"active": "chip-good", "lost": "chip-bad"}.get(key, "")


@register.filter
def rule_asks(rule: Rule) -> list[str]:
    """What a tag's rule asks for."""
    return tag_words.asks(rule)
