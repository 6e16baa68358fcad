"""Keeping each member's purchases in one row, within the batch of a sale or return."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tessera.catalog.rules import VALUE
from tessera.platform.batch import Batch
from tessera.sales.events import SoldItem
from tessera.sales.models import Buyer
from tessera.sales.queries.buyers import BuyerFacts


def count_sale(
    batch: Batch, buyer: BuyerFacts | None, items: Iterable[SoldItem], day: date
) -> None:
    """Count a sale on the business ``day``; one of nothing but top-ups and gift cards is
    no purchase.

    Two first purchases at once meet in the key of the row, and one of them starts again; so
    do two that would both be the last.
    """
    bought = [item for item in items if item.kind not in VALUE]
    if buyer is None or not bought:
        return
    if buyer.first_on is None or buyer.last_on is None:
        values = {"member_id": buyer.member_id, "first_on": day, "last_on": day, "visits": 1}
        batch.insert(Buyer, {**values, **_sums(bought)})
        return
    put, expect = {"last_on": max(day, buyer.last_on)}, {"last_on": buyer.last_on}
    if day < buyer.first_on:
        put["first_on"], expect["first_on"] = day, buyer.first_on
    by = {"visits": 1, **_sums(bought)}
    batch.change(Buyer, buyer.member_id, by=by, put=put, expect=expect)


def count_return(batch: Batch, buyer: BuyerFacts | None, items: Iterable[SoldItem]) -> None:
    """Take off what comes back by receipt; what comes back without one was bought by nobody."""
    back = [item for item in items if item.kind not in VALUE]
    if buyer is not None and back:
        by = {column: -amount for column, amount in _sums(back).items()}
        batch.change(Buyer, buyer.member_id, by=by)


def _sums(items: Iterable[SoldItem]) -> dict[str, Any]:
    kept = list(items)
    return {
        "spent_minor": sum(item.paid_minor for item in kept),
        "pieces": sum(item.quantity for item in kept if item.kind == "goods"),
    }
