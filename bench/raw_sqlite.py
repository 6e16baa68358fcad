"""The checkout as Python's own sqlite3 does it at best: one process, one transaction each.

It reads the same facts, inserts the same rows and makes the same changes as the house, under
the same pragmas, with everything decided beforehand: no price engine, no permissions, no HTTP.
"""

import random
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.chain import COUPONS, LINES, MEMBERS, SKUS, TAG_MINOR, TOTAL_MINOR, Chain, bench_id
from tessera.config.settings.databases import database
from tessera.kernel.ids import uuid7
from tessera.ledger.rules import Place

EARNED, WALLET_PART, CASH = 350, 6_000, 23_000

_RULES = (
    '[{"rule_id": "0197", "version": 1, "kind": "spend_save", "name": "满减 0", "amount_minor": %d},'
    ' {"rule_id": "0198", "version": 1, "kind": "coupon", "name": "满减券", "amount_minor": %d}]'
)
_ANSWER = (
    '{"sale_id": "%s", "number": "%s", "business_on": "2026-03-10", "total_minor": 35000,'
    ' "change_minor": 0, "points_earned": 350, "points": 350, "principal_minor": 1,'
    ' "bonus_minor": 1}'
)

COLUMNS = {
    "sales_sale": "id, number, store_id, till_id, shift_id, staff_id, member_id, at, business_on,"
    " gross_minor, reduction_minor, rounding_minor, points_used, points_minor, total_minor,"
    " change_minor, book_version, reasons, return_count",
    "sales_saleline": "id, sale_id, position, sku_id, kind, name, colour, size, quantity,"
    " unit_tag_minor, unit_price_minor, gross_minor, net_minor, points_share_minor, value_minor,"
    " reasons, returned",
    "sales_tender": "id, sale_id, position, kind, amount_minor, reference",
    "ledger_entry": "id, kind, document_id, store_id, at, business_on, reverses_id",
    "ledger_posting": "id, entry_id, source_id, destination_id, amount",
    "ledger_lot": "id, account_id, entry_id, store_id, amount, remaining, expires_on, earned_at",
    "ledger_lotchange": "id, lot_id, entry_id, amount",
    "offers_couponuse": "id, coupon_id, document_id, amount_minor, at, gives_back",
    "stock_movement": "id, store_id, sku_id, quantity, kind, document_id, business_on, at, reason",
    "rewards_earning": "sale_id, account_id, points, base_minor, rule_version, minor_per_point,"
    " factor_bp, lot_id, by_line",
    "rewards_merit": "document_id, member_id, sale_id, at, business_on, spent_minor, topup_minor,"
    " points, growth",
    "platform_requestrecord": "request_id, action, fingerprint, result, at",
    "platform_auditrow": "id, at, actor_kind, actor_id, actor_name, action, subject, store_id, data",
}
_INSERT = {
    table: f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' for _ in columns.split(','))})"
    for table, columns in COLUMNS.items()
}
_SOME = ", ".join("?" * LINES)


@dataclass(frozen=True, slots=True)
class Till:
    """One till, its open shift and its counter."""

    id: str
    store: str
    shift: str
    counter: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the transaction has read."""

    last: int
    accounts: dict[str, str]
    lots: tuple[str, str]
    last_on: str


class Raw:
    """A connection that checks out."""

    def __init__(self, path: Path, chain: Chain) -> None:
        self._line = sqlite3.connect(path, isolation_level=None)
        self._line.executescript(database(f"sqlite:///{path}")["OPTIONS"]["init_command"])
        self._chain, self._chance = chain, random.Random()
        self._tills = [self._till(till) for till in chain.tills]

    def close(self) -> None:
        """Let go of the file."""
        self._line.close()

    def _till(self, till_id: str) -> Till:
        """The till with a counter of its own, as each business day begins one."""
        till, counter = UUID(till_id).hex, uuid7().hex
        found = self._line.execute(
            "SELECT t.store_id, s.id FROM org_till t JOIN sales_shift s ON s.till_id = t.id"
            " WHERE t.id = ? AND s.is_open",
            (till,),
        ).fetchone()
        self._line.execute(
            "INSERT INTO platform_counter (id, series, day, value) VALUES (?, ?, '2000-01-01', 0)",
            (counter, f"bench:{counter}"),
        )
        return Till(till, found[0], found[1], counter)

    def checkout(self) -> None:
        """One sale, durably."""
        till = self._chance.choice(self._tills)
        number = self._chance.randrange(self._chain.member_count)
        skus = self._chance.sample(range(self._chain.sku_count), LINES)
        member, coupon = bench_id(MEMBERS, number).hex, bench_id(COUPONS, number).hex
        pieces = sorted(bench_id(SKUS, sku).hex for sku in skus)
        self._line.execute("BEGIN IMMEDIATE")
        seen = self._read(till, member, number, pieces)
        self._change(till, member, coupon, seen, pieces)
        self._insert(till, member, coupon, seen, pieces)
        self._line.execute("COMMIT")

    def _read(self, till: Till, member: str, number: int, pieces: list[str]) -> Seen:
        ask = self._line.execute
        ask("SELECT id FROM sales_shift WHERE till_id = ? AND is_open", (till.id,)).fetchone()
        last = ask("SELECT value FROM platform_counter WHERE id = ?", (till.counter,)).fetchone()[0]
        ask(
            "SELECT * FROM members_member m JOIN members_level l ON l.id = m.level_id"
            " WHERE m.id = ?",
            (member,),
        ).fetchone()
        ask(
            "SELECT * FROM offers_coupon c JOIN offers_couponkind k ON k.id = c.kind_id"
            " WHERE c.code = ?",
            (f"CBENCH{number}",),
        ).fetchone()
        ask(
            "SELECT * FROM catalog_sku s JOIN catalog_product p ON p.id = s.product_id"
            f" WHERE s.id IN ({_SOME})",
            pieces,
        ).fetchall()
        ask(
            f"SELECT * FROM stock_stock WHERE store_id = ? AND sku_id IN ({_SOME})",
            (till.store, *pieces),
        ).fetchall()
        accounts = dict(ask("SELECT kind, id FROM ledger_account WHERE owner = ?", (member,)))
        lots = dict(
            ask(
                "SELECT account_id, id FROM ledger_lot WHERE account_id IN (?, ?, ?)"
                " AND remaining > 0",
                tuple(accounts.values()),
            )
        )
        own = lots[accounts["wallet.principal"]], lots[accounts["wallet.bonus"]]
        buyer = ask("SELECT * FROM sales_buyer WHERE member_id = ?", (member,)).fetchone()
        return Seen(last, accounts, own, buyer[2])

    def _change(self, till: Till, member: str, coupon: str, seen: Seen, pieces: list[str]) -> None:
        do, each, held = self._line.execute, self._line.executemany, seen.accounts
        do("UPDATE platform_counter SET value = ? WHERE id = ?", (seen.last + 1, till.counter))
        do(
            "UPDATE sales_shift SET document_count = document_count + 1 WHERE id = ? AND is_open",
            (till.shift,),
        )
        do("UPDATE offers_coupon SET uses = uses + 1 WHERE id = ?", (coupon,))
        each(
            "UPDATE ledger_account SET balance = balance + ? WHERE id = ?",
            [
                (-WALLET_PART, held["wallet.principal"]),
                (-WALLET_PART, held["wallet.bonus"]),
                (EARNED, held["points"]),
            ],
        )
        each(
            "UPDATE ledger_lot SET remaining = remaining - ? WHERE id = ?",
            [(WALLET_PART, lot) for lot in seen.lots],
        )
        each(
            "UPDATE stock_stock SET on_hand = on_hand - 1, floor = 0 WHERE store_id = ? AND sku_id = ?",
            [(till.store, piece) for piece in pieces],
        )
        do(
            "UPDATE sales_buyer SET visits = visits + 1, spent_minor = spent_minor + ?,"
            " pieces = pieces + ?, last_on = ? WHERE member_id = ? AND last_on = ?",
            (TOTAL_MINOR, LINES, max(_today(), seen.last_on), member, seen.last_on),
        )

    def _insert(self, till: Till, member: str, coupon: str, seen: Seen, pieces: list[str]) -> None:
        paper = Paper(till, member, coupon, datetime.now(UTC).replace(tzinfo=None))
        rows = _document(paper, pieces) | _books(paper, seen) | _others(paper, seen, pieces)
        for table, values in rows.items():
            self._line.executemany(_INSERT[table], values)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


Rows = dict[str, list[tuple[Any, ...]]]


class Paper:
    """What the rows of one sale share."""

    def __init__(self, till: Till, member: str, coupon: str, at: datetime) -> None:
        self.till, self.member, self.coupon, self.at = till, member, coupon, at
        self.now, self.day = at.isoformat(" "), at.date().isoformat()
        self.sale, self.entry, self.lot = uuid7().hex, uuid7().hex, uuid7().hex
        self.name = f"RAW-{self.sale}"


def _document(paper: Paper, pieces: list[str]) -> Rows:
    till, sale = paper.till, paper.sale
    places = (till.store, till.id, till.shift, None, paper.member, paper.now, paper.day)
    sums = (4 * TAG_MINOR, 5_000, 0, 0, 0, TOTAL_MINOR, 0)
    rules = ("3f0e6a3e6b0e4f86a8a54a1cbd4c8e11", _RULES % (3_000, 2_000), 0)
    words = ("goods", "连衣裙 1", "红", "M", 1)
    prices = (TAG_MINOR, TAG_MINOR, TAG_MINOR, TOTAL_MINOR // 4, 0, 0, _RULES % (750, 500), 0)
    return {
        "sales_sale": [(sale, paper.name, *places, *sums, *rules)],
        "sales_saleline": [
            (uuid7().hex, sale, i, piece, *words, *prices) for i, piece in enumerate(pieces)
        ],
        "sales_tender": [
            (uuid7().hex, sale, 0, "wallet", 2 * WALLET_PART, ""),
            (uuid7().hex, sale, 1, "cash", CASH, ""),
        ],
    }


def _books(paper: Paper, seen: Seen) -> Rows:
    held, entry, till = seen.accounts, paper.entry, paper.till
    revenue, cash, issued = _house(till)
    flows = (
        (cash, revenue, CASH),
        (held["wallet.principal"], revenue, WALLET_PART),
        (held["wallet.bonus"], revenue, WALLET_PART),
        (issued, held["points"], EARNED),
    )
    until = (paper.at + timedelta(days=700)).date().isoformat()
    return {
        "ledger_entry": [(entry, "sale", paper.sale, till.store, paper.now, paper.day, None)],
        "ledger_posting": [(uuid7().hex, entry, *flow) for flow in flows],
        "ledger_lot": [
            (paper.lot, held["points"], entry, till.store, EARNED, EARNED, until, paper.now)
        ],
        "ledger_lotchange": [(uuid7().hex, used, entry, -WALLET_PART) for used in seen.lots],
    }


def _others(paper: Paper, seen: Seen, pieces: list[str]) -> Rows:
    till, sale, now = paper.till, paper.sale, paper.now
    answer = _ANSWER % (sale, paper.name)
    data = f'{{"number": "{paper.name}", "total_minor": 35000}}'
    who = ("till", till.id, "一号台", "sale.completed", sale, till.store, data)
    earned = (EARNED, TOTAL_MINOR, 0, 100, 10_000, paper.lot, False)
    counted = (sale, paper.member, sale, now, paper.day, TOTAL_MINOR, 0, EARNED, 0)
    return {
        "offers_couponuse": [(uuid7().hex, paper.coupon, sale, 2_000, now, "never")],
        "stock_movement": [
            (uuid7().hex, till.store, piece, -1, "sale", sale, paper.day, now, "")
            for piece in pieces
        ],
        "rewards_merit": [counted],
        "rewards_earning": [(sale, seen.accounts["points"], *earned)],
        "platform_requestrecord": [(uuid7().hex, "sale.completed", "a" * 64, answer, now)],
        "platform_auditrow": [(uuid7().hex, now, *who)],
    }


def _house(till: Till) -> tuple[str, str, str]:
    """The accounts of revenue, cash and points issued."""
    store, own = UUID(till.store), UUID(till.id)
    places = (
        Place(store, "revenue", "CNY"),
        Place(own, "tender.cash", "CNY"),
        Place(store, "points_issued", "PTS"),
    )
    return places[0].id.hex, places[1].id.hex, places[2].id.hex
