"""Tickets that are put aside."""

from typing import Any
from uuid import UUID, uuid4

from tessera.sales import usecases as sales
from tests.support.shop import NOON, Shop


def park(shop: Shop, *, request_id: UUID | None = None, **more: Any) -> UUID:
    """Put a ticket of one dress aside, or of the shop's first goods; under which name."""
    sku_id = next(iter(shop.skus.values()))
    given = {"note": "", "for_staff_id": None, **more}
    at = given.pop("at", NOON)
    wish = sales.ParkWish(
        ticket_id=UUID(int=9),
        cart={"lines": [{"key": "1", "sku_id": str(sku_id), "quantity": 1}]},
        pieces=1,
        total_minor=29900,
        **given,
    )
    return sales.park_ticket(
        actor=shop.boss,
        at=at,
        request_id=request_id or uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        wish=wish,
    ).id
