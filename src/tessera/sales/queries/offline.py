"""What tills made without the server, and what is remarked about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tessera.kernel.actor import Actor
from tessera.sales import permissions
from tessera.sales.models import MadeOffline, SyncRemark


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Something that the server would have done otherwise; ``data`` as it was then."""

    code: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MadeView:
    """A sale or return that a till made by itself; ``seen_at`` is None while nobody has looked at
    its remarks."""

    id: UUID
    number: str
    sale_id: UUID | None
    store_name: str
    till_name: str
    made_at: datetime
    received_at: datetime
    amount_minor: int
    remarks: tuple[RemarkView, ...]
    seen_at: datetime | None
    seen_by: str
    note: str


def list_made_offline(
    *, actor: Actor, is_open: bool, store_id: UUID | None = None, limit: int = 100
) -> list[MadeView]:
    """The newest in the actor's stores; with ``is_open`` those alone that somebody must look at.

    Raises Forbidden.
    """
    actor.require(permissions.REVIEW_OFFLINE)
    found = _in_scope(actor)
    if is_open:
        found = found.filter(id__in=SyncRemark.objects.filter(seen_at=None).values("made"))
    if store_id:
        found = found.filter(store=store_id)
    rows = found.select_related("store", "till").prefetch_related("remarks__seen_by")
    return [_view(row) for row in rows.order_by("-received_at", "-id")[:limit]]


def count_unseen(actor: Actor) -> int:
    """How many sales made offline wait for somebody to look at them."""
    unseen = SyncRemark.objects.filter(seen_at=None).values("made")
    return _in_scope(actor).filter(id__in=unseen).count()


def _in_scope(actor: Actor) -> QuerySet[MadeOffline]:
    every = MadeOffline.objects.all()
    return every if actor.store_ids is None else every.filter(store__in=actor.store_ids)


def _view(row: MadeOffline) -> MadeView:
    remarks = sorted(row.remarks.all(), key=lambda remark: remark.code)
    first = remarks[0] if remarks else None
    return MadeView(
        id=row.id,
        number=row.number,
        sale_id=row.sale_id,
        store_name=row.store.name,
        till_name=row.till.name,
        made_at=row.made_at,
        received_at=row.received_at,
        amount_minor=row.amount_minor,
        remarks=tuple(RemarkView(remark.code, remark.data) for remark in remarks),
        seen_at=first.seen_at if first else None,
        seen_by=first.seen_by.name if first and first.seen_by else "",
        note=first.note if first else "",
    )
