"""The database's side: sums in SQL over the rows of one store."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet, Sum

from tessera.ledger.models import Posting
from tessera.ops.replay.reconciling import rules
from tessera.ops.replay.reconciling.figures import Figures
from tessera.sales.models import ReturnLine, SaleLine
from tessera.stock.models import Movement, Stock


def read(store_id: UUID) -> Figures:
    """The figures of everything that was posted in a store."""
    _take_stock_of_tables()
    figures = Figures()
    sold = SaleLine.objects.filter(sale__store_id=store_id)
    back = ReturnLine.objects.filter(document__store_id=store_id)
    _add_documents(figures, rules.SOLD, _sums(sold, "sale__tenders__reference"))
    _add_documents(figures, rules.RETURNED, _sums(back, "document__reason"))
    _add_corrections(figures, store_id)
    for day, minor in _money(sold, "sale__business_on"):
        figures.months[f"{day:%Y-%m}"] += minor
    for day, minor in _money(back, "document__business_on"):
        figures.months[f"{day:%Y-%m}"] -= minor
    for customer, minor in _money(sold, "sale__member__reference"):
        figures.customers[customer or ""] += minor
    for customer, minor in _money(back, "document__member__reference"):
        figures.customers[customer or ""] -= minor
    on_hand = Stock.objects.filter(store_id=store_id).values_list("sku__product__style")
    for code, pieces in on_hand.annotate(pieces=Sum("on_hand")):
        figures.on_hand[code] += pieces
    return figures


def _take_stock_of_tables() -> None:
    """Let the engine know how its tables have grown: right after a replay PostgreSQL still plans
    for empty ones, and joins line by line."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def ledger_months(store_id: UUID) -> dict[str, int]:
    """Net revenue by month as the ledger has it: what came to the account less what left it."""
    months: dict[str, int] = {}
    for side, sign in (("destination", 1), ("source", -1)):
        posted = Posting.objects.filter(**{f"{side}__owner": store_id, f"{side}__kind": "revenue"})
        by_day = posted.values_list("entry__business_on").annotate(total=Sum("amount"))
        for day, total in by_day:
            month = f"{day:%Y-%m}"
            months[month] = months.get(month, 0) + sign * total
    return months


def _sums(rows: "QuerySet[Any]", name: str) -> Iterable[tuple[str | None, int, int, int]]:
    found: Iterable[tuple[str | None, int, int, int]] = rows.values_list(name).annotate(
        lines=Count("id"), pieces=Sum("quantity"), minor=Sum("net_minor")
    )
    return found


def _money(rows: "QuerySet[Any]", name: str) -> Iterable[tuple[Any, int]]:
    found: Iterable[tuple[Any, int]] = rows.values_list(name).annotate(minor=Sum("net_minor"))
    return found


def _add_documents(
    figures: Figures, outcome: str, found: Iterable[tuple[str | None, int, int, int]]
) -> None:
    for invoice, lines, pieces, minor in found:
        figures.document(outcome, invoice or "").add(lines=lines, pieces=pieces, minor=minor)


def _add_corrections(figures: Figures, store_id: UUID) -> None:
    """A correction's reason begins with its invoice number."""
    moved = Movement.objects.filter(store_id=store_id, kind="adjustment")
    for reason, pieces in moved.values_list("reason", "quantity"):
        invoice = reason.split(" ", 1)[0]
        figures.document(rules.CORRECTED, invoice).add(lines=1, pieces=pieces, minor=0)
