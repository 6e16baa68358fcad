"""A manager looks at what was remarked about a sale that was made offline."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.texts import one_line
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.sales import errors, permissions
from tessera.sales.models import MadeOffline, SyncRemark


@usecase(permission=permissions.REVIEW_OFFLINE, audit="sale.offline_seen")
def see_offline(*, actor: Actor, at: datetime, made_id: UUID, note: str = "") -> None:
    """Note that the remarks about one sale were looked at, with a ``note`` of at most 200 characters.

    Raises NotFound ``sales.not_found``.
    """
    made = MadeOffline.objects.filter(id=made_id).first()
    if made is None or not actor.reaches(made.store_id):
        raise errors.sale_not_found()
    SyncRemark.objects.filter(made=made).update(
        seen_at=at,
        seen_by=actor.id if actor.kind == "staff" else None,
        note=one_line(note)[:200],
    )
    audit.record(
        actor=actor,
        at=at,
        action="sale.offline_seen",
        subject=made.sale_id or made.id,
        store_id=made.store_id,
        data={"number": made.number},
    )
