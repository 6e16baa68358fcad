"""Audit rows, counts of failures, and refusals in the reader's language."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import translation

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import Conflict
from tessera.platform import attempts, audit, refusals
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow, Counter
from tessera.platform.tests.conftest import AT

pytestmark = pytest.mark.django_db


def test_both_ways_write_the_same_row(actor: Actor, store_id: UUID) -> None:
    about = {"action": "x.done", "subject": store_id, "store_id": store_id, "data": {"名": 1}}
    audit.record(actor=actor, at=AT, **about)  # type: ignore[arg-type]
    batch = Batch()
    batch.insert(AuditRow, audit.row(actor=actor, at=AT, **about))  # type: ignore[arg-type]
    batch.flush()

    first, second = AuditRow.objects.values(*_columns())
    assert first == second
    assert first["subject"] == str(store_id)
    assert first["data"] == {"名": 1}


def _columns() -> list[str]:
    return [field.attname for field in AuditRow._meta.concrete_fields if field.attname != "id"]


def test_the_brands_own_machinery_has_a_name_and_no_id() -> None:
    audit.record(actor=system_actor("night", set()), at=AT, action="x", subject="y")

    row = AuditRow.objects.get()
    assert (row.actor_kind, row.actor_id, row.actor_name) == ("system", None, "night")


def test_failures_count_for_a_quarter_to_half_an_hour() -> None:
    for _ in range(3):
        attempts.note_failure(name="door:13800000000", at=AT)

    def count(minutes: int) -> int:
        return attempts.count_failures(name="door:13800000000", at=AT + timedelta(minutes=minutes))

    assert [count(0), count(15), count(30)] == [3, 3, 0]
    assert attempts.count_failures(name="door:13900000000", at=AT) == 0


def test_what_was_typed_is_not_kept() -> None:
    attempts.note_failure(name="door:13800000000", at=AT)

    assert "13800000000" not in Counter.objects.get().series


def test_a_refusal_is_translated_before_it_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = {"Only %(n)s are left.": "只剩 %(n)s 件。"}
    monkeypatch.setattr(refusals, "gettext", catalogue.__getitem__)
    refusal = Conflict("stock.low", "Only %(n)s are left.", n=2)

    assert refusals.as_json(refusal) == {
        "code": "stock.low",
        "message": "只剩 2 件。",
        "data": {"n": 2},
    }
    assert refusal.message == "Only 2 are left."


def test_a_refusal_is_filled_from_its_data_and_per_cent_alone_stays() -> None:
    with translation.override("en"):
        assert refusals.message(Conflict("x", "Only %(n)s left", n=3)) == "Only 3 left"
        assert refusals.message(Conflict("x", "100 % of it")) == "100 % of it"
