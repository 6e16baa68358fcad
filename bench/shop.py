"""A chain to measure on: stores and rules through the use cases, the masses through SQL.

Both engines run the same statements; ``bench_id`` and ``bench_account`` are functions of the
database, so that a script outside Python can name the same rows.
"""

import argparse
import contextlib
import re
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.management import call_command
from django.db import connection, transaction

from bench.chain import COUPONS, MEMBERS, SKUS, TAG_MINOR, Chain, bench_id
from tessera.config.roles import EVERYTHING
from tessera.kernel.actor import Actor, system_actor
from tessera.ledger.rules import Place
from tessera.members import usecases as members
from tessera.offers import usecases as offers
from tessera.org import usecases as org
from tessera.sales import usecases as sales

def make(*, member_count: int, sku_count: int, store_count: int, promotions: int = 1) -> Chain:
    """Make the chain in the empty, migrated default database."""
    _functions()
    boss, now = system_actor("bench", EVERYTHING), datetime.now(UTC)
    org.set_up_brand(actor=boss, at=now, name="锦绣")
    level = members.define_level(actor=boss, at=now, name="普通", rank=1, discount_bp=0)
    stores, tills, tokens = [], [], []
    for number in range(store_count):
        store = org.open_store(actor=boss, at=now, code=f"S{number}", name=f"{number} 号店")
        till = org.open_till(actor=boss, at=now, store_id=store, code="T1", name="一号台")
        life = timedelta(days=30)
        tokens.append(org.issue_till_token(actor=boss, at=now, till_id=till, life=life))
        sales.open_shift(
            actor=boss,
            at=now,
            request_id=uuid4(),
            store_id=store,
            till_id=till,
            float_minor=0,
        )
        stores.append(store)
        tills.append(till)
    today = now.date()
    _offers(boss, now, today, promotions)
    kind = offers.create_coupon_kind(
        actor=boss, at=now, name="满减券", threshold_minor=20_000, amount_minor=2_000
    )
    with transaction.atomic(), _hurried():
        _skus(sku_count)
        for number, store in enumerate(stores):
            _stock(sku_count, store, number)
        _members(member_count, level, stores[0], now)
        _coupons(member_count, kind, today)
    _statistics()
    return Chain(_texts(stores), _texts(tills), tuple(tokens), member_count, sku_count)


def _texts(keys: list[UUID]) -> tuple[str, ...]:
    return tuple(str(key) for key in keys)


def _offers(boss: Actor, now: datetime, today: date, promotions: int) -> None:
    for number in range(promotions):
        offers.create_promotion(
            actor=boss,
            at=now,
            kind="spend_save",
            name=f"满减 {number}",
            starts_on=today - timedelta(days=1),
            ends_on=today + timedelta(days=30),
            config={"threshold_minor": 30_000 + number, "save_minor": 3_000, "repeat": False},
            group="order",
        )


def _functions() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"')
            cursor.execute(_POSTGRESQL_FUNCTIONS)
        return
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    raw.create_function("bench_id", 2, lambda space, n: bench_id(space, n).hex)
    raw.create_function(
        "bench_account", 3, lambda owner, kind, unit: Place(UUID(owner), kind, unit).id.hex
    )


_POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION bench_id(space int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(space), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
CREATE OR REPLACE FUNCTION bench_account(owner uuid, kind text, unit text) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
  SELECT uuid_generate_v5('5b1a7c1e-6f0e-4f0a-9d53-7e55e7a10001',
    replace(owner::text, '-', '') || ':' || kind || ':' || unit) $$;
"""


@contextlib.contextmanager
def _hurried() -> Iterator[None]:
    """PostgreSQL without checks of foreign keys, and with indexes built afterwards at once."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        cursor.execute(_INDEXES)
        found = cursor.fetchall()
        for drop, _ in found:
            cursor.execute(drop)
        yield
        for _, build in found:
            cursor.execute(build)


_INDEXES = """
SELECT
  CASE WHEN k.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
    ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, k.conname) END,
  CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
    ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, k.conname,
      pg_get_constraintdef(k.oid)) END
FROM pg_index i LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'u'
WHERE NOT i.indisprimary AND i.indrelid IN ('members_member'::regclass,
  'ledger_account'::regclass, 'ledger_lot'::regclass, 'offers_coupon'::regclass)
"""


def _run(sql: str, count: int, **params: Any) -> None:
    """Run ``sql`` with ``{series}`` counting n from 0 below ``count``; ``:name`` binds."""
    if connection.vendor == "postgresql":
        series = f"generate_series(0, {count - 1}) AS s(n)"
    else:
        series = (
            "(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c"
            f" WHERE n < {count - 1}) SELECT n FROM c) s"
        )
    names = re.findall(r":(\w+)", sql)
    values = [_bound(params[name]) for name in names]
    with connection.cursor() as cursor:
        cursor.execute(re.sub(r":(\w+)", "%s", sql).replace("{series}", series), values)


def _bound(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value


def _skus(count: int) -> None:
    _run(
        "INSERT INTO catalog_product (id, style, name, kind, category, season, picture, is_active)"
        " SELECT bench_id(9, n), 'B' || n, '连衣裙 ' || n, 'goods', '女装', '', '', TRUE"
        " FROM {series}",
        count,
    )
    _run(
        "INSERT INTO catalog_sku (id, product_id, colour, size, barcode, tag_minor, position)"
        f" SELECT bench_id({SKUS}, n), bench_id(9, n), '红', 'M', 'BC' || n, {TAG_MINOR}, 0"
        " FROM {series}",
        count,
    )


def _stock(count: int, store_id: UUID, number: int) -> None:
    _run(
        "INSERT INTO stock_stock (id, store_id, sku_id, on_hand, floor)"
        f" SELECT bench_id({100 + number}, n), :store, bench_id({SKUS}, n), 100000000, 0"
        " FROM {series}",
        count,
        store=store_id,
    )


def _members(count: int, level_id: UUID, store_id: UUID, at: datetime) -> None:
    _run(
        "INSERT INTO members_member (id, name, initials, phone, reference, birthday, level_id,"
        " card_code, referred_by_id, home_store_id, joined_at, joined_on)"
        f" SELECT bench_id({MEMBERS}, n), '会员' || n, 'HY', '+86' || (13000000000 + n), NULL, NULL,"
        " :level, 'MBENCH' || n, NULL, :store, :at, :day FROM {series}",
        count,
        level=level_id,
        store=store_id,
        at=at,
        day=at.date(),
    )
    _run(
        "INSERT INTO ledger_entry (id, kind, document_id, store_id, at, business_on, reverses_id)"
        " SELECT bench_id(4, n), 'opening', bench_id(4, n), NULL, :at, :day, NULL FROM {series}",
        1,
        at=at,
        day=at.date(),
    )
    for space, kind, unit in _HELD:
        _run(
            "INSERT INTO ledger_account (id, owner, kind, unit, floor, balance)"
            f" SELECT bench_account(bench_id({MEMBERS}, n), '{kind}', '{unit}'),"
            f" bench_id({MEMBERS}, n), '{kind}', '{unit}', 0, {HELD} FROM {{series}}",
            count,
        )
        _run(
            "INSERT INTO ledger_lot (id, account_id, entry_id, store_id, amount, remaining,"
            f" expires_on, earned_at) SELECT bench_id({space}, row_number() OVER ()), id,"
            f" bench_id(4, 0), NULL, {HELD}, {HELD}, NULL, :at FROM ledger_account"
            f" WHERE kind = '{kind}'",
            count,
            at=at,
        )


_HELD = ((5, "wallet.principal", "CNY"), (6, "wallet.bonus", "CNY"), (7, "points", "PTS"))
HELD = 10**9
"""What every member holds of everything: more than any load spends."""


def _coupons(count: int, kind_id: UUID, day: date) -> None:
    _run(
        "INSERT INTO offers_coupon (id, kind_id, code, member_id, starts_on, ends_on, uses,"
        f" uses_limit) SELECT bench_id({COUPONS}, n), :kind, 'CBENCH' || n, bench_id({MEMBERS}, n),"
        " :since, :until, 0, 1000000 FROM {series}",
        count,
        kind=kind_id,
        since=day - timedelta(days=1),
        until=day + timedelta(days=30),
    )


def _statistics() -> None:
    """Let the engine know its tables, as it would by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _command() -> None:
    parser = argparse.ArgumentParser(description="Migrate the database and make a chain in it.")
    parser.add_argument("--members", type=int, required=True)
    parser.add_argument("--skus", type=int, default=5_000)
    parser.add_argument("--stores", type=int, default=20)
    parser.add_argument("into", type=Path, help="the file that shall describe the chain")
    options = parser.parse_args()
    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    chain = make(
        member_count=options.members, sku_count=options.skus, store_count=options.stores
    )
    chain.save(options.into)
    print(f"made {options.members} members in {time.perf_counter() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    _command()
