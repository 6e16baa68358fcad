"""A quote as it is answered."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from tessera import pricing
from tessera.api import words
from tessera.kernel.clock import business_day
from tessera.kernel.errors import DomainError
from tessera.org.queries import TillSession
from tessera.pricing import codec, desk
from tessera.rewards import queries as rewards


def tell_change(
    refusal: DomainError, *, session: TillSession, at: datetime, member_id: UUID | None
) -> None:
    """Where a total has changed, put the new quote into words."""
    if refusal.code == "sales.total_changed":
        quoted = codec.from_dict(pricing.Quote, refusal.data["quote"])
        refusal.data["quote"] = body_of(quoted, session=session, at=at, member_id=member_id)


def body_of(
    quoted: pricing.Quote, *, session: TillSession, at: datetime, member_id: UUID | None
) -> dict[str, Any]:
    """A quote as ``QuoteOut``: with sentences for what was missed, and what it would earn."""
    store = session.store
    on = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    body = desk.answer_of(quoted, gettext)
    promised = rewards.points_to_earn(quoted, member_id=member_id, store_id=store.id, at=at, on=on)
    body["points_to_earn"] = promised.points
    body["points_reasons"] = [
        {"name": words.earning(why), "points": why.points} for why in promised.reasons
    ]
    return body
