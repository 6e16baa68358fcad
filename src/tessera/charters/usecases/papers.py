"""Papers of an application: added by the member or at the counter, read by who reviews it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from tessera.charters import errors, permissions, queries, rules
from tessera.charters.models import Application, ApplicationPaper
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import rules as members
from tessera.platform import audit
from tessera.platform.usecases import usecase


@dataclass(frozen=True, slots=True)
class PaperRead:
    """A paper's bytes; ``kind`` is jpg, png, webp or pdf."""

    kind: str
    data: bytes


@usecase(permission=permissions.OWN, audit="application.paper_added")
def add_paper(*, actor: Actor, at: datetime, application_id: UUID, data: bytes) -> int:
    """Add a photo or PDF to one's own application; returns its number.

    Raises NotFound ``charters.not_found``; Invalid ``charters.paper_invalid``,
    ``charters.paper_too_large``; Conflict ``charters.step_not_allowed``, ``charters.papers_full``.
    """
    found = Application.objects.filter(id=application_id, member=actor.own_id)
    return _add(actor, at, found.select_for_update(no_key=True).first(), data)


@usecase(permission=permissions.SUBMIT, audit="application.paper_added")
def add_paper_for(*, actor: Actor, at: datetime, application_id: UUID, data: bytes) -> int:
    """Add a paper for a member at home in the actor's stores. Raises as ``add_paper``."""
    found = Application.objects.filter(id=application_id)
    if actor.store_ids is not None:
        found = found.filter(member__home_store__in=actor.store_ids)
    return _add(actor, at, found.select_for_update(no_key=True).first(), data)


@usecase(permission=permissions.REVIEW, audit="application.paper_read")
def read_paper(*, actor: Actor, at: datetime, application_id: UUID, number: int) -> PaperRead:
    """What a paper shows, for who reviews; that it was looked at stays in the log (law 10).

    Raises Forbidden; NotFound ``charters.not_found``, ``charters.paper_not_found``.
    """
    read = _read(queries.get_application(actor, application_id).id, number)
    audit.record(
        actor=actor,
        at=at,
        action="application.paper_read",
        subject=application_id,
        data={"number": number},
    )
    return read


def read_own_paper(*, actor: Actor, application_id: UUID, number: int) -> PaperRead:
    """A paper that the member added. Raises Forbidden; NotFound as ``read_paper``."""
    actor.require(permissions.OWN)
    if not Application.objects.filter(id=application_id, member=actor.own_id).exists():
        raise errors.not_found()
    return _read(application_id, number)


def _read(application_id: UUID, number: int) -> PaperRead:
    row = ApplicationPaper.objects.filter(application=application_id, number=number).first()
    if row is None:
        raise errors.paper_not_found()
    with storages["papers"].open(row.path) as file:
        return PaperRead(row.kind, file.read())


def _add(actor: Actor, at: datetime, row: Application | None, data: bytes) -> int:
    if row is None:
        raise errors.not_found()
    if not rules.takes_papers(row.state):
        raise errors.step_not_allowed(state=row.state)
    if len(data) > rules.MAX_PAPER:
        raise errors.paper_too_large()
    kind = "pdf" if rules.is_pdf(data) else members.kind_of_picture(data)
    if not kind:
        raise errors.paper_invalid()
    number = row.papers.count() + 1
    if number > rules.MAX_PAPERS:
        raise errors.papers_full()
    path = storages["papers"].save(f"{uuid4().hex}.{kind}", ContentFile(data))
    try:
        paper = ApplicationPaper(
            id=uuid7(), application=row, number=number, kind=kind, size=len(data), path=path
        )
        _keep(actor, at, paper)
    except BaseException:
        storages["papers"].delete(path)  # the rows roll back; nobody would ever find the file
        raise
    return number


def _keep(actor: Actor, at: datetime, paper: ApplicationPaper) -> None:
    paper.added_at, paper.by_kind = at, actor.kind
    paper.save(force_insert=True)
    audit.record(
        actor=actor,
        at=at,
        action="application.paper_added",
        subject=paper.application_id,
        data={"number": paper.number},
    )
