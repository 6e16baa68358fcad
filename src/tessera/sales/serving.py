"""Who served the lines of a sale: looked at before it is posted, kept with its lines."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.org import queries as org
from tessera.platform.batch import Batch
from tessera.sales import errors
from tessera.sales.models import SaleGuide, SaleLine
from tessera.sales.rules.guides import Share, is_whole
from tessera.sales.rules.order import Order


def check(order: Order, store_id: UUID) -> None:
    """Shares are whole, and of people who work in the store; who is named is looked up in memory.

    Raises Invalid ``guides.shares_wrong``, ``guides.unknown``.
    """
    named = [one.guides for one in order.lines if one.guides]
    if order.guides:
        named.append(order.guides)
    for shares in named:
        if not is_whole(shares):
            raise errors.shares_wrong()
    for staff_id in {one.staff_id for shares in named for one in shares}:
        actor = org.known().actor(staff_id=staff_id)
        if actor is None or not actor.reaches(store_id):
            raise errors.guide_unknown()


def post(batch: Batch, order: Order, *, sale_id: UUID) -> None:
    """Keep who served with the lines, which are in the batch: the line's own guides, else the
    ticket's. Where nobody is named nothing is kept: it was who sold it."""
    if not order.guides and not any(line.guides for line in order.lines):
        return
    rows = [row for row in batch.inserted(SaleLine) if row["sale_id"] == sale_id]
    for row in rows:
        position = row["position"]
        own = order.lines[position].guides if position < len(order.lines) else ()
        for guide in _rows(row["id"], own or order.guides):
            batch.insert(SaleGuide, guide)


def _rows(line_id: UUID, shares: Sequence[Share]) -> list[dict[str, Any]]:
    return [
        {
            "id": uuid7(),
            "line_id": line_id,
            "staff_id": one.staff_id,
            "position": position,
            "share_bp": one.share_bp,
        }
        for position, one in enumerate(shares)
    ]
