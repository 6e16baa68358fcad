"""Filters that put codes into words, for the office's templates."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext

from tessera.insights.queries.trail import Deed
from tessera.web.kit import zones
from tessera.web.office import care_forms, deeds, words

register = template.Library()


@register.filter
def tender(kind: str) -> str | Promise:
    """A kind of tender in words."""
    return words.tender(kind)


@register.filter
def role(key: str) -> str | Promise:
    """A role in words."""
    return words.role(key)


@register.filter
def card_state(key: str) -> str | Promise:
    """Whether a card can be used, in words."""
    return words.CARD_STATES.get(key, key)


@register.filter
def store_kind(key: str) -> str | Promise:
    """A kind of store in words."""
    return words.STORE_KINDS.get(key, key)


@register.filter
def message_state(key: str) -> str | Promise:
    """How far a message has come, in words."""
    return words.MESSAGE_STATES.get(key, key)


@register.filter
def task_kind(key: str) -> str | Promise:
    """What a task is about."""
    return care_forms.TASKS.get(key, key)


@register.filter
def message_purpose(key: str) -> str | Promise:
    """What a message is for, in words."""
    return words.MESSAGE_PURPOSES.get(key, key)


@register.filter
def sentence(source: str) -> str:
    """A source text that a room marked for the catalogues, in the reader's language."""
    return gettext(source)


@register.filter
def zone(name: str) -> str:
    """A time zone as people call it."""
    return zones.called(name)


@register.filter
def product_kind(key: str) -> str | Promise:
    """A kind of product in words."""
    return words.PRODUCT_KINDS.get(key, key)


@register.filter
def account(kind: str) -> str | Promise:
    """A kind of account in the ledger in words."""
    return words.ACCOUNTS.get(kind, kind)


@register.filter
def deed_name(deed: Deed) -> str | Promise:
    """What a deed is called."""
    return deeds.name(deed.action)


@register.filter
def deed_who(deed: Deed) -> str | Promise:
    """Who did it."""
    return deeds.who(deed)


@register.filter
def deed_details(deed: Deed) -> str:
    """What a deed was about."""
    return deeds.details(deed)


@register.filter
def deed_address(deed: Deed) -> str:
    """The page of what was done, or nothing."""
    return deeds.address(deed)
