"""Forgetting real names when the law does not ask for them any more."""

from datetime import datetime

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.wallet import permissions
from tessera.wallet.models import RealName
from tessera.wallet.queries.retention import kept_since, list_forgettable_names


@usecase(permission=permissions.EXPIRE, audit="wallet.names_forgotten")
def forget_names(*, actor: Actor, at: datetime, limit: int = 500) -> int:
    """Forget the real names of members who have left, so many years after their stored value moved
    last; how many they were. Doing it again finds nothing.

    Who is a member keeps theirs: payouts are held against it. Raises Forbidden to whoever may not
    do so in every store. Rule: domain handbook 1.1 and 1.4 (record_retention_years).
    """
    actor.require_everywhere(permissions.EXPIRE)
    rows = list_forgettable_names(kept_since(at), limit=limit)
    RealName.objects.filter(id__in=[row.id for row in rows]).delete()
    data = {"members": len(rows)}
    audit.record(
        actor=actor, at=at, action="wallet.names_forgotten", subject=ids.uuid7(), data=data
    )
    return len(rows)
