"""Filters for statements: codes in words, and amounts in what their holding is counted in."""

from django import template
from django.utils.functional import Promise

from tessera.finance.rules import columns
from tessera.finance.rules.statements import Line
from tessera.web.kit import currency, formats
from tessera.web.office import statement_charts
from tessera.web.office import statement_words as words

register = template.Library()


@register.filter
def holding(key: str) -> str | Promise:
    """A holding in words."""
    return words.HOLDINGS.get(key, key)


@register.filter
def column(key: str) -> str | Promise:
    """A column of a statement in words."""
    return words.COLUMNS.get(key, key)


@register.filter
def entry_kind(key: str) -> str | Promise:
    """A kind of entry in words."""
    return words.ENTRIES.get(key, key)


@register.filter
def amount(number: int, of: str) -> str:
    """Money for a holding of money, else a number. Nothing is a dash, so that figures stand out."""
    if not number:
        return "–"
    return (
        formats.count(number) if of in columns.COUNTED else formats.money(number, currency.code())
    )


@register.filter
def unit_amount(number: int, unit: str) -> str:
    """An amount by the unit of its accounts."""
    return formats.money(number, unit) if unit == currency.code() else formats.count(number)


@register.filter
def band(bound: tuple[int, int | None]) -> str:
    """A band of days."""
    return statement_charts.band(*bound)


@register.filter
def sign(key: str) -> str:
    """What a column does to what is owed."""
    return "+" if columns.COLUMNS[key] > 0 else "\N{MINUS SIGN}"


@register.filter
def of(line: Line, key: str) -> int:
    """A column of a line."""
    return line.of(key)
