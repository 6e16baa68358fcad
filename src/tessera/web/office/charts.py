"""ECharts options for the rows that insights found. Amounts stay integers; the browser formats them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tessera.insights.queries.charts import Charts, Hours, Share, StoreSeries
from tessera.web.office import words

SHOWN_STORES = 5
"""More stores than this share one colour: nobody tells twelve colours apart."""

Option = dict[str, Any]


def revenue(charts: Charts) -> Option:
    """Thirty days of turnover, stores on top of each other."""
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"show": len(charts.stores) > 1},
        "xAxis": {"type": "category", "data": [date_format(day, "n/j") for day in charts.days]},
        "yAxis": {"type": "value"},
        "series": [
            {"type": "bar", "name": name, "stack": "all", "data": amounts, "barMaxWidth": 18}
            for name, amounts in _store_rows(charts.stores)
        ],
    }


def _store_rows(stores: Sequence[StoreSeries]) -> Iterable[tuple[str, list[int]]]:
    shown = len(stores) if len(stores) <= SHOWN_STORES + 1 else SHOWN_STORES
    for one in stores[:shown]:
        yield one.store.name, list(one.amounts)
    if rest := stores[shown:]:
        summed = [sum(amounts) for amounts in zip(*(one.amounts for one in rest), strict=True)]
        yield _("Other stores"), summed


def hours(found: Hours) -> Option:
    """Today by the hour, over the same weekday a week ago."""
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"show": True},
        "xAxis": {"type": "category", "data": [f"{hour}:00" for hour in found.hours]},
        "yAxis": {"type": "value"},
        "series": [
            {"type": "bar", "name": _("Today"), "data": list(found.now), "barMaxWidth": 18},
            {
                "type": "line",
                "name": _("A week ago"),
                "data": list(found.then),
                "smooth": 0.3,
                "smoothMonotone": "x",
                "showSymbol": False,
            },
        ],
    }


def tenders(shares: Iterable[Share]) -> Option:
    """How was paid."""
    parts = [{"name": str(words.tender(share.name)), "value": share.amount} for share in shares]
    return _ring(parts, _("in all"))


def levels(shares: Iterable[Share]) -> Option:
    """Members by level."""
    parts = [{"name": share.name, "value": share.amount} for share in shares]
    return _ring(parts, _("Members"))


def _ring(parts: list[dict[str, Any]], whole: str) -> Option:
    """``whole`` says what the figure in the middle counts."""
    return {
        "title": {"subtext": whole, "left": 86, "top": "middle"},
        "tooltip": {"trigger": "item"},
        "legend": {
            "show": True,
            "orient": "vertical",
            "left": 186,
            "top": "middle",
            "itemGap": 12,
        },
        "series": [
            {
                "type": "pie",
                "radius": [60, 82],
                "center": [86, "50%"],
                "label": {"show": False},
                "padAngle": 1.5,
                "itemStyle": {"borderRadius": 3},
                "data": parts,
            }
        ],
    }


def costs(found: Iterable[tuple[date, int, int]], since: date, until: date) -> Option:
    """What a promotion would have cost, by business day."""
    by_day = {day: cost for day, _n, cost in found}
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"show": False},
        "xAxis": {"type": "category", "data": [date_format(day, "n/j") for day in days]},
        "yAxis": {"type": "value"},
        "series": [
            {
                "type": "bar",
                "name": _("Would have cost"),
                "data": [by_day.get(day, 0) for day in days],
                "barMaxWidth": 18,
            }
        ],
    }
