"""The books are proved at night, and what does not hold is noted."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import F
from django_q.models import Schedule
from structlog.testing import capture_logs
from tests.support.shop import NOON

from tessera.kernel.actor import system_actor
from tessera.kernel.errors import DomainError
from tessera.ops import jobs, nights, usecases, verify
from tessera.ops.tests.conftest import Day
from tessera.platform.models import AuditRow
from tessera.stock.models import Stock


def noted() -> list[dict[str, object]]:
    return [row.data["broken"] for row in AuditRow.objects.filter(action="ops.proved")]


def test_a_night_in_which_all_holds_is_noted_and_quiet(day: Day) -> None:
    with capture_logs() as logs:
        jobs.prove_books()

    assert noted() == [{}]
    assert logs == []


def test_what_does_not_hold_is_an_error_in_the_log_and_a_row_in_the_audit_log(day: Day) -> None:
    Stock.objects.filter(sku=day.shop.dress).update(on_hand=F("on_hand") + 1)
    with capture_logs() as logs:
        jobs.prove_books()
        jobs.prove_books()

    assert noted() == [{"stock.on_hand": 1}] * 2
    assert {(log["log_level"], log["proof"]) for log in logs} == {("error", "stock.on_hand")}
    assert str(day.shop.dress) in str(logs[0]["rows"])


def test_nobody_else_may_note_that_the_books_were_proved(day: Day) -> None:
    with pytest.raises(DomainError) as refusal:
        usecases.record_proofs(
            actor=system_actor("nobody", set()), at=NOON, proofs=list(verify.verify())
        )

    assert refusal.value.code == "permission.denied"
    assert noted() == []


def test_the_command_schedules_the_table_by_the_time_of_the_first_store(day: Day) -> None:
    out = StringIO()
    call_command("schedules", stdout=out)
    call_command("schedules", stdout=StringIO())

    assert nights.zone() == "Asia/Shanghai"
    names = {schedule.name for schedule in settings.SCHEDULES}
    assert set(Schedule.objects.values_list("name", flat=True)) == names
    assert Schedule.objects.count() == len(names)
    assert Schedule.objects.get(name="ops.prove_books").next_run.strftime("%H:%M") == "19:40"
    assert all(name in out.getvalue() for name in names)
