"""Stored value paid in and spent over many days, and the sums of it as the worker keeps them."""

import argparse
import time

from django.db import transaction

from bench import bulk
from bench.chain import MEMBERS
from tessera.finance import jobs
from tessera.finance.models import DaySum, Mark


def _command() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, required=True)
    parser.add_argument("--members", type=int, required=True)
    parser.add_argument("--days", type=int, required=True)
    options = parser.parse_args()
    begun = time.perf_counter()
    _fill(options.entries, options.members, options.days)
    print(f"made {options.entries:,} entries in {time.perf_counter() - begun:.0f} s", flush=True)
    begun = time.perf_counter()
    jobs.keep_sums()
    assert Mark.objects.exists()
    print(
        f"kept {DaySum.objects.count():,} sums of days in {time.perf_counter() - begun:.1f} s",
        flush=True,
    )


def _fill(entries: int, members: int, days: int) -> None:
    at = f"bench_before(n * CAST({days * 86_400} AS bigint) / {entries})"
    bulk.install_functions()
    with transaction.atomic(), bulk.hurried():
        for kind, table in (("tender.cash", "org_till"), ("revenue", "org_store")):
            bulk.run(_HOUSE.replace("{kind}", kind).replace("{table}", table), 1)
        for statement in (_ENTRIES, _POSTINGS):
            sql = statement.replace("{at}", at).replace("{places}", _PLACES)
            bulk.run(sql.replace("{member}", f"bench_id({MEMBERS}, n / 2 % {members})"), entries)
    bulk.take_statistics()


_HOUSE = """
INSERT INTO ledger_account (id, owner, kind, unit, floor, balance)
SELECT bench_account(id, '{kind}', 'CNY'), id, '{kind}', 'CNY', NULL, NULL FROM {table}
ON CONFLICT DO NOTHING"""

_PLACES = """JOIN (SELECT id AS till_id, store_id, row_number() OVER (ORDER BY id) - 1 AS place,
    count(*) OVER () AS places FROM org_till) h ON h.place = n % h.places"""

_ENTRIES = """
INSERT INTO ledger_entry (id, kind, document_id, store_id, holder, at, business_on, reverses_id)
SELECT bench_id(41, n), 'sale', bench_id(41, n), h.store_id, {member}, {at}, date({at}), NULL
FROM {series} {places}"""

_POSTINGS = """
INSERT INTO ledger_posting (id, entry_id, source_id, destination_id, amount)
SELECT bench_id(42, n), bench_id(41, n),
    CASE WHEN n % 2 = 0 THEN bench_account(h.till_id, 'tender.cash', 'CNY')
    ELSE bench_account({member}, 'wallet.principal', 'CNY') END,
    CASE WHEN n % 2 = 0 THEN bench_account({member}, 'wallet.principal', 'CNY')
    ELSE bench_account(h.store_id, 'revenue', 'CNY') END,
    20000 - n % 2 * 5000
FROM {series} {places}"""
"""Of two entries the first is a top-up, the second spends three quarters of it."""


if __name__ == "__main__":
    _command()
