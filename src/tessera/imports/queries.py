"""Imports for people to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from tessera.imports import errors, permissions
from tessera.imports.models import ImportRow, ImportState, MemberImport, Outcome
from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.members import queries as members

_SOME = 50


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """A file that was taken in: how large it is, and how far."""

    id: UUID
    name: str
    state: str
    row_count: int
    begun_by: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class ImportView(ImportFacts):
    """An import with what its columns mean, and how many rows become, or became, what.

    ``looked_at`` and ``posted`` count rows; a refused row is posted never.
    """

    header: list[str]
    mapping: dict[str, int]
    store_id: UUID | None
    looked_at: int
    posted: int
    counts: dict[str, int]
    confirmed_by: str
    done_at: datetime | None

    @property
    def to_post(self) -> int:
        """Rows that are posted, or will be."""
        return self.row_count - self.counts.get(Outcome.REFUSED, 0)


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: its number in the file, what stands in it, and what becomes of it, and why not.

    What was posted stands in the file no more: ``member_name`` says who it is.
    """

    number: int
    cells: list[str]
    phone_masked: str
    reference: str
    outcome: str
    member_id: UUID | None
    member_name: str
    refusal: DomainError | None


def list_imports(actor: Actor) -> list[ImportFacts]:
    """The newest imports, without a look at their rows. Raises Forbidden."""
    actor.require_everywhere(permissions.IMPORT_MEMBERS)
    newest = MemberImport.objects.order_by("-begun_at", "-id")[:_SOME]
    return [
        ImportFacts(row.id, row.name, row.state, row.row_count, row.begun_by, row.begun_at)
        for row in newest
    ]


def get_import(actor: Actor, import_id: UUID) -> ImportView:
    """One import. Raises Forbidden; NotFound ``imports.import_not_found``."""
    return _view(_job(actor, import_id))


def list_rows(
    actor: Actor, import_id: UUID, *, outcome: str = "", after: int = 0, limit: int = _SOME
) -> list[RowView]:
    """Rows by number, those that become ``outcome`` if one is named. Raises as ``get_import``."""
    rows = _job(actor, import_id).rows.select_related("member").filter(number__gt=after)
    if outcome in Outcome.values:
        rows = rows.filter(outcome=outcome)
    return [_row(row) for row in rows.order_by("number")[:limit]]


def iter_refused(actor: Actor, import_id: UUID) -> Iterator[RowView]:
    """Every row that was refused, with the reason. Raises as ``get_import``."""
    rows = _job(actor, import_id).rows.filter(outcome=Outcome.REFUSED).order_by("number")
    return (_row(row) for row in rows.iterator(chunk_size=500))


def find_state(import_id: UUID) -> str | None:
    """How far an import has come; None for one that was forgotten."""
    return MemberImport.objects.filter(id=import_id).values_list("state", flat=True).first()


def _job(actor: Actor, import_id: UUID) -> MemberImport:
    actor.require_everywhere(permissions.IMPORT_MEMBERS)
    job = MemberImport.objects.filter(id=import_id).first()
    if job is None:
        raise errors.import_not_found()
    return job


def _view(job: MemberImport) -> ImportView:
    counted = job.rows.values_list("outcome").annotate(count=Count("id")).order_by("outcome")
    counts = dict(counted)
    return ImportView(
        id=job.id,
        name=job.name,
        state=job.state,
        row_count=job.row_count,
        begun_by=job.begun_by,
        begun_at=job.begun_at,
        header=job.header,
        mapping=job.mapping,
        store_id=job.store_id,
        looked_at=job.row_count - counts.get(Outcome.OPEN, 0),
        posted=job.rows.filter(is_posted=True).count(),
        counts=counts,
        confirmed_by=job.confirmed_by,
        done_at=job.done_at,
    )


def _row(row: ImportRow) -> RowView:
    refusal = DomainError(row.problem, row.template, **row.data) if row.problem else None
    return RowView(
        number=row.number,
        cells=row.cells,
        phone_masked=members.mask_phone(row.phone),
        reference=row.reference,
        outcome=row.outcome,
        member_id=row.member_id,
        member_name=row.member.name if row.member else "",
        refusal=refusal,
    )


def list_old(*, before: datetime) -> list[UUID]:
    """The files that were begun before then and are not being posted."""
    old = MemberImport.objects.filter(begun_at__lt=before).exclude(state=ImportState.POSTING)
    return list(old.order_by("begun_at").values_list("id", flat=True))
