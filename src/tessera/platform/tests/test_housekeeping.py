"""What is old enough is forgotten, and nothing else."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from tessera.kernel.actor import system_actor
from tessera.kernel.errors import DomainError
from tessera.platform import attempts, housekeeping, jobs
from tessera.platform.models import AuditRow, Counter, RequestRecord

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
KEEPER = system_actor("housekeeping", {housekeeping.PRUNE})


def answer(age: timedelta) -> RequestRecord:
    return RequestRecord.objects.create(
        request_id=uuid4(), action="x", fingerprint="x", result={}, at=AT - age
    )


def test_an_answer_is_kept_for_sixty_days(db: None) -> None:
    kept = answer(timedelta(days=60))
    answer(timedelta(days=60, seconds=1))

    pruned = housekeeping.prune(actor=KEEPER, at=AT)

    assert pruned.requests == 1
    assert RequestRecord.objects.get().request_id == kept.request_id
    assert AuditRow.objects.get().data == {"requests": 1, "failures": 0}


def test_counts_of_failures_go_when_they_count_no_more_and_document_counters_stay(db: None) -> None:
    Counter.objects.create(series="sale:1", day=date(2020, 1, 1), value=9)
    attempts.note_failure(name="door", at=AT - timedelta(days=5))
    attempts.note_failure(name="door", at=AT)

    assert housekeeping.prune(actor=KEEPER, at=AT).failures == 1
    assert attempts.count_failures(name="door", at=AT) == 1
    assert Counter.objects.get(series="sale:1").value == 9


def test_many_are_forgotten_in_portions(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "AT_ONCE", 2)
    for _ in range(5):
        answer(timedelta(days=400))

    with time_machine.travel(AT, tick=False):
        jobs.keep_house()
        jobs.keep_house()

    assert not RequestRecord.objects.exists()
    assert sorted(row.data["requests"] for row in AuditRow.objects.all()) == [1, 2, 2]


def test_nobody_else_may_forget(db: None) -> None:
    answer(timedelta(days=400))

    with pytest.raises(DomainError) as refusal:
        housekeeping.prune(actor=system_actor("nobody", set()), at=AT)

    assert refusal.value.code == "permission.denied"
    assert RequestRecord.objects.count() == 1
