"""The rows of a chain that no use case could make in time: goods, stock, members, their past."""

from datetime import date, datetime, timedelta
from uuid import UUID

from bench import lives
from bench.bulk import run
from bench.chain import COUPONS, FAMILY, GIVEN, MEMBERS, SKUS, TAG_MINOR
from tessera.members.rules import initials


def goods(count: int) -> None:
    """Products of one SKU each, all at one price."""
    run(
        "INSERT INTO catalog_product (id, style, name, kind, category, season, picture, is_active)"
        " SELECT bench_id(9, n), 'B' || n, '连衣裙 ' || n, 'goods', '女装', '', '', TRUE"
        " FROM {series}",
        count,
    )
    run(
        "INSERT INTO catalog_sku (id, product_id, colour, size, barcode, tag_minor, position)"
        f" SELECT bench_id({SKUS}, n), bench_id(9, n), '红', 'M', 'BC' || n, {TAG_MINOR}, 0"
        " FROM {series}",
        count,
    )


def stock(count: int, store_id: UUID, number: int) -> None:
    """Of every SKU more than any load sells, in one store."""
    run(
        "INSERT INTO stock_stock (id, store_id, sku_id, on_hand, floor)"
        f" SELECT bench_id({100 + number}, n), :store, bench_id({SKUS}, n), 100000000, 0"
        " FROM {series}",
        count,
        store=store_id,
    )


def members(count: int, level_id: UUID, at: datetime, *, spread: bool = False) -> None:
    """Members who joined over five years, spread over the stores, each with all accounts.

    With ``spread`` they differ in what lists ask for (``bench.lives``); without, each has bought.
    """
    first = "".join(initials(letter) for letter in FAMILY)
    then = "".join(initials(letter) for letter in GIVEN)
    joined = f"bench_before(n % 1800 * {_DAY})"
    run(
        "INSERT INTO members_member (id, name, initials, phone, reference, birthday, level_id,"
        " card_code, card_turn, earns_points, referred_by_id, home_store_id, joined_at, joined_on)"
        f" SELECT bench_id({MEMBERS}, n), {_spelled(FAMILY, GIVEN)}, {_spelled(first, then)},"
        " '+86' || (13000000000 + n * 3141592653 % 7000000000), NULL, NULL, :level,"
        f" 'MBENCH' || n, 0, TRUE, NULL, h.store_id, {joined}, date({joined}) FROM {{series}} {_PLACES}",
        count,
        level=level_id,
    )
    if spread:
        lives.spread(count)
    else:
        _bought(count, at)
    _hold(count, at)


def _bought(count: int, at: datetime) -> None:
    """Everybody has bought something once, so that a checkout changes a row and adds none."""
    run(
        "INSERT INTO sales_buyer (member_id, first_on, last_on, visits, spent_minor, pieces)"
        f" SELECT bench_id({MEMBERS}, n), :first, :last, 1, 20000, 2 FROM {{series}}",
        count,
        first=at.date(),
        last=at.date(),
    )


def _spelled(family: str, given: str) -> str:
    """A name of three letters, in SQL; the same place in other strings spells its initials."""
    size, more = len(family), len(given)
    return (
        f"substr('{family}', 1 + n % {size}, 1) || substr('{given}', 1 + n / {size} % {more}, 1)"
        f" || substr('{given}', 1 + n / {size * more} % {more}, 1)"
    )


_DAY = 86_400
_PLACES = (
    "JOIN (SELECT s.id AS shift_id, t.id AS till_id, t.store_id,"
    " row_number() OVER (ORDER BY t.id) - 1 AS place, count(*) OVER () AS places"
    " FROM org_till t JOIN sales_shift s ON s.till_id = t.id) h ON h.place = n % h.places"
)
"""The tills in turn."""


def _hold(count: int, at: datetime) -> None:
    run(
        "INSERT INTO ledger_entry (id, kind, document_id, store_id, at, business_on, reverses_id)"
        " SELECT bench_id(4, n), 'opening', bench_id(4, n), NULL, :at, :day, NULL FROM {series}",
        1,
        at=at,
        day=at.date(),
    )
    for space, kind, unit in _HELD:
        run(
            "INSERT INTO ledger_account (id, owner, kind, unit, floor, balance)"
            f" SELECT bench_account(bench_id({MEMBERS}, n), '{kind}', '{unit}'),"
            f" bench_id({MEMBERS}, n), '{kind}', '{unit}', 0, {HELD} FROM {{series}}",
            count,
        )
        run(
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


def coupons(count: int, kind_id: UUID, day: date) -> None:
    """A coupon of each member, which can be used again and again."""
    run(
        "INSERT INTO offers_coupon (id, kind_id, code, member_id, starts_on, ends_on, uses,"
        f" uses_limit, source, holds) SELECT bench_id({COUPONS}, n), :kind, 'CBENCH' || n, bench_id({MEMBERS}, n),"
        " :since, :until, 0, 1000000, 'hand', 0 FROM {series}",
        count,
        kind=kind_id,
        since=day - timedelta(days=1),
        until=day + timedelta(days=30),
    )


def past_sales(count: int, member_count: int) -> None:
    """Sales of two lines over the past year, paid by card; the newest were just now."""
    at = f"bench_before(n * CAST({365 * _DAY} AS bigint) / {max(count, 1)})"
    member = f"bench_id({MEMBERS}, n * 601 % {member_count})"
    for statement in _PAST:
        sql = statement.replace("{at}", at).replace("{member}", member)
        run(sql.replace("{places}", _PLACES), count)


_PAST = (
    """INSERT INTO sales_sale (id, number, store_id, till_id, shift_id, staff_id, member_id, at,
      business_on, gross_minor, reduction_minor, rounding_minor, points_used, points_minor,
      total_minor, change_minor, book_version, reasons, return_count)
    SELECT bench_id(10, n), 'P' || n, h.store_id, h.till_id, h.shift_id, NULL, {member}, {at},
      date({at}), 20000, 0, 0, 0, 0, 20000, 0, '-', '[]', 0 FROM {series} {places}""",
    """INSERT INTO sales_saleline (id, sale_id, position, sku_id, kind, name, colour, size, quantity,
      unit_tag_minor, unit_price_minor, gross_minor, net_minor, points_share_minor, value_minor,
      reasons, returned)
    SELECT bench_id(15 + p.i, n), bench_id(10, n), p.i, bench_id(2, n % 5000), 'goods',
      '连衣裙 ' || n % 5000, '红', 'M', 1, 10000, 10000, 10000, 10000, 0, 0, '[]', 0
    FROM {series} CROSS JOIN (SELECT 0 AS i UNION ALL SELECT 1) p""",
    """INSERT INTO sales_tender (id, sale_id, position, kind, amount_minor, reference)
    SELECT bench_id(11, n), bench_id(10, n), 0, 'card', 20000, '' FROM {series}""",
    """INSERT INTO ledger_entry (id, kind, document_id, store_id, at, business_on, reverses_id)
    SELECT bench_id(12, n), 'sale', bench_id(10, n), h.store_id, {at}, date({at}), NULL
    FROM {series} {places}""",
    """INSERT INTO ledger_posting (id, entry_id, source_id, destination_id, amount)
    SELECT bench_id(13, n), bench_id(12, n), bench_account(h.till_id, 'tender.card', 'CNY'),
      bench_account(h.store_id, 'revenue', 'CNY'), 20000 FROM {series} {places}""",
    """INSERT INTO rewards_earning (sale_id, account_id, points, base_minor, rule_version,
      minor_per_point, factor_bp, lot_id, by_line)
    SELECT bench_id(10, n), bench_account({member}, 'points', 'PTS'), 200, 20000, 0, 100, 10000, NULL, FALSE
    FROM {series}""",
    """INSERT INTO platform_auditrow (id, at, actor_kind, actor_id, actor_name, action, subject,
      store_id, data)
    SELECT bench_id(14, n), {at}, 'till', h.till_id, '一号台', 'sale.completed', 'P' || n,
      h.store_id, '{}' FROM {series} {places}""",
)
