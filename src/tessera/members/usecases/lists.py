"""Keep filters of the members' list, and take the list out of the house."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import errors, permissions, queries, rules
from tessera.members.models import SavedFilter
from tessera.members.queries import ExportRow, MemberFilter
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.VIEW, audit="members.filter_kept")
def keep_filter(*, actor: Actor, at: datetime, name: str, query: str) -> UUID:
    """Keep what the list asks for, as its address says it; the same name again replaces it.

    Raises NotFound ``members.filter_not_found`` for who is no person; Invalid ``members.name_needed``,
    ``members.text_too_long``.
    """
    if actor.id is None:
        raise errors.filter_not_found()
    called = rules.field_name(name)
    asked = {"query": rules.optional(query, field="query", limit=500)}
    row, _ = SavedFilter.objects.update_or_create(
        staff_id=actor.id,
        name=called,
        defaults={"asked": asked},
        create_defaults={
            "id": uuid7(),
            "asked": asked,
        },
    )
    _record(actor, at, "members.filter_kept", row.id, name=called)
    return row.id


@usecase(permission=permissions.VIEW, audit="members.filter_dropped")
def drop_filter(*, actor: Actor, at: datetime, filter_id: UUID) -> None:
    """Forget a filter of one's own. Raises NotFound ``members.filter_not_found``."""
    row = SavedFilter.objects.filter(id=filter_id, staff=actor.id).first()
    if row is None:
        raise errors.filter_not_found()
    row.delete()
    _record(actor, at, "members.filter_dropped", filter_id, name=row.name)


@usecase(permission=permissions.EXPORT, audit="members.exported")
def export_members(
    *,
    actor: Actor,
    at: datetime,
    on: date,
    wanted: MemberFilter | None = None,
    whole_phones: bool = False,
) -> list[ExportRow]:
    """The members of a list for a file, at most 50,000; who took how many is written down (law 10).

    Raises Forbidden, for whole phones also without the permission to see them.
    """
    rows = list(queries.list_export_rows(actor, wanted, on=on, whole_phones=whole_phones))
    asked = (wanted or MemberFilter()).told()
    _record(
        actor,
        at,
        "members.exported",
        "members",
        members=len(rows),
        phones=whole_phones,
        asked=asked,
    )
    return rows


def _record(actor: Actor, at: datetime, action: str, subject: object, **data: Any) -> None:
    audit.record(actor=actor, at=at, action=action, subject=subject, data=data)
