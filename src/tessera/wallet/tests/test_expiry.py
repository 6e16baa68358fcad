"""Points go when their last day is over in their own store, once, and not a day sooner."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import DomainError
from tessera.ledger.models import Account, Entry, Lot, LotChange
from tessera.ledger.operations import Books
from tessera.ledger.queries import get_balance
from tessera.ledger.rules import Place
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org
from tessera.platform import audit
from tessera.platform import jobs as queue
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.wallet import jobs, permissions, places, usecases
from tessera.wallet.queries import get_balances

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
LAST_DAY = date(2026, 12, 31)
CLOCK = system_actor("expiry", {permissions.EXPIRE})
FOUNDER = system_actor("set-up", org_permissions.ALL)


@pytest.fixture
def stores(db: None) -> dict[str, UUID]:
    """Shanghai, where a day ends at three in the morning, and London, at midnight."""
    org.set_up_brand(actor=FOUNDER, at=AT, name="锦绣")
    clocks = {"Asia/Shanghai": 3, "Europe/London": 0}
    return {
        zone: org.open_store(
            actor=FOUNDER, at=AT, code=zone[:2], name=zone, zone=zone, cutover_hour=hour
        )
        for zone, hour in clocks.items()
    }


@pytest.fixture
def shanghai(stores: dict[str, UUID]) -> UUID:
    return stores["Asia/Shanghai"]


@pytest.fixture
def london(stores: dict[str, UUID]) -> UUID:
    return stores["Europe/London"]


def earn(
    store_id: UUID, points: int, *, member: UUID | None = None, until: date | None = LAST_DAY
) -> UUID:
    """Credit points as a lot; returns the member."""
    member = member or uuid4()
    batch, own = Batch(), places.points(member)
    held = Account.objects.filter(id=own.id).first()
    books = Books(
        batch=batch,
        balances={own.id: held.balance or 0} if held else {},
        kind="test",
        document_id=uuid4(),
        store_id=store_id,
        at=AT,
        business_on=AT.date(),
    )
    books.move(source=places.points_issued(store_id), destination=own, amount=points)
    books.open_lot(place=own, amount=points, expires_on=until)
    books.close()
    batch.flush()
    return member


def expire(at: datetime, limit: int = 300) -> usecases.Expired:
    return usecases.expire_points(actor=CLOCK, at=at, limit=limit)


NEW_YEAR = datetime(2027, 1, 2, 0, 0, tzinfo=UTC)


def test_points_move_from_the_member_to_what_expired_in_the_store(shanghai: UUID) -> None:
    member = earn(shanghai, 120)
    earn(shanghai, 30, member=member, until=date(2027, 12, 31))
    earn(shanghai, 5, member=member, until=None)

    done = expire(NEW_YEAR)

    assert (done.lots, done.amount) == (1, 120)
    assert get_balances(member).points == 35
    assert get_balance(places.points_expired(shanghai)) == 120
    assert sorted(Lot.objects.values_list("remaining", flat=True)) == [0, 5, 30]
    entry = Entry.objects.get(kind="expiry")
    assert (entry.document_id, entry.store_id) == (done.batch_id, shanghai)
    assert (entry.at, entry.business_on) == (NEW_YEAR, date(2027, 1, 2))
    row = AuditRow.objects.get(action="wallet.points_expired")
    assert (row.subject, row.data) == (str(done.batch_id), {"lots": 1, "points": 120})


def test_a_lot_is_valid_through_its_last_day_by_the_clock_of_its_own_store(
    shanghai: UUID, london: UUID
) -> None:
    here, there = earn(shanghai, 10), earn(london, 20)

    def left(at: datetime) -> tuple[int, int]:
        expire(at)
        return get_balances(here).points, get_balances(there).points

    # In Shanghai the year's last business day ends at 03:00 of 1 January, 19:00 UTC.
    assert left(datetime(2026, 12, 31, 18, 59, tzinfo=UTC)) == (10, 20)
    assert left(datetime(2026, 12, 31, 19, 0, tzinfo=UTC)) == (0, 20)
    assert left(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == (0, 20)
    assert left(datetime(2027, 1, 1, 0, 0, tzinfo=UTC)) == (0, 0)


def test_each_member_and_store_gets_an_entry_of_its_own(shanghai: UUID, london: UUID) -> None:
    member = earn(shanghai, 10)
    earn(shanghai, 5, member=member)
    earn(london, 7, member=member)
    earn(shanghai, 3)

    expire(NEW_YEAR)

    assert get_balances(member).points == 0
    assert Entry.objects.filter(kind="expiry").count() == 3
    assert get_balance(places.points_expired(shanghai)) == 18
    assert get_balance(places.points_expired(london)) == 7


@time_machine.travel(NEW_YEAR, tick=False)
def test_the_job_works_in_rounds_and_doing_it_twice_takes_nothing_twice(shanghai: UUID) -> None:
    members = [earn(shanghai, 10) for _ in range(5)]
    expire(NEW_YEAR, limit=2)
    assert sum(get_balances(member).points for member in members) == 30

    jobs.expire_points()
    before = list(Entry.objects.order_by("id").values_list("id", flat=True))
    jobs.expire_points()

    assert [get_balances(member).points for member in members] == [0] * 5
    assert get_balance(places.points_expired(shanghai)) == 50
    assert list(Entry.objects.order_by("id").values_list("id", flat=True)) == before
    assert AuditRow.objects.filter(action="wallet.points_expired").count() == 2


@time_machine.travel(NEW_YEAR, tick=False)
def test_a_job_that_has_worked_long_enough_leaves_the_rest_to_the_next(
    shanghai: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    earn(shanghai, 10)
    queued: list[str] = []
    monkeypatch.setattr(jobs, "ROUNDS", 0)
    monkeypatch.setattr(queue, "enqueue", queued.append)

    jobs.expire_points()

    assert queued == ["tessera.wallet.jobs.expire_points"]


def earn_bonus(store_id: UUID, until: date | None) -> Place:
    own = places.bonus(uuid4(), "CNY")
    batch = Batch()
    books = Books(batch, {}, "test", uuid4(), store_id, AT, AT.date())
    books.move(source=places.bonus_granted(store_id, "CNY"), destination=own, amount=500)
    books.open_lot(place=own, amount=500, expires_on=until)
    books.close()
    batch.flush()
    return own


def test_bonus_ends_with_its_lot_and_goes_back_to_what_it_cost(shanghai: UUID) -> None:
    ended, kept = earn_bonus(shanghai, LAST_DAY), earn_bonus(shanghai, None)
    assert expire(NEW_YEAR).lots == 0
    done = usecases.expire_bonus(actor=CLOCK, at=NEW_YEAR)
    assert (done.lots, done.amount) == (1, 500)
    assert (get_balance(ended), get_balance(kept)) == (0, 500)
    assert get_balance(places.bonus_granted(shanghai, "CNY")) == -500
    row = AuditRow.objects.get(action="wallet.bonus_expired")
    assert row.data == {"lots": 1, "amount_minor": 500}


def test_what_was_paid_in_never_ends(shanghai: UUID) -> None:
    own = places.principal(uuid4(), "CNY")
    batch = Batch()
    books = Books(batch, {}, "test", uuid4(), shanghai, AT, AT.date())
    books.move(source=places.bonus_granted(shanghai, "CNY"), destination=own, amount=500)
    books.open_lot(place=own, amount=500, expires_on=LAST_DAY)
    books.close()
    batch.flush()
    assert expire(NEW_YEAR).lots == usecases.expire_bonus(actor=CLOCK, at=NEW_YEAR).lots == 0
    assert get_balance(own) == 500


def test_points_of_a_leap_day_count_through_it(shanghai: UUID) -> None:
    member = earn(shanghai, 10, until=date(2028, 2, 29))
    expire(datetime(2028, 2, 29, 18, 59, tzinfo=UTC))  # 02:59 of 1 March in Shanghai
    assert get_balances(member).points == 10
    expire(datetime(2028, 2, 29, 19, 0, tzinfo=UTC))
    assert get_balances(member).points == 0


def test_all_that_is_over_of_a_member_goes_in_one_entry_however_small_the_pieces(
    shanghai: UUID,
) -> None:
    member = earn(shanghai, 10)
    for points in (5, 3, 2):
        earn(shanghai, points, member=member)
    done = expire(NEW_YEAR, limit=1)
    assert (done.lots, done.amount) == (4, 20)
    assert Entry.objects.filter(kind="expiry").count() == 1


@time_machine.travel(NEW_YEAR, tick=False)
def test_a_job_that_is_killed_in_the_middle_and_comes_again_leaves_exactly_the_right_rows(
    shanghai: UUID, london: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = [earn(store, 10) for store in (shanghai, london) for _ in range(4)]
    monkeypatch.setattr(jobs, "AT_ONCE", 3)
    whole, calls = audit.record, iter(range(100))

    def die_in_the_second_piece(**row: Any) -> None:
        if next(calls) == 1:
            raise KeyboardInterrupt
        whole(**row)

    monkeypatch.setattr(audit, "record", die_in_the_second_piece)
    with pytest.raises(KeyboardInterrupt):
        jobs.expire_points()
    assert sum(get_balances(member).points for member in members) == 50
    jobs.expire_points()
    assert [get_balances(member).points for member in members] == [0] * 8
    assert Entry.objects.filter(kind="expiry").count() == LotChange.objects.count() == 8
    expired = [get_balance(places.points_expired(store)) for store in (shanghai, london)]
    assert expired == [40, 40]


@pytest.mark.parametrize("everywhere", [False, True])
def test_only_who_may_do_so_in_every_store_lets_points_expire(
    shanghai: UUID, everywhere: bool
) -> None:
    member = earn(shanghai, 10)
    granted = frozenset() if everywhere else frozenset({permissions.EXPIRE})
    scope = None if everywhere else frozenset({shanghai})
    actor = Actor("staff", uuid4(), "李店长", "manager", granted, scope)

    with pytest.raises(DomainError) as refusal:
        usecases.expire_points(actor=actor, at=NEW_YEAR)

    assert refusal.value.code == "permission.denied"
    assert get_balances(member).points == 10
    assert not AuditRow.objects.filter(action="wallet.points_expired").exists()
