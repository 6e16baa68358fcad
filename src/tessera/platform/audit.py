"""Audit rows: one for every write, in the same transaction (law 9)."""

import functools
import operator
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

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


def list_subjects(*, since: datetime, actions: Sequence[str], most: int) -> list[str]:
    """What was written about since, at most so many: the log of all writes as news of changes.

    ``actions`` are how those looked for begin. A transaction that has not ended yet is not seen,
    so whoever asks again looks back a little further than the last time.
    """
    begins = [Q(action__startswith=one) for one in actions]
    rows = AuditRow.objects.filter(functools.reduce(operator.or_, begins), at__gte=since)
    return list(rows.order_by().values_list("subject", flat=True).distinct()[:most])
