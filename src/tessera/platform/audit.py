"""Audit rows: one for every write, in the same transaction (law 9)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.platform import batch_sql, work
from tessera.platform.models import AuditRow


def record(
    *,
    actor: Actor,
    at: datetime,
    action: str,
    subject: object,
    store_id: UUID | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Write that ``actor`` did ``action`` to ``subject``; ``data`` must not hold secrets."""
    batch_sql.insert_now(
        AuditRow,
        row(actor=actor, at=at, action=action, subject=subject, store_id=store_id, data=data),
    )


def row(
    *,
    actor: Actor,
    at: datetime,
    action: str,
    subject: object,
    store_id: UUID | None = None,
    data: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The values of an audit row, for the batch to write with the rest.

    A member who acts is named by the id alone: the row stays when the person is forgotten.
    """
    work.note_audit(action)
    return {
        "id": uuid7(),
        "at": at,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "actor_name": "" if actor.kind == "member" else actor.name,
        "action": action,
        "subject": str(subject),
        "store_id": store_id,
        "data": data or {},
    }
