"""A use case: permission, scope, transaction, audit, retries, and the client's name for the work."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, DomainError
from tessera.platform import audit, usecases
from tessera.platform.models import AuditRow, Counter, RequestRecord
from tessera.platform.tests.conftest import AT
from tessera.platform.usecases import StaleError, usecase

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Line:
    key: str
    pieces: int


@dataclass(frozen=True)
class Done:
    """A result with all that results hold."""

    value: int
    document_id: UUID
    on: date
    at: datetime
    lines: tuple[Line, ...]
    note: str | None


class World:
    """How much there is to take, and what happens to each attempt."""

    left = 100
    faults: list[Exception]
    attempts = 0


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(World, "left", 100)
    monkeypatch.setattr(World, "faults", [], raising=False)
    monkeypatch.setattr(World, "attempts", 0)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    return World()


@usecase(permission="tests.do", audit="tests.done")
def take(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    pieces: int,
    lines: tuple[Line, ...] = (),
    request_id: UUID | None = None,
) -> Done:
    World.attempts += 1
    counter = Counter.objects.create(series=str(uuid4()), day=DAY, value=pieces)
    audit.record(actor=actor, at=at, action="tests.done", subject=counter.id, store_id=store_id)
    if World.faults:
        raise World.faults.pop(0)
    if pieces > World.left:
        raise Conflict("tests.too_many", "Only %(left)s are left.", left=World.left)
    return Done(pieces, counter.id, DAY, at, lines, None)


def nothing_written() -> bool:
    return not (
        Counter.objects.exists() or AuditRow.objects.exists() or RequestRecord.objects.exists()
    )


def written() -> tuple[int, int, int]:
    return Counter.objects.count(), AuditRow.objects.count(), RequestRecord.objects.count()


def test_a_use_case_commits_with_its_audit_row(actor: Actor, store_id: UUID) -> None:
    done = take(actor=actor, at=AT, store_id=store_id, pieces=3)

    assert Counter.objects.get().value == done.value == 3
    row = AuditRow.objects.get()
    assert (row.action, row.subject, row.store_id) == (
        "tests.done",
        str(done.document_id),
        store_id,
    )
    assert (row.actor_kind, row.actor_id, row.actor_name) == ("staff", actor.id, "王芳")
    assert row.at == AT


def test_without_the_permission_nothing_happens(actor: Actor, store_id: UUID) -> None:
    stranger = replace(actor, permissions=frozenset({"tests.look"}))

    with pytest.raises(DomainError) as refusal:
        take(actor=stranger, at=AT, store_id=store_id, pieces=3, request_id=uuid4())

    assert (refusal.value.code, refusal.value.status) == ("permission.denied", 403)
    assert World.attempts == 0
    assert nothing_written()


def test_a_permission_in_one_store_is_none_in_another(actor: Actor) -> None:
    with pytest.raises(DomainError) as refusal:
        take(actor=actor, at=AT, store_id=uuid4(), pieces=3)

    assert refusal.value.code == "permission.denied"
    assert nothing_written()


def test_who_reaches_every_store_may_do_it_in_any(actor: Actor) -> None:
    take(actor=replace(actor, store_ids=None), at=AT, store_id=uuid4(), pieces=3)

    assert Counter.objects.count() == 1


def test_a_refusal_changes_nothing_and_is_not_repeated(actor: Actor, store_id: UUID) -> None:
    with pytest.raises(DomainError) as refusal:
        take(actor=actor, at=AT, store_id=store_id, pieces=101, request_id=uuid4())

    assert refusal.value.message == "Only 100 are left."
    assert World.attempts == 1
    assert nothing_written()


def test_work_that_leaves_no_audit_row_is_a_fault_and_undone(actor: Actor) -> None:
    @usecase(permission="tests.do", audit="tests.done")
    def forget(*, actor: Actor, at: datetime) -> None:
        Counter.objects.create(series="x", day=DAY)
        audit.record(actor=actor, at=at, action="tests.other", subject="x")

    with pytest.raises(RuntimeError, match=r"wrote no audit row 'tests\.done'"):
        forget(actor=actor, at=AT)
    assert nothing_written()


def test_a_use_case_does_not_call_another(actor: Actor, store_id: UUID) -> None:
    @usecase(permission="tests.do", audit="tests.done")
    def nest(*, actor: Actor, at: datetime) -> None:
        take(actor=actor, at=at, store_id=store_id, pieces=1)

    with pytest.raises(RuntimeError, match="must not call another"):
        nest(actor=actor, at=AT)
    assert nothing_written()
    take(actor=actor, at=AT, store_id=store_id, pieces=1)  # the next one is not disturbed


def test_a_fault_is_not_repeated_and_changes_nothing(actor: Actor, store_id: UUID) -> None:
    World.faults.append(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        take(actor=actor, at=AT, store_id=store_id, pieces=1)
    assert World.attempts == 1
    assert nothing_written()


def _operational(cause: Exception | None, text: str = "") -> OperationalError:
    error = OperationalError(text)
    error.__cause__ = cause
    return error


TRANSIENT: list[Callable[[], Exception]] = [
    StaleError,
    lambda: IntegrityError("somebody was faster"),
    lambda: _operational(psycopg.errors.SerializationFailure()),
    lambda: _operational(psycopg.errors.DeadlockDetected()),
    lambda: _operational(None, "database is locked"),
]


@pytest.mark.parametrize("fault", TRANSIENT)
def test_work_that_met_somebody_else_is_done_again_from_its_read(
    actor: Actor, store_id: UUID, fault: Callable[[], Exception]
) -> None:
    World.faults += [fault(), fault()]

    take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=uuid4())

    assert World.attempts == 3
    assert written() == (1, 1, 1)


def test_work_that_always_meets_somebody_else_is_refused_in_the_end(
    actor: Actor, store_id: UUID
) -> None:
    World.faults += [StaleError() for _ in range(usecases.ATTEMPTS)]

    with pytest.raises(DomainError) as refusal:
        take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=uuid4())

    assert refusal.value.code == "busy.try_again"
    assert World.attempts == usecases.ATTEMPTS
    assert nothing_written()


@pytest.mark.parametrize(
    ("cause", "text"),
    [(psycopg.errors.ForeignKeyViolation(), ""), (None, "FOREIGN KEY constraint failed")],
)
def test_a_reference_to_nothing_is_a_fault(
    actor: Actor, store_id: UUID, cause: Exception | None, text: str
) -> None:
    error = IntegrityError(text)
    error.__cause__ = cause
    World.faults.append(error)

    with pytest.raises(IntegrityError):
        take(actor=actor, at=AT, store_id=store_id, pieces=3)
    assert World.attempts == 1
    assert nothing_written()


def test_a_database_that_fails_otherwise_is_a_fault(actor: Actor, store_id: UUID) -> None:
    World.faults.append(_operational(psycopg.errors.DiskFull(), "disk full"))

    with pytest.raises(OperationalError):
        take(actor=actor, at=AT, store_id=store_id, pieces=3)
    assert World.attempts == 1
    assert nothing_written()


@pytest.mark.postgres
@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_what_the_server_itself_says_about_others_is_understood(
    actor: Actor, store_id: UUID, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = audit.record

    def meet_somebody(**row: Any) -> None:
        if World.attempts < 3:
            with connection.cursor() as cursor:
                cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$")
        record(**row)

    monkeypatch.setattr(audit, "record", meet_somebody)
    take(actor=actor, at=AT, store_id=store_id, pieces=3)

    assert World.attempts == 3
    assert written() == (1, 1, 0)


def test_the_same_request_ten_times_is_done_once_and_answers_the_same(
    actor: Actor, store_id: UUID
) -> None:
    request_id, lines = uuid4(), (Line("连衣裙", 2), Line('"', 1))
    answers = [
        take(
            actor=actor,
            at=AT + timedelta(minutes=minute),
            store_id=store_id,
            pieces=3,
            lines=lines,
            request_id=request_id,
        )
        for minute in range(10)
    ]

    assert set(answers) == {answers[0]}
    assert answers[0].lines == lines
    assert answers[0].at == AT
    assert written() == (1, 1, 1)


def test_the_first_answer_stands_even_when_the_world_has_moved_on(
    actor: Actor, store_id: UUID
) -> None:
    request_id = uuid4()
    first = take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=request_id)
    World.left = 0

    assert take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=request_id) == first
    assert written() == (1, 1, 1)


@pytest.mark.parametrize("world_moved_on", [False, True])
def test_the_same_id_with_another_content_is_refused(
    actor: Actor, store_id: UUID, world_moved_on: bool
) -> None:
    request_id = uuid4()
    take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=request_id)
    World.left = 0 if world_moved_on else 100

    for pieces, lines in ((4, ()), (3, (Line("x", 1),))):
        with pytest.raises(DomainError) as refusal:
            take(
                actor=actor,
                at=AT,
                store_id=store_id,
                pieces=pieces,
                lines=lines,
                request_id=request_id,
            )
        assert refusal.value.code == "request.reused"
    assert written() == (1, 1, 1)


def test_an_id_belongs_to_the_kind_of_work_that_used_it(actor: Actor, store_id: UUID) -> None:
    """Another that asks with the same words would tell of something that it never did."""

    @usecase(permission="tests.do", audit="tests.put_back")
    def put_back(
        *, actor: Actor, at: datetime, store_id: UUID, pieces: int, request_id: UUID
    ) -> Done:
        raise Conflict("tests.nothing_taken", "There is nothing to put back.")

    told: dict[str, Any] = {"actor": actor, "at": AT, "store_id": store_id, "pieces": 3}
    told["request_id"] = uuid4()
    take(**told)
    with pytest.raises(DomainError) as refusal:
        put_back(**told)
    assert refusal.value.code == "request.reused"
    assert written() == (1, 1, 1)


def test_an_id_belongs_to_the_till_or_person_that_used_it(actor: Actor, store_id: UUID) -> None:
    request_id, till_id = uuid4(), uuid4()
    at_till = replace(actor, till_id=till_id)
    first = take(actor=at_till, at=AT, store_id=store_id, pieces=3, request_id=request_id)

    colleague = replace(actor, id=uuid4(), till_id=till_id)
    again = take(actor=colleague, at=AT, store_id=store_id, pieces=3, request_id=request_id)
    assert again == first
    with pytest.raises(DomainError) as refusal:
        take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=request_id)
    assert refusal.value.code == "request.reused"
    assert written() == (1, 1, 1)


def test_a_refused_request_may_be_sent_again_under_its_id(actor: Actor, store_id: UUID) -> None:
    request_id = uuid4()
    World.left = 0
    with pytest.raises(DomainError):
        take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=request_id)
    World.left = 3

    take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=request_id)

    assert written() == (1, 1, 1)


def test_what_was_lost_with_its_transaction_is_done_under_its_id_when_it_is_sent_again(
    actor: Actor, store_id: UUID
) -> None:
    request_id = uuid4()
    World.faults.append(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=request_id)

    take(actor=actor, at=AT, store_id=store_id, pieces=3, request_id=request_id)

    assert written() == (1, 1, 1)


def test_a_use_case_tells_its_permission_and_its_audit_action() -> None:
    assert (take.permission, take.audit) == ("tests.do", "tests.done")  # type: ignore[attr-defined]
