"""What a replay left behind, without the ids that are made anew each time."""

from typing import Any

from django.db.models import Count

from tessera.catalog.models import Product
from tessera.ledger.models import Account, Lot, Posting
from tessera.members.models import Member
from tessera.org.models import Store, Till
from tessera.platform.models import AuditRow, RequestRecord
from tessera.sales.models import Refund, ReturnLine, Sale, SaleLine, Shift
from tessera.stock.models import Movement, Stock

Picture = dict[str, list[str]]


def take() -> Picture:
    """Every document, balance and count that a replay writes, each table's rows sorted."""
    return {name: sorted(map(str, rows)) for name, rows in _tables().items()}


def _tables() -> dict[str, list[Any]]:
    styles = dict(Stock.objects.values_list("sku_id", "sku__product__style"))
    members = dict(Member.objects.values_list("id", "reference"))
    return {
        "stores": _rows(Store, "code", "zone", "allows_negative_stock"),
        "tills": _rows(Till, "code"),
        "products": _rows(Product, "style", "name", "kind", "skus__tag_minor"),
        "members": _rows(Member, "reference", "name", "joined_at"),
        "shifts": _rows(
            Shift, "business_on", "opened_at", "closed_at", "sale_count", "return_count"
        ),
        "sales": _rows(Sale, "number", "at", "total_minor", "member__reference", "return_count"),
        "sale lines": _rows(
            SaleLine, "sale__number", "position", "kind", "quantity", "net_minor", "returned"
        ),
        "returned": _rows(
            ReturnLine, "document__number", "document__sale__number", "quantity", "net_minor"
        ),
        "refunds": _rows(Refund, "document__number", "kind", "amount_minor"),
        "movements": [
            (styles[sku], *rest)
            for sku, *rest in _rows(Movement, "sku_id", "at", "kind", "quantity", "reason")
        ],
        "stock": _rows(Stock, "sku__product__style", "on_hand"),
        "accounts": [
            (str(members.get(owner, "house")), *rest)
            for owner, *rest in _rows(Account, "owner", "kind", "unit", "balance")
        ],
        "lots": _rows(Lot, "earned_at", "amount", "remaining", "expires_on"),
        "postings": _rows(Posting, "entry__at", "entry__kind", "amount"),
        "audit": list(AuditRow.objects.values_list("action").annotate(Count("id"))),
        "requests": _rows(RequestRecord, "request_id", "action"),
    }


def _rows(model: Any, *fields: str) -> list[tuple[Any, ...]]:
    return list(model.objects.values_list(*fields))
