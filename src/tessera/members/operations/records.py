"""Audit rows about members and levels: masked, like all that people read (law 10)."""

from datetime import datetime
from typing import Any

from tessera.kernel.actor import Actor
from tessera.members.models import Level, Member
from tessera.platform import audit, versions


def record(actor: Actor, at: datetime, action: str, row: Member, **data: Any) -> None:
    """Write that ``action`` was done to a member, who is named by the id alone: the row stays when
    the person is forgotten."""
    audit.record(
        actor=actor,
        at=at,
        action=action,
        subject=row.id,
        store_id=row.home_store_id,
        data=data,
    )


def record_level(actor: Actor, at: datetime, action: str, row: Level) -> None:
    """Write that a level was defined or changed, and tell every process."""
    versions.bump("members")
    data = {"name": row.name, "rank": row.rank, "discount_bp": row.discount_bp}
    audit.record(actor=actor, at=at, action=action, subject=row.id, data=data)
