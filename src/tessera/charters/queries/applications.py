"""Applications and their steps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tessera.charters import errors, permissions, rules
from tessera.charters.models import Application, ApplicationStep
from tessera.charters.queries.ways import Fee, fee_of
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.rewards import queries as rewards


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, and by whom."""

    deed: str
    state: str
    at: datetime
    by_kind: str
    by_name: str
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A photo or PDF that was added; ``size`` in bytes."""

    number: int
    kind: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """An application as people see it. ``steps`` are in their order; lists leave them out."""

    id: UUID
    member_id: UUID
    member_name: str
    level_id: UUID
    level_name: str
    state: str
    kind: str
    submitted_at: datetime
    note: str
    documents: str
    visit_on: date | None
    visit_note: str
    reviewer_id: UUID | None
    reason: str
    fee: Fee | None
    due_on: date | None
    sale_id: UUID | None
    steps: tuple[Step, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def takes_papers(self) -> bool:
        """Whether another paper may be added now."""
        return rules.takes_papers(self.state) and len(self.papers) < rules.MAX_PAPERS

    @property
    def may_withdraw(self) -> bool:
        """Whether the member may take it back now."""
        return rules.may(self.state, rules.WITHDRAW)


def list_applications(
    actor: Actor, *, state: str = "", after: UUID | None = None, limit: int = 50
) -> list[ApplicationView]:
    """Applications of members at home in the actor's stores, the newest first. Raises Forbidden."""
    actor.require(permissions.VIEW)
    found = _within(actor)
    if state:
        found = found.filter(state=state)
    last = Application.objects.filter(id=after).first() if after else None
    if last is not None:
        same = Q(submitted_at=last.submitted_at, id__lt=last.id)
        found = found.filter(same | Q(submitted_at__lt=last.submitted_at))
    return [_view(row) for row in found.order_by("-submitted_at", "-id")[:limit]]


def get_application(actor: Actor, application_id: UUID) -> ApplicationView:
    """One application with its steps. Raises Forbidden; NotFound ``charters.not_found``."""
    actor.require(permissions.VIEW)
    row = _within(actor).filter(id=application_id).first()
    if row is None:
        raise errors.not_found()
    return _view(row, steps=True)


def list_own(member_id: UUID) -> list[ApplicationView]:
    """A member's applications with their steps, the newest first."""
    found = _rows().filter(member=member_id).order_by("-submitted_at", "-id")
    return [_view(row, steps=True) for row in found]


def list_under_way(actor: Actor, member_id: UUID) -> list[ApplicationView]:
    """A member's applications that are not at their end, the newest first, for who may see them;
    nothing for anybody else."""
    if not actor.may(permissions.VIEW):
        return []
    found = _within(actor).filter(member=member_id, state__in=rules.OPEN)
    return [_view(row) for row in found.order_by("-submitted_at", "-id")]


def list_applying(member_id: UUID) -> set[UUID]:
    """The levels for which a member's application is under way."""
    found = Application.objects.filter(member=member_id, state__in=rules.OPEN)
    return set(found.values_list("level", flat=True))


def list_overdue(days: Mapping[UUID, date], *, limit: int) -> list[UUID]:
    """Applications whose last day for the fee is over by the business day of the member's store.

    Who is at home nowhere waits for the last store.
    """
    if not days:
        return []
    over = Q(due_on__lt=min(days.values()))
    over |= org.due_by(days, "due_on", store="member__home_store")
    found = Application.objects.filter(over, state=rules.DUE).order_by("due_on", "id")
    return list(found.values_list("id", flat=True)[:limit])


def is_paid(application_id: UUID) -> bool:
    """Whether the fee is paid and the level not given yet."""
    return Application.objects.filter(id=application_id, state=rules.PAID).exists()


def rests_on_fee(application_id: UUID) -> bool:
    """Whether the fee came back and the member still stands on the level that it paid."""
    row = Application.objects.filter(id=application_id, state=rules.RETURNED).first()
    standing = rewards.find_standing(row.member_id) if row else None
    if row is None or standing is None:
        return False
    return standing.cause_id == row.sale_id and standing.level_id == row.level_id


def _rows() -> "QuerySet[Application]":
    return Application.objects.select_related("member", "level", "fee_sku__product")


def _within(actor: Actor) -> "QuerySet[Application]":
    found = _rows()
    if actor.store_ids is not None:
        found = found.filter(member__home_store__in=actor.store_ids)
    return found


def _view(row: Application, *, steps: bool = False) -> ApplicationView:
    return ApplicationView(
        id=row.id,
        member_id=row.member_id,
        member_name=row.member.name,
        level_id=row.level_id,
        level_name=row.level.name,
        state=row.state,
        kind=row.kind,
        submitted_at=row.submitted_at,
        note=row.note,
        documents=row.documents,
        visit_on=row.visit_on,
        visit_note=row.visit_note,
        reviewer_id=row.reviewer_id,
        reason=row.reason,
        fee=fee_of(row.fee_sku) if row.fee_sku else None,
        due_on=row.due_on,
        sale_id=row.sale_id,
        steps=tuple(_step(one) for one in row.steps.order_by("at", "id")) if steps else (),
        papers=tuple(_papers(row)) if steps else (),
    )


def _papers(row: Application) -> Iterator[Paper]:
    for one in row.papers.order_by("number"):
        yield Paper(one.number, one.kind, one.size, one.added_at)


def _step(row: ApplicationStep) -> Step:
    return Step(row.deed, row.state, row.at, row.by_kind, row.by_name, row.note)


def find_member(text: str) -> UUID | None:
    """The member whom a phone or card names."""
    return members.find_by_phone_or_card(text)
