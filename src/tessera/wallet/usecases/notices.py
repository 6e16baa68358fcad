"""What the worker announces: points that will end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.wallet import operations, permissions, queries


@dataclass(frozen=True, slots=True)
class Announced:
    """So many notices were made; ``last`` is where the next piece begins, None at the end."""

    count: int
    last: UUID | None


@usecase(permission=permissions.EXPIRE, audit="wallet.points_announced")
def announce_expiry(
    *, actor: Actor, at: datetime, after: UUID | None = None, limit: int = 2000
) -> Announced:
    """Say of whose points will end soon, as many days ahead as the brand chose.

    Each day of a member's points is announced once at each stage: the row's key is the member,
    the day and the stage, so a run that was killed, or comes twice, says nothing twice. Raises
    Forbidden to whoever may not do so in every store. Rule: the brand's ``notice_days``.
    """
    actor.require_everywhere(permissions.EXPIRE)
    stages = queries.points_terms.get(versions.current()).notice_days
    days = queries.business_days(actor, at)
    found = queries.look_for_endings(days, stages, after=after, limit=limit)
    batch = Batch()
    run_id = operations.announce(batch, found.due, at=at)
    noted = audit.row(
        actor=actor,
        at=at,
        action="wallet.points_announced",
        subject=run_id,
        data={"count": len(found.due)},
    )
    batch.insert(AuditRow, noted)
    batch.flush()
    return Announced(len(found.due), found.last)
