"""What the worker does about what merges left behind."""

from datetime import datetime

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.wallet import operations, permissions, queries


@usecase(permission=permissions.EXPIRE, audit="wallet.carried_over")
def carry_over(*, actor: Actor, at: datetime, limit: int = 100) -> int:
    """Give survivors what reached members after they were merged; how many members that were.

    A sale that was under way, or the return of something that the duplicate bought, still
    writes to the duplicate's accounts: documents stay as they were written (CASES 14). Doing it
    again finds nothing. Raises Forbidden to whoever may not do so in every store.
    """
    actor.require_everywhere(permissions.EXPIRE)
    days = queries.business_days(actor, at)
    somewhere = min(days, default=None)
    batch, batch_id = Batch(), ids.uuid7()
    left = queries.list_left_behind(limit=limit) if somewhere else []
    for one in left:
        store_id = one.home_store_id or somewhere
        assert store_id is not None
        operations.carry_over(
            batch,
            gone_id=one.gone_id,
            keep_id=one.keep_id,
            document_id=batch_id,
            store_id=store_id,
            at=at,
            business_on=days[store_id],
        )
    row = audit.row(
        actor=actor,
        at=at,
        action="wallet.carried_over",
        subject=batch_id,
        data={"members": len(left)},
    )
    batch.insert(AuditRow, row)
    batch.flush()
    return len(left)


@usecase(permission=permissions.EXPIRE, audit="wallet.bonus_released")
def release_bonus(*, actor: Actor, at: datetime, limit: int = 200) -> int:
    """Credit the parts of bonuses whose day has come in their stores: one a member, ``limit`` at
    most. Returns how many. Doing it again releases nothing twice. Raises Forbidden to whoever may
    not do so in every store. Rule: domain handbook 5.1 (分期返).
    """
    actor.require_everywhere(permissions.EXPIRE)
    days = queries.business_days(actor, at)
    due = queries.list_due_parts(days, limit=limit)
    parts = list({part.member_id: part for part in reversed(due)}.values())
    batch, batch_id = Batch(), ids.uuid7()
    currency = org.get_brand().currency
    operations.release_parts(batch, parts, currency=currency, days=days, at=at)
    row = audit.row(
        actor=actor,
        at=at,
        action="wallet.bonus_released",
        subject=batch_id,
        data={"parts": len(parts), "amount_minor": sum(part.amount_minor for part in parts)},
    )
    batch.insert(AuditRow, row)
    batch.flush()
    return len(parts)
