"""Work for the worker: one job now, schedules for ever, and the machinery's own housekeeping.

The queue is a table of the same database: a job that is put into it in a transaction is there
if that commits and was never there if it does not. A job whose worker died is delivered again,
so every job must do no harm when it runs twice.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django_q import models as queue
from django_q.tasks import async_task

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.platform import housekeeping, versions
from tessera.platform.schedules import Schedule


def enqueue(path: str, *args: object) -> None:
    """Have the function at the dotted ``path`` called with ``args``, after this commits."""
    async_task(path, *args)


def ensure_schedules(*, at: datetime, schedules: Sequence[Schedule], zone: str) -> None:
    """Make the worker's schedules exactly these; the hours are those of ``zone``.

    What is scheduled as it should be keeps its next run. Doing it again changes nothing.
    """
    with transaction.atomic():
        versions.bump("schedules")  # two workers that start at once wait here for each other
        kept: dict[str, queue.Schedule] = {}
        for row in queue.Schedule.objects.order_by("id"):
            if row.name in kept or row.name not in {schedule.name for schedule in schedules}:
                row.delete()
            else:
                kept[row.name] = row
        for schedule in schedules:
            _ensure(kept.get(schedule.name), schedule, at, zone)


def list_schedules() -> "list[queue.Schedule]":
    """What is scheduled, the next first."""
    return list(queue.Schedule.objects.order_by("next_run"))


def _ensure(row: queue.Schedule | None, schedule: Schedule, at: datetime, zone: str) -> None:
    kind = _kind(schedule)
    row = row or queue.Schedule(name=schedule.name, next_run=at)
    same = (row.func, row.schedule_type) == (schedule.path, kind)
    if same and schedule.fits(row.next_run, zone):
        return
    row.func, row.schedule_type = schedule.path, kind
    row.minutes = 1 if kind == queue.Schedule.MINUTES else None
    row.next_run = schedule.next_after(at, zone)
    row.save()


def _kind(schedule: Schedule) -> str:
    if schedule.minute is None:
        return str(queue.Schedule.MINUTES)
    return str(queue.Schedule.HOURLY if schedule.hour is None else queue.Schedule.DAILY)


def keep_house() -> None:
    """Nightly: forget what nobody can ask for any more."""
    at = clock.utc_now()
    actor = system_actor("housekeeping", {housekeeping.PRUNE})
    while housekeeping.is_due(at):
        housekeeping.prune(actor=actor, at=at)
