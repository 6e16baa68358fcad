"""A quote as it is answered."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.api import words
from tessera.kernel.clock import business_day
from tessera.org.queries import TillSession
from tessera.rewards import queries as rewards
from tessera.sales import usecases


def body_of(
    quoted: pricing.Quote, *, session: TillSession, at: datetime, member_id: UUID | None
) -> dict[str, Any]:
    """A quote as ``QuoteOut``: with sentences for what was missed, and what it would earn."""
    store = session.store
    on = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    body = usecases.quote_as_json(quoted)
    for row, missed in zip(body["missed"], quoted.missed, strict=True):
        row["message"] = words.missed(missed, quoted.currency)
    if (room := quoted.points_room) is not None:
        body["points_room"] |= {"usable": room.usable, "message": words.points_room(room)}
    body["topups"], body["notices"] = [], []
    promised = rewards.points_to_earn(quoted, member_id=member_id, store_id=store.id, at=at, on=on)
    body["points_to_earn"] = promised.points
    body["points_reasons"] = [
        {"name": words.earning(why), "points": why.points} for why in promised.reasons
    ]
    return body
