"""Members from a file: taken in, looked at, confirmed, posted in pieces, forgotten."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from tessera.imports import errors, operations, permissions, rules
from tessera.imports.models import ImportRow, ImportState, MemberImport, Outcome
from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.org import queries as org
from tessera.platform import audit, jobs
from tessera.platform.usecases import usecase

JOB = "tessera.imports.jobs.import_members"

LOOKED_AT_ONCE = 200
POSTED_AT_ONCE = 50
"""Rows of one transaction: so long a till may have to wait on SQLite."""

_LOOKED_AT = ["phone", "reference", "outcome", "member", "problem", "template", "data"]
_POSTED = [*_LOOKED_AT, "is_posted", "cells"]


@usecase(permission=permissions.IMPORT_MEMBERS, audit="members.import_begun")
def begin_import(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    rows: Iterable[tuple[int, list[str]]],
    store_id: UUID | None = None,
) -> UUID:
    """Take a file in, as ``reading.read`` reads it, and have its rows looked at; nobody joins yet.

    ``store_id`` is the home of members whose row names no store. Raises Forbidden; NotFound
    ``org.store_not_found``; Invalid ``imports.nothing_in_it`` and what ``reading.read`` raises.
    """
    actor.require_everywhere(permissions.IMPORT_MEMBERS)
    if store_id is not None:
        org.get_store(store_id)
    rest = iter(rows)
    _, header = next(rest, (0, []))
    job = MemberImport.objects.create(
        id=uuid7(),
        name=name[:120],
        header=header,
        mapping=rules.recognise(header),
        store_id=store_id,
        row_count=0,
        begun_by=actor.name[:60],
        begun_at=at,
    )
    while piece := list(islice(rest, LOOKED_AT_ONCE)):
        kept = [ImportRow(id=uuid7(), job=job, number=line, cells=cells) for line, cells in piece]
        ImportRow.objects.bulk_create(kept)
        job.row_count += len(piece)
    if not job.row_count:
        raise errors.nothing_in_it()
    job.save(update_fields=["row_count"])
    _look_anew(job)
    _record(actor, at, "members.import_begun", job, rows=job.row_count)
    return job.id


@usecase(permission=permissions.IMPORT_MEMBERS, audit="members.import_mapped")
def map_columns(
    *,
    actor: Actor,
    at: datetime,
    import_id: UUID,
    mapping: Mapping[str, int],
    store_id: UUID | None = None,
) -> None:
    """Say which column holds what, and look at all rows anew.

    Raises Forbidden; NotFound ``imports.import_not_found``, ``org.store_not_found``; Conflict
    ``imports.import_under_way``; Invalid ``imports.columns_unclear``.
    """
    job = _locked(actor, import_id)
    if job.state in {ImportState.POSTING, ImportState.DONE}:
        raise errors.import_under_way()
    if store_id is not None:
        org.get_store(store_id)
    job.mapping = rules.checked_mapping(mapping, columns=len(job.header))
    job.store_id = store_id
    job.save(update_fields=["mapping", "store"])
    _look_anew(job)
    _record(actor, at, "members.import_mapped", job, columns=len(job.mapping))


@usecase(permission=permissions.IMPORT_MEMBERS, audit="members.import_checked")
def check_piece(*, actor: Actor, at: datetime, import_id: UUID) -> bool:
    """Look at some of the rows that nobody has looked at; whether there are more. Changes no member."""
    job = _locked(actor, import_id)
    rows = list(_open(job)[:LOOKED_AT_ONCE]) if job.state == ImportState.CHECKING else []
    world = operations.world_of(actor)
    for row in rows:
        _look(job, row, world, at)
        # the rows below must see what stands above them
        row.save(update_fields=_LOOKED_AT)
    more = _open(job).exists()
    if job.state == ImportState.CHECKING and not more:
        job.state = ImportState.CHECKED
        job.save(update_fields=["state"])
    _record(actor, at, "members.import_checked", job, rows=len(rows))
    return job.state == ImportState.CHECKING


@usecase(permission=permissions.IMPORT_MEMBERS, audit="members.import_confirmed")
def confirm_import(*, actor: Actor, at: datetime, import_id: UUID) -> None:
    """Have the rows posted that were not refused. Confirming again sets a halted import going.

    Raises Forbidden; NotFound ``imports.import_not_found``; Conflict ``imports.import_not_checked``.
    """
    job = _locked(actor, import_id)
    if job.state == ImportState.CHECKING:
        raise errors.import_not_checked()
    if job.state == ImportState.CHECKED:
        job.state, job.confirmed_by = ImportState.POSTING, actor.name[:60]
        job.save(update_fields=["state", "confirmed_by"])
    jobs.enqueue(JOB, str(job.id))
    _record(actor, at, "members.import_confirmed", job, rows=job.row_count)


@usecase(permission=permissions.IMPORT_MEMBERS, audit="members.imported")
def post_piece(*, actor: Actor, at: datetime, import_id: UUID) -> bool:
    """Post some rows, each once and by itself: one that is refused now changes nothing.

    Whether there are more. A piece whose worker dies was never begun; one that is posted is
    not posted again, whoever asks.
    """
    job = _locked(actor, import_id)
    rows = list(_unposted(job)[:POSTED_AT_ONCE]) if job.state == ImportState.POSTING else []
    world = operations.world_of(actor)
    for row in rows:
        _post(job, row, world, actor, at)
        row.save(update_fields=_POSTED)
    if job.state == ImportState.POSTING and not _unposted(job).exists():
        job.state, job.done_at = ImportState.DONE, at
        job.save(update_fields=["state", "done_at"])
        job.rows.filter(is_posted=True).update(phone="", reference="")
    _record(actor, at, "members.imported", job, rows=len(rows), members=_made(rows))
    return job.state == ImportState.POSTING


@usecase(permission=permissions.IMPORT_MEMBERS, audit="members.import_forgotten")
def forget_import(*, actor: Actor, at: datetime, import_id: UUID) -> None:
    """Forget a file and its rows; the members that came of it stay.

    Raises Forbidden; NotFound ``imports.import_not_found``; Conflict ``imports.import_under_way``.
    """
    job = _locked(actor, import_id)
    if job.state == ImportState.POSTING:
        raise errors.import_under_way()
    _record(actor, at, "members.import_forgotten", job, rows=job.row_count)
    job.delete()


def _locked(actor: Actor, import_id: UUID) -> MemberImport:
    actor.require_everywhere(permissions.IMPORT_MEMBERS)
    job = MemberImport.objects.select_for_update().filter(id=import_id).first()
    if job is None:
        raise errors.import_not_found()
    return job


def _open(job: MemberImport) -> QuerySet[ImportRow]:
    return job.rows.filter(outcome=Outcome.OPEN).order_by("number")


def _unposted(job: MemberImport) -> QuerySet[ImportRow]:
    return job.rows.filter(is_posted=False).exclude(outcome=Outcome.REFUSED).order_by("number")


def _look_anew(job: MemberImport) -> None:
    job.rows.update(outcome=Outcome.OPEN, member=None, problem="", template="", data={})
    job.state = ImportState.CHECKING
    job.save(update_fields=["state"])
    jobs.enqueue(JOB, str(job.id))


def _look(
    job: MemberImport, row: ImportRow, world: operations.World, at: datetime
) -> operations.Plan | None:
    try:
        plan = operations.look(job, row, world, at=at)
    except DomainError as refusal:
        _refuse(row, refusal)
        return None
    row.outcome, row.member_id = plan.outcome, plan.member_id
    return plan


def _post(
    job: MemberImport, row: ImportRow, world: operations.World, actor: Actor, at: datetime
) -> None:
    """The world may have changed since the row was looked at, so it is looked at again."""
    plan = _look(job, row, world, at)
    if plan is None:
        return
    try:
        with transaction.atomic():
            row.member_id = operations.post(job, plan, actor=actor, at=at)
    except DomainError as refusal:
        _refuse(row, refusal)
        return
    row.is_posted, row.cells = True, []


def _refuse(row: ImportRow, refusal: DomainError) -> None:
    row.outcome, row.member_id = Outcome.REFUSED, None
    row.problem, row.template = refusal.code, refusal.template
    row.data = {key: str(value) for key, value in refusal.data.items()}


def _made(rows: Iterable[ImportRow]) -> int:
    return sum(row.outcome == Outcome.NEW for row in rows)


def _record(actor: Actor, at: datetime, action: str, job: MemberImport, **data: Any) -> None:
    told = {"name": job.name, **data}
    audit.record(actor=actor, at=at, action=action, subject=job.id, data=told)
