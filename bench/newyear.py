"""The night in which points end: lots of which everybody is told, and which are taken when they are over."""

import argparse
import os
import time
from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum

from bench import bulk, processor
from tessera.config.roles import EVERYTHING
from tessera.kernel.actor import system_actor
from tessera.ledger.models import Account, Entry, Lot, LotChange, Posting
from tessera.org import usecases as org
from tessera.wallet import jobs
from tessera.wallet.models import PointsNotice

STORES = 20
EACH = 7
"""Points in a lot."""


def _command() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lots", type=int, required=True)
    parser.add_argument("--members", type=int, required=True)
    parser.add_argument("--goal", type=int, required=True)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    begun, at = time.perf_counter(), datetime.now(UTC)
    _fill(options.lots, options.members, at)
    print(f"made {options.lots:,} lots in {time.perf_counter() - begun:.0f} s", flush=True)
    _announce(options.members, at)
    _expire(options.lots, options.goal, at + timedelta(days=3))
    _prove(options.lots)


def _fill(lots: int, members: int, at: datetime) -> None:
    actor = system_actor("bench", EVERYTHING)
    org.set_up_brand(actor=actor, at=at, name="锦绣")
    for n in range(STORES):
        org.open_store(actor=actor, at=at, code=f"S{n}", name=f"{n} 号店")
    with transaction.atomic(), bulk.hurried():
        bulk.install_functions()
        then, over = at - timedelta(days=400), at.date() + timedelta(days=1)
        bulk.run(_OPENING, 1, at=then, day=then.date())
        bulk.run(_ACCOUNTS, members, each=EACH * lots // members)
        bulk.run(_LOTS, lots, members=members, points=EACH, over=over, at=then)
    bulk.take_statistics()


_OPENING = """
INSERT INTO ledger_entry (id, kind, document_id, store_id, at, business_on)
SELECT bench_id(4, n), 'opening', bench_id(4, n), NULL, :at, :day FROM {series}"""

_ACCOUNTS = """
INSERT INTO ledger_account (id, owner, kind, unit, floor, balance)
SELECT bench_account(bench_id(1, n), 'points', 'PTS'), bench_id(1, n), 'points', 'PTS', 0, :each
FROM {series}"""

_LOTS = """
INSERT INTO ledger_lot (id, account_id, entry_id, store_id, amount, remaining, expires_on, earned_at)
SELECT bench_id(7, n), bench_account(bench_id(1, n % :members), 'points', 'PTS'), bench_id(4, 0),
    h.id, :points, :points, :over, :at
FROM {series} JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS places
    FROM org_store) h ON h.place = n % h.places"""


def _announce(members: int, at: datetime) -> None:
    """Everybody hears of it, and nobody twice."""
    for name in ("announced", "looked at again"):
        begun = time.perf_counter()
        jobs.announce_expiry(at)
        assert PointsNotice.objects.count() == members
        print(f"{members:,} members {name} in {time.perf_counter() - begun:.0f} s", flush=True)


def _expire(lots: int, goal: int, at: datetime) -> None:
    """As the worker does it, job after job."""
    begun, told, spent = time.perf_counter(), 0, _processor()
    while left := Lot.objects.filter(remaining__gt=0).count():
        if (done := (lots - left) * 10 // lots) > told:
            told = done
            passed = time.perf_counter() - begun
            print(f"  {lots - left:>9,} lots after {passed:5.0f} s", flush=True)
        jobs.expire_points(at)
    seconds = time.perf_counter() - begun
    verdict = "" if seconds < goal else "  MISSED"
    busy = f"{_processor() - spent:.0f} s of processor time"
    print(f"{lots:,} lots expired in {seconds:.0f} s, {busy} (goal {goal}{verdict})", flush=True)


def _processor() -> float:
    """Seconds that this process and its line to PostgreSQL have worked so far."""
    own = processor.seconds_of(os.getpid())
    if connection.vendor != "postgresql":
        return own
    return own + processor.seconds_of(connection.connection.info.backend_pid)


def _prove(lots: int) -> None:
    """Whether every lot went exactly once."""
    gone = Posting.objects.filter(destination__kind="points_expired").aggregate(s=Sum("amount"))
    assert gone["s"] == lots * EACH, gone
    assert LotChange.objects.count() == lots
    assert not Account.objects.filter(kind="points", balance__gt=0).exists()
    entries = Entry.objects.filter(kind="expiry").count()
    print(f"{entries:,} entries, {gone['s']:,} points, on {connection.vendor}", flush=True)


if __name__ == "__main__":
    _command()
