"""The audit log: who did what, where and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tessera.insights import pages, permissions
from tessera.insights.pages import Page
from tessera.kernel.actor import Actor
from tessera.kernel.clock import day_period
from tessera.members.models import Member
from tessera.org import queries as org
from tessera.org.models import Store
from tessera.platform.models import AuditRow


@dataclass(frozen=True, slots=True)
class Deed:
    """One write. ``data`` is what its use case noted; ``store_name`` is empty for the whole brand.

    ``about`` is the name of the member to whom it was done, as it is now: rows name nobody whom
    the brand must be able to forget.
    """

    at: datetime
    who: str
    by: UUID | None
    action: str
    subject: str
    about: str
    store_name: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look for; an empty field does not narrow. ``until`` is the last day that counts."""

    person: UUID | None = None
    action: str = ""
    store_id: UUID | None = None
    since: date | None = None
    until: date | None = None


def list_deeds(*, actor: Actor, asked: Asked, after: str = "") -> Page[Deed]:
    """Deeds in the actor's stores, the newest first, in the active time zone's days.

    Who sees all stores also sees what belongs to none. Raises Forbidden; NotFound
    ``org.store_not_found``.
    """
    actor.require(permissions.VIEW_AUDIT)
    found = _in_scope(actor, asked.store_id).filter(*_conditions(asked))
    rows, following = pages.newest_first(found, field="at", after=after)
    stores = dict(
        Store.objects.filter(id__in={row.store_id for row in rows}).values_list("id", "name")
    )
    persons = _members_of(rows)
    return Page([_deed(row, stores, persons) for row in rows], following)


def _members_of(rows: Iterable[AuditRow]) -> dict[str, str]:
    """The names of members whom the rows are about or who did what they tell, by their ids."""
    ids = {UUID(about) for row in rows if _is_id(about := _about(row))}
    ids |= {row.actor_id for row in rows if row.actor_kind == "member" and row.actor_id}
    named = Member.objects.filter(id__in=ids).values_list("id", "name")
    return {str(member_id): name for member_id, name in named}


def _about(row: AuditRow) -> str:
    """The member whom the row tells of, where it was not done to the member itself."""
    return str(row.data.get("member_id") or row.subject)


def _is_id(subject: str) -> bool:
    try:
        UUID(subject)
    except ValueError:
        return False
    return True


def _in_scope(actor: Actor, store_id: UUID | None) -> "QuerySet[AuditRow]":
    if store_id is not None:
        return AuditRow.objects.filter(store_id=org.choose_stores(actor, store_id)[0].id)
    if actor.store_ids is not None:
        return AuditRow.objects.filter(store_id__in=actor.store_ids)
    return AuditRow.objects.all()


def _conditions(asked: Asked) -> list[Q]:
    zone = timezone.get_current_timezone_name()
    wanted = []
    if asked.person:
        wanted.append(Q(actor_id=asked.person))
    if asked.action:
        wanted.append(Q(action=asked.action))
    if asked.since:
        wanted.append(Q(at__gte=day_period(asked.since, zone=zone).start))
    if asked.until:
        wanted.append(Q(at__lt=day_period(asked.until, zone=zone).end))
    return wanted


def _deed(row: AuditRow, stores: dict[UUID, str], persons: dict[str, str]) -> Deed:
    return Deed(
        at=row.at,
        who=row.actor_name or persons.get(str(row.actor_id), ""),
        by=row.actor_id,
        action=row.action,
        subject=row.subject,
        about=persons.get(_about(row), ""),
        store_name=stores.get(row.store_id, "") if row.store_id else "",
        data=row.data,
    )
