"""The chain of seals finds whatever was done to the ledger's rows, and says on which day."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from tests.support.shop import Shop, open_shop
from tests.support.unguarding import lift_guards

from tessera.kernel.actor import system_actor
from tessera.kernel.ids import uuid7
from tessera.ledger.models import Entry, Lot, LotChange, Posting
from tessera.ops import chain, permissions, usecases
from tessera.ops.models import Seal
from tessera.platform.models import AuditRow

WATCH = system_actor("night watch", {permissions.SEAL})
ZONE = "Asia/Shanghai"
FIRST = datetime(2026, 2, 27, 4, 0, tzinfo=UTC)
"""Noon in the store, a day before the last of February."""
DAYS = [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]


def seal(at: datetime) -> int:
    with time_machine.travel(at):  # sealing is a deed, of which a row is written as well
        return usecases.seal_days(actor=WATCH, at=at, zone=ZONE)


@pytest.fixture
def shop(db: None) -> Shop:
    with time_machine.travel(FIRST - timedelta(hours=1)):
        return open_shop()


@pytest.fixture
def sealed(shop: Shop) -> Shop:
    """Three days with a sale each, and a night after each of them."""
    with time_machine.travel(FIRST - timedelta(minutes=30)):
        member = shop.join()
    for number in range(3):
        at = FIRST + timedelta(days=number)
        with time_machine.travel(at, tick=True):
            shop.top_up(member)
            shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
        assert seal(at + timedelta(hours=14)) == 1  # two in the morning
    return shop


def broken(sent: Mapping[date, str] | None = None) -> dict[date, str]:
    return {link.day: link.problem for link in chain.check(sent) if link.problem}


def row_of(model: type[Posting] | type[LotChange] | type[Lot], day: int) -> UUID:
    """One of the rows of a day."""
    seals = list(Seal.objects.order_by("day"))
    found = chain.ids_between(seals[day].starts_at, seals[day].ends_at)
    return model.objects.filter(entry__gte=found[0], entry__lt=found[1]).order_by("id")[0].pk


def test_days_are_sealed_once_each_and_bound_to_the_one_before(sealed: Shop) -> None:
    seals = list(Seal.objects.order_by("day"))
    assert [one.day for one in seals] == DAYS
    assert [one.previous for one in seals] == [chain.NOTHING, seals[0].digest, seals[1].digest]
    assert [one.entries for one in seals] == [2] * len(DAYS)
    assert seal(FIRST + timedelta(days=2, hours=14)) == 0
    assert broken() == {}


def test_a_day_is_over_at_midnight_in_the_store_and_sealed_when_nothing_is_under_way(
    sealed: Shop,
) -> None:
    last = Seal.objects.get(day=DAYS[-1])
    assert last.ends_at == datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
    midnight = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert seal(midnight + timedelta(minutes=59)) == 0
    assert seal(midnight + timedelta(minutes=60)) == 1


def test_nights_that_the_worker_slept_through_are_made_up_for(sealed: Shop) -> None:
    assert seal(FIRST + timedelta(days=12, hours=14)) == 10
    assert broken() == {}


def _slip_in(day: int) -> None:
    like = Posting.objects.get(id=row_of(Posting, day))
    Posting.objects.create(
        id=uuid7(), entry=like.entry, source=like.source, destination=like.destination, amount=1
    )


@pytest.mark.parametrize("day", [0, 1, 2])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda day: Posting.objects.filter(id=row_of(Posting, day)).update(amount=F("amount") + 1),
        lambda day: LotChange.objects.filter(id=row_of(LotChange, day)).delete(),
        lambda day: Lot.objects.filter(id=row_of(Lot, day)).update(expires_on=date(2030, 1, 1)),
        _slip_in,
    ],
    ids=["changed", "removed", "lot changed", "slipped in"],
)
def test_a_row_that_was_tampered_with_names_its_day(
    sealed: Shop, spoil: Callable[[int], object], day: int
) -> None:
    lift_guards()
    spoil(day)
    assert broken() == {DAYS[day]: chain.CHANGED}


def test_a_whole_entry_made_for_a_day_that_is_over_names_that_day(sealed: Shop) -> None:
    with time_machine.travel(FIRST + timedelta(days=1, hours=2)):
        like = Entry.objects.first()
        assert like is not None
        like.id = uuid7()
        like.save(force_insert=True)
    assert broken() == {DAYS[1]: chain.CHANGED}


def deed_of(day: int) -> UUID:
    """A row of the audit log of a day."""
    seals = list(Seal.objects.order_by("day"))
    low, high = chain.ids_between(seals[day].starts_at, seals[day].ends_at)
    return AuditRow.objects.filter(id__gte=low, id__lt=high).order_by("id")[0].pk


def _write_in(day: int) -> None:
    like = AuditRow.objects.get(id=deed_of(day))
    like.id = UUID(int=like.id.int + 1)
    like.save(force_insert=True)


@pytest.mark.parametrize("day", [0, 1, 2])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda day: AuditRow.objects.filter(id=deed_of(day)).update(actor_name="王芳"),
        lambda day: AuditRow.objects.filter(id=deed_of(day)).update(data={"forged": True}),
        lambda day: AuditRow.objects.filter(id=deed_of(day)).delete(),
        _write_in,
    ],
    ids=["changed", "data changed", "removed", "slipped in"],
)
def test_a_row_of_the_audit_log_that_was_tampered_with_names_its_day(
    sealed: Shop, spoil: Callable[[int], object], day: int
) -> None:
    lift_guards()
    spoil(day)
    assert broken() == {DAYS[day]: chain.CHANGED}


@pytest.fixture
def grown(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Two days that were sealed before the audit log was, and one after."""
    for number in range(3):
        monkeypatch.setattr(chain, "VERSION", 1 if number < 2 else 2)
        at = FIRST + timedelta(days=number)
        with time_machine.travel(at, tick=True):
            shop.top_up(shop.join())
        seal(at + timedelta(hours=14))
    return shop


def test_older_seals_stay_valid_and_newer_ones_guard_the_audit_log(grown: Shop) -> None:
    assert [one.version for one in Seal.objects.order_by("day")] == [1, 1, 2]
    assert broken() == {}
    lift_guards()
    AuditRow.objects.filter(id=deed_of(0)).update(actor_name="王芳")
    assert broken() == {}
    AuditRow.objects.filter(id=deed_of(2)).update(actor_name="王芳")
    assert broken() == {DAYS[2]: chain.CHANGED}


@pytest.mark.parametrize("version", [1, 3])
def test_a_seal_that_calls_itself_of_another_version_shows(grown: Shop, version: int) -> None:
    lift_guards()
    Seal.objects.filter(day=DAYS[2]).update(version=version)
    assert broken() == {DAYS[2]: chain.RESEALED}


@pytest.mark.postgres
@pytest.mark.parametrize("model", [Entry, Posting, LotChange, AuditRow, Seal])
def test_the_database_refuses_to_empty_a_table_at_once(sealed: Shop, model: type[Entry]) -> None:
    before = list(model.objects.order_by("id").values())
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
    ):
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {model._meta.db_table} CASCADE")
    assert list(model.objects.order_by("id").values()) == before


def test_a_seal_that_was_changed_or_taken_out_shows(sealed: Shop) -> None:
    lift_guards()
    with transaction.atomic():
        Seal.objects.filter(day=DAYS[1]).update(entries=1)
        assert broken() == {DAYS[1]: chain.RESEALED}
        transaction.set_rollback(True)
    Seal.objects.filter(day=DAYS[1]).delete()
    assert broken() == {DAYS[2]: chain.TORN}


def test_a_chain_that_was_made_anew_differs_from_what_was_sent_out(sealed: Shop) -> None:
    sent = {DAYS[1]: Seal.objects.get(day=DAYS[1]).digest}
    assert broken(sent) == {}
    lift_guards()
    Posting.objects.filter(id=row_of(Posting, 0)).update(amount=F("amount") + 1)
    Seal.objects.all().delete()
    seal(FIRST + timedelta(days=2, hours=14))
    assert broken() == {}
    assert broken(sent) == {DAYS[1]: chain.GONE}


def test_the_command_prints_the_last_seal_or_the_day_that_does_not_hold(sealed: Shop) -> None:
    out = io.StringIO()
    last = Seal.objects.get(day=DAYS[-1])
    call_command("verify", "--chain", f"--expect={last.day}={last.digest}", stdout=out)
    assert f"{last.day}={last.digest}" in out.getvalue()
    lift_guards()
    Posting.objects.filter(id=row_of(Posting, 1)).delete()
    with pytest.raises(SystemExit):
        call_command("verify", "--chain", stdout=out)
    assert "2026-02-28" in out.getvalue()


@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [Entry, Posting, LotChange, AuditRow, Seal])
def test_the_database_refuses_to_change_or_remove_what_was_written(
    sealed: Shop, model: type[Entry], deed: str
) -> None:
    before = list(model.objects.order_by("id").values())
    table = model._meta.db_table
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed.format(table))
    assert list(model.objects.order_by("id").values()) == before


def test_a_row_that_says_to_be_written_in_years_is_found_although_no_seal_reaches_it(
    sealed: Shop,
) -> None:
    now = FIRST + timedelta(days=3)
    assert {link.problem for link in chain.check(at=now)} == {""}
    old = Entry.objects.order_by("id")[0]
    Entry.objects.create(
        id=UUID(int=(1 << 127) | old.id.int),
        kind=old.kind,
        document_id=old.document_id,
        store_id=old.store_id,
        at=old.at,
        business_on=old.business_on,
    )
    assert [link.problem for link in chain.check(at=now) if link.problem] == [chain.AHEAD]
