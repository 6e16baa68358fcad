"""Jobs are rows of the transaction that wants them; schedules are as the table says."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.brokers import get_broker
from django_q.models import OrmQ
from django_q.models import Schedule as Scheduled

from tessera.platform import events, jobs
from tessera.platform.batch import Batch
from tessera.platform.schedules import Schedule

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
HOURLY = Schedule("hourly", "tessera.platform.jobs.keep_house", minute=5)
NIGHTLY = Schedule("nightly", "tessera.platform.jobs.keep_house", minute=20, hour=3)
SHANGHAI = "Asia/Shanghai"


@dataclass(frozen=True)
class Happened:
    """News that somebody listens to afterwards."""

    number: int

    def job_arguments(self) -> tuple[int]:
        return (self.number,)


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_after", {})
    for _ in range(2):  # once is enough
        events.listen_after(Happened, "somewhere.listen")


def waiting() -> list[tuple[str, tuple[object, ...]]]:
    """The jobs in the queue: path and arguments."""
    return [(row.task["func"], tuple(row.task["args"])) for row in OrmQ.objects.order_by("id")]


@pytest.mark.django_db(transaction=True)
def test_who_listens_after_gets_one_job_when_the_transaction_commits(listening: None) -> None:
    with transaction.atomic():
        events.publish(Happened(7), Batch())

    assert waiting() == [("somewhere.listen", (7,))]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_rolled_back_leaves_no_job(listening: None) -> None:
    def fail_after_publishing() -> None:
        with transaction.atomic():
            events.publish(Happened(7), Batch())
            assert len(waiting()) == 1
            raise RuntimeError("too late")

    with pytest.raises(RuntimeError, match="too late"):
        fail_after_publishing()
    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_died_is_delivered_again(listening: None) -> None:
    jobs.enqueue("somewhere.listen", 7)
    broker = get_broker()
    ((first, payload),) = broker.dequeue()
    longest = timedelta(seconds=int(str(settings.Q_CLUSTER["timeout"])))
    assert OrmQ.objects.get().lock - timezone.now() > longest

    OrmQ.objects.update(lock=timezone.now() - timedelta(seconds=1))  # its time has passed
    assert broker.dequeue() == [(first, payload)]

    broker.acknowledge(first)
    assert waiting() == []


def scheduled() -> list[tuple[str, str, datetime]]:
    rows = Scheduled.objects.order_by("name")
    return [(row.name, row.schedule_type, row.next_run) for row in rows]


def ensure(*schedules: Schedule, at: datetime = AT, zone: str = SHANGHAI) -> None:
    jobs.ensure_schedules(at=at, schedules=schedules, zone=zone)


def test_schedules_are_made_once_and_keep_their_next_run(db: None) -> None:
    ensure(HOURLY, NIGHTLY)
    first = scheduled()
    ensure(HOURLY, NIGHTLY, at=AT + timedelta(days=3))

    assert scheduled() == first
    assert first == [
        ("hourly", "H", datetime(2026, 3, 10, 4, 5, tzinfo=UTC)),
        ("nightly", "D", datetime(2026, 3, 10, 19, 20, tzinfo=UTC)),
    ]


def test_what_the_table_no_longer_names_and_what_stands_twice_goes(db: None) -> None:
    ensure(HOURLY, NIGHTLY)
    Scheduled.objects.create(name="hourly", func="x.y", next_run=AT)
    ensure(HOURLY)

    assert [(name, kind) for name, kind, _ in scheduled()] == [("hourly", "H")]
    assert Scheduled.objects.get().func == HOURLY.path


def test_a_schedule_that_changed_gets_its_new_time_and_path(db: None) -> None:
    ensure(NIGHTLY)
    ensure(Schedule("nightly", "tessera.platform.jobs.prune", minute=30, hour=4))

    row = Scheduled.objects.get()
    assert (row.func, row.next_run) == (
        "tessera.platform.jobs.prune",
        datetime(2026, 3, 10, 20, 30, tzinfo=UTC),
    )


def test_the_night_moves_with_the_brands_zone(db: None) -> None:
    ensure(NIGHTLY)
    ensure(NIGHTLY, zone="Europe/London")

    assert Scheduled.objects.get().next_run == datetime(2026, 3, 11, 3, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 3, 10, 4, 4, tzinfo=UTC), datetime(2026, 3, 10, 4, 5, tzinfo=UTC)),
        (datetime(2026, 3, 10, 4, 5, tzinfo=UTC), datetime(2026, 3, 10, 5, 5, tzinfo=UTC)),
        (datetime(2026, 3, 10, 23, 50, tzinfo=UTC), datetime(2026, 3, 11, 0, 5, tzinfo=UTC)),
    ],
)
def test_an_hourly_job_is_due_at_the_next_of_its_minutes(at: datetime, due: datetime) -> None:
    assert HOURLY.next_after(at, SHANGHAI) == due


def test_a_nightly_job_keeps_its_hour_through_summer_time() -> None:
    before = datetime(2026, 3, 28, 3, 20, tzinfo=UTC)
    after = NIGHTLY.next_after(before, "Europe/London")

    assert after == datetime(2026, 3, 29, 2, 20, tzinfo=UTC)
    assert NIGHTLY.fits(after, "Europe/London")


def test_every_schedule_of_the_house_names_a_function_that_is_there() -> None:
    for schedule in settings.SCHEDULES:
        assert callable(import_string(schedule.path))
    assert len({schedule.name for schedule in settings.SCHEDULES}) == len(settings.SCHEDULES)


def test_a_job_of_every_minute_is_due_at_the_next_one_and_stays_as_it_is(db: None) -> None:
    restless = Schedule("restless", "tessera.platform.jobs.keep_house")
    at = datetime(2026, 3, 10, 23, 59, 30, tzinfo=UTC)
    ensure(restless, at=at)
    ensure(restless, at=at + timedelta(hours=1))

    assert scheduled() == [("restless", "I", datetime(2026, 3, 11, tzinfo=UTC))]
    assert Scheduled.objects.get().minutes == 1


def test_a_job_of_every_minute_can_become_one_of_every_hour(db: None) -> None:
    ensure(Schedule(HOURLY.name, HOURLY.path))
    ensure(HOURLY)

    assert scheduled() == [("hourly", "H", datetime(2026, 3, 10, 4, 5, tzinfo=UTC))]
    assert Scheduled.objects.get().minutes is None
