"""Forgetting who bought prepaid value when the law does not ask for it any more."""

from datetime import datetime

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.sales.models import PrepaidBuyer
from tessera.sales.queries.prepaid import list_forgettable_buyers
from tessera.wallet import permissions
from tessera.wallet.queries.retention import kept_since


@usecase(permission=permissions.EXPIRE, audit="sales.buyers_forgotten")
def forget_buyers(*, actor: Actor, at: datetime, limit: int = 500) -> int:
    """Forget who bought prepaid value, so many years after the sale and the last movement of what it
    sold: gift cards, cards, stored value; how many they were. Doing it again finds nothing.

    Raises Forbidden to whoever may not do so in every store. Rule: domain handbook 1.1 and 1.4
    (record_retention_years).
    """
    actor.require_everywhere(permissions.EXPIRE)
    rows = list_forgettable_buyers(kept_since(at), limit=limit)
    PrepaidBuyer.objects.filter(id__in=[row.id for row in rows]).delete()
    data = {"sales": len(rows)}
    audit.record(
        actor=actor, at=at, action="sales.buyers_forgotten", subject=ids.uuid7(), data=data
    )
    return len(rows)
