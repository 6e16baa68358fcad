"""What the worker announces: coupons that will end."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.offers import permissions
from tessera.offers.events import CouponsWillEnd
from tessera.offers.models import Coupon
from tessera.offers.queries import endings
from tessera.platform import audit, events
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase


@usecase(permission=permissions.ISSUE_COUPONS, audit="coupon.reminded")
def announce_endings(*, actor: Actor, at: datetime, limit: int = 500) -> int:
    """Say of coupons that they will end, each once ever; returns how many, ``limit`` at most.

    Raises Forbidden to whoever may not do so in every store. Rule: the kind's ``remind_days``.
    """
    actor.require_everywhere(permissions.ISSUE_COUPONS)
    run_id, due = uuid7(), endings.list_to_remind(endings.brand_day(at), limit=limit)
    count = Coupon.objects.filter(id__in=due, reminded_in=None).update(reminded_in=run_id)
    batch = Batch()
    if count:
        events.publish(CouponsWillEnd(run_id, count), batch)
    batch.flush()
    data = {"count": count}
    audit.record(actor=actor, at=at, action="coupon.reminded", subject=run_id, data=data)
    return count
