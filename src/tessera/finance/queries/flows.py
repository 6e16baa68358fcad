"""What was posted between kinds of account: from the kept sums, and what came since from the ledger."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from tessera.finance.models import DaySum, Mark, MonthSum
from tessera.finance.rules import keeping
from tessera.finance.rules.statements import Flow
from tessera.ledger.models import Posting

STORE, DAY = "store_id", "day"

_NAMES = {STORE: "entry__store_id", DAY: "entry__business_on"}

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Where:
    """Which postings: between which kinds (None: all), on which business days, in which stores (None:
    everywhere). Without ``first``, from the beginning; both days count."""

    kinds: Collection[str] | None = None
    first: date | None = None
    last: date | None = None
    store_ids: Collection[UUID] | None = None


def list_flows(where: Where, *by: str) -> list[Flow]:
    """The flows of ``where``, apart by STORE and DAY if asked for.

    The kept sums and the rest are read one after the other; if sums were kept in between, both are
    read again.
    """
    for _ in range(_TRIES):
        mark = mark_id()
        kept, since = _kept(where, by), _since(where, by, mark)
        if mark == mark_id():
            break
    return _added([*kept, *since], by)


def list_months(where: Where) -> dict[date, list[Flow]]:
    """The flows of ``where``, whose first day is not asked for, by the first day of their month."""
    for _ in range(_TRIES):
        mark = mark_id()
        whole = MonthSum.objects.all()
        if where.last is not None:
            whole = whole.filter(day__lte=where.last)
        kept, since = _sums(whole, where, (DAY,)), _since(where, (DAY,), mark)
        if mark == mark_id():
            break
    by_month = [(*key, keeping.month_of(day), n, rows) for *key, day, n, rows in since]
    months: dict[date, list[Flow]] = {}
    for flow in _added([*kept, *by_month], (DAY,)):
        if flow.day is not None:
            months.setdefault(flow.day, []).append(flow)
    return months


def mark_id() -> UUID:
    """The lowest id of an entry that is not in the sums."""
    found = Mark.objects.filter(id=keeping.THE_MARK).values_list("until_id", flat=True).first()
    return found or keeping.NOTHING


Rows = Iterable[tuple[Any, ...]]


def _kept(where: Where, by: tuple[str, ...]) -> Rows:
    """Whole months where nobody asks for days, and what is left from the days."""
    days = _within(DaySum.objects.all(), where.first, where.last)
    if DAY in by or where.last is None:
        return _sums(days, where, by)
    first, behind = keeping.whole_months(where.first, where.last)
    months = MonthSum.objects.filter(day__lt=behind)
    edges = Q(day__gte=behind)
    if first is not None:
        months, edges = months.filter(day__gte=first), edges | Q(day__lt=first)
    return [*_sums(months, where, by), *_sums(days.filter(edges), where, by)]


def _within(found: "QuerySet[DaySum]", first: date | None, last: date | None) -> "QuerySet[DaySum]":
    found = found if first is None else found.filter(day__gte=first)
    return found if last is None else found.filter(day__lte=last)


def _sums(found: "QuerySet[Any]", where: Where, by: tuple[str, ...]) -> Rows:
    if where.kinds is not None:
        found = found.filter(Q(source__in=where.kinds) | Q(destination__in=where.kinds))
    if where.store_ids is not None:
        found = found.filter(store_id__in=where.store_ids)
    keys = found.order_by().values_list("source", "destination", *by)
    return list(keys.annotate(total=Sum("amount"), rows=Sum("postings")))


def _since(where: Where, by: tuple[str, ...], mark: UUID) -> Rows:
    """What was posted after the sums were kept, from the ledger itself.

    The days are looked at here: asked for them, SQLite would walk through every entry of the range.
    """
    found = Posting.objects.filter(entry_id__gte=mark)
    if where.kinds is not None:
        found = found.filter(Q(source__kind__in=where.kinds) | Q(destination__kind__in=where.kinds))
    if where.store_ids is not None:
        found = found.filter(entry__store_id__in=where.store_ids)
    names = ("source__kind", "destination__kind", *(_NAMES[key] for key in by))
    keys = found.order_by().values_list("entry__business_on", *names)
    rows = keys.annotate(total=Sum("amount"), rows=Count("pk"))
    return [row for day, *row in rows if _is_within(where, day)]


def _is_within(where: Where, day: date) -> bool:
    first, last = where.first or date.min, where.last or date.max
    return first <= day <= last


def _added(rows: Rows, by: tuple[str, ...]) -> list[Flow]:
    whole: dict[tuple[Any, ...], tuple[int, int]] = {}
    for *key, amount, count in rows:
        so_far = whole.get(tuple(key), (0, 0))
        whole[tuple(key)] = so_far[0] + amount, so_far[1] + count
    return [
        Flow(key[0], key[1], amount, count, **dict(zip(by, key[2:], strict=True)))
        for key, (amount, count) in whole.items()
    ]
