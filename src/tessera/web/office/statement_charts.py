"""ECharts options for statements and liabilities. Amounts stay integers; the browser formats them."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tessera.finance.queries.liabilities import Liability, Owed
from tessera.finance.queries.statements import Statement
from tessera.finance.rules import ages, columns
from tessera.finance.rules.statements import Line

Option = dict[str, Any]

SHOWN_STORES = 5
"""More stores than this share one colour: nobody tells twelve colours apart."""


def moved(statement: Statement) -> Option:
    """What came and what went, by day or by store."""
    if statement.stores:
        lines = [one.line for one in statement.stores]
        names = [one.store.name if one.store else _("No store") for one in statement.stores]
    else:
        lines = [one.line for one in statement.days[::-1]]
        names = _days(statement)
    return _drawn(names, _bar(_("Came"), _came(lines)), _bar(_("Went"), _went(lines)))


def owed(statement: Statement) -> Option:
    """What was owed at the end of each day."""
    balances = [one.line.closing for one in statement.days[::-1]]
    line = {"type": "line", "name": _("Owed"), "data": balances, "showSymbol": len(balances) < 3}
    return _drawn(_days(statement), line) | {"legend": {"show": False}}


def _days(statement: Statement) -> list[str]:
    return [date_format(one.day, "n/j") for one in statement.days[::-1]]


def _bar(name: str, amounts: list[int]) -> Option:
    return {"type": "bar", "name": name, "data": amounts, "barMaxWidth": 14}


def _drawn(names: list[str], *series: Option) -> Option:
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"show": True},
        "xAxis": {"type": "category", "data": names},
        "yAxis": {"type": "value"},
        "series": list(series),
    }


def _came(lines: list[Line]) -> list[int]:
    return [sum(n for n in _effects(line) if n > 0) for line in lines]


def _went(lines: list[Line]) -> list[int]:
    return [-sum(n for n in _effects(line) if n < 0) for line in lines]


def _effects(line: Line) -> list[int]:
    return [columns.COLUMNS[column] * n for column, n in line.moved.items()]


def aged(found: Liability) -> Option:
    """What is owed by how long ago it was issued, the strongest issuers apart, and what is frozen."""
    names = [*_bands(), *_frozen(found)]
    shown = found.stores[:SHOWN_STORES]
    others = found.stores[SHOWN_STORES:]
    series = [_stack(_name(one), _amounts(one)[: len(names)]) for one in shown]
    if others:
        every = zip(*(_amounts(one) for one in others), strict=True)
        rest = [sum(amounts) for amounts in every]
        series.append(_stack(_("Other stores"), rest[: len(names)]))
    return _drawn(names, *series)


def ending(found: Liability) -> Option:
    """What is owed by how long it still counts, and what is frozen."""
    names = [*_bands(), _("Never"), *_frozen(found)]
    amounts = [*found.whole.expiry, found.whole.frozen]
    bars = _bar(_("Runs out"), amounts[: len(names)])
    return _drawn(names, bars) | {"legend": {"show": False}}


def _amounts(one: Owed) -> list[int]:
    return [*one.bands, one.frozen]


def _bands() -> list[str]:
    return [str(band(*bound)) for bound in ages.bounds()]


def _frozen(found: Liability) -> list[str]:
    """A place for what is frozen, where anything is."""
    return [_("Frozen")] if found.whole.frozen else []


def _name(one: Owed) -> str:
    return one.store.name if one.store else _("No store")


def _stack(name: str, amounts: list[int]) -> Option:
    return {**_bar(name, amounts), "stack": "all", "barMaxWidth": 40}


def band(first: int, last: int | None) -> str:
    """A band of days: ``0–30``, ``over 365``."""
    if last is None:
        return _("over %(days)s") % {"days": first - 1}
    return f"{first}–{last}"
