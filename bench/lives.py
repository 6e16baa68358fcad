"""Members of all kinds, on PostgreSQL: levels, birthdays, tags, last purchases, and what they bought."""

from datetime import datetime
from typing import Any

from bench.bulk import run
from bench.chain import MEMBERS
from tessera.kernel.actor import Actor
from tessera.members import usecases as members

BOUGHT_BELOW = "n % 10 < 9"
"""Nine of ten have bought something; the rest are prospects."""


def define(boss: Actor, at: datetime) -> None:
    """Two more levels, tags that many, few and hardly any have, and names for ages."""
    by: dict[str, Any] = {"actor": boss, "at": at}
    for rank, name in ((2, "银卡"), (3, "金卡")):
        members.define_level(**by, name=name, rank=rank, discount_bp=0)
    for name in ("many", "few", "hardly"):
        members.define_tag(**by, name=name, colour="rose")
    for from_age, name in ((0, "child"), (18, "young"), (40, "middle"), (110, "oldest")):
        members.define_age_band(**by, from_age=from_age, name=name)


def spread(count: int) -> None:
    """Let members differ. A last purchase lies between joining and today, more often lately."""
    run(
        "UPDATE members_member m SET birthday = CASE WHEN n % 10 < 7"
        " THEN date '1940-01-01' + CAST(CAST(n AS bigint) * 7919 % 29000 AS int) END, level_id = coalesce("
        "(SELECT id FROM members_level WHERE rank = CASE WHEN n % 100 < 5 THEN 3"
        " WHEN n % 100 < 30 THEN 2 ELSE 1 END), level_id)"
        f" FROM {{series}} WHERE m.id = bench_id({MEMBERS}, n)",
        count,
    )
    ago = (
        "CAST(n % 1800 * (CAST(n AS bigint) * 7919 % 1000)"
        " * (CAST(n AS bigint) * 104729 % 1000) / 1000000 AS int)"
    )
    run(
        "INSERT INTO sales_buyer (member_id, first_on, last_on, visits, spent_minor, pieces)"
        f" SELECT bench_id({MEMBERS}, n), current_date - CAST(n % 1800 AS int),"
        f" current_date - {ago}, 1 + n % 20, 20000, 2 FROM {{series}} WHERE {BOUGHT_BELOW}",
        count,
    )
    run(
        "INSERT INTO members_membertag (id, member_id, tag_id, source, reason, since)"
        f" SELECT gen_random_uuid(), bench_id({MEMBERS}, n), t.id, 'hand', '{{}}', now()"
        " FROM {series} JOIN members_tag t ON (t.name = 'many' AND n % 5 = 0)"
        " OR (t.name = 'few' AND n % 100 = 1) OR (t.name = 'hardly' AND n % 100000 = 2)",
        count,
    )


def purchases(count: int, member_count: int) -> None:
    """Sales of two lines over two years: four of ten by one member in ten, a third reduced."""
    at = f"bench_before(n * CAST({730 * 86_400} AS bigint) / {count})"
    some = f"n * 601 % {member_count}"
    often = f"n * 601 % {max(1, member_count // 10)} * 10"
    member = f"bench_id({MEMBERS}, CASE WHEN n % 10 < 4 THEN {often} ELSE {some} END)"
    for statement in _PURCHASES:
        run(statement.replace("{at}", at).replace("{member}", member), count)


_PURCHASES = (
    """INSERT INTO sales_sale (id, number, store_id, till_id, shift_id, staff_id, member_id, at,
      business_on, gross_minor, reduction_minor, rounding_minor, points_used, points_minor,
      total_minor, change_minor, book_version, reasons, return_count)
    SELECT bench_id(30, n), 'L' || n, h.store_id, h.till_id, h.shift_id, NULL, {member}, {at},
      date({at}), 20000, 0, 0, 0, 0, 20000, 0, '-', '[]', 0 FROM {series}
    JOIN (SELECT s.id AS shift_id, t.id AS till_id, t.store_id,
      row_number() OVER (ORDER BY t.id) - 1 AS place, count(*) OVER () AS places
      FROM org_till t JOIN sales_shift s ON s.till_id = t.id) h ON h.place = n % h.places""",
    """INSERT INTO sales_saleline (id, sale_id, position, sku_id, kind, name, colour, size, quantity,
      unit_tag_minor, unit_price_minor, gross_minor, net_minor, points_share_minor, value_minor,
      reasons, returned)
    SELECT bench_id(31 + p.i, n), bench_id(30, n), p.i, bench_id(2, (n + 7 * p.i) % 5000), 'goods',
      '连衣裙', '红', 'M', 1, 10000, 10000, 10000,
      CASE WHEN (n + p.i) % 3 = 0 THEN 7000 ELSE 10000 END, 0, 0, '[]',
      CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END
    FROM {series} CROSS JOIN (SELECT 0 AS i UNION ALL SELECT 1) p""",
)
