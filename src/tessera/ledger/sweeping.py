"""Emptying a great many lots at once: what lapses in the night in which points end.

Where the engine can, it is one statement over all of them: a million lots, each with its entry,
would take the batch half an hour of making rows (docs/decisions). What is written is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import orjson

from tessera.kernel.ids import uuid7
from tessera.ledger.models import Account, Entry, Lot, LotChange, Posting
from tessera.ledger.queries import ExpiredLot
from tessera.ledger.rules import Place
from tessera.platform import database
from tessera.platform.batch import Batch


@dataclass(frozen=True, slots=True)
class Sink:
    """Where a store's part of it goes, and the store's business day."""

    place: Place
    business_on: date


@dataclass(frozen=True, slots=True)
class Swept:
    """So many lots were emptied, of so much in all."""

    lots: int
    amount: int


def sweep(
    lots: Sequence[ExpiredLot],
    *,
    sinks: Mapping[UUID, Sink],
    kind: str,
    document_id: UUID,
    at: datetime,
) -> Swept:
    """Move what is left of ``lots`` to the ``sinks`` of their stores; written at once.

    An entry of ``kind`` for each owner and store; a lot without a store counts for the first of
    them. Accounts and lots are locked in the order of their ids, as everybody does. What was spent
    meanwhile stays spent: only what is left is taken, or the use case begins again.
    """
    if not lots:
        return Swept(0, 0)
    if database.is_postgresql():
        return _in_one(lots, sinks, kind, document_id, at)
    batch = Batch()
    for part in _parts(lots, sinks).items():
        _put(batch, part, sinks, kind, document_id, at)
    batch.flush()
    return Swept(len(lots), sum(lot.remaining for lot in lots))


def _in_one(
    lots: Sequence[ExpiredLot],
    sinks: Mapping[UUID, Sink],
    kind: str,
    document_id: UUID,
    at: datetime,
) -> Swept:
    houses = [
        {"store_id": store_id, "house_id": sink.place.id, "day": sink.business_on}
        for store_id, sink in sinks.items()
    ]
    params = (
        orjson.dumps(houses).decode(),
        "{" + ",".join(lot.id.hex for lot in lots) + "}",
        str(min(sinks)),
        kind,
        str(document_id),
        at.isoformat(),
    )
    [(count, amount)] = database.rows(_ONE, params)
    return Swept(count, int(amount or 0))


_FRESH_ID = """encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING
    substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
    FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid"""
"""A version 7 UUID, as ``kernel.ids`` makes them: the rows' ids are in the order of time."""

# Nothing is joined with what a part before made: its size is not known when the plan is, and each row
# of one would be held against each of the other. The accounts are counted so that they are locked first.
_ONE = """
WITH houses AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%s::json) AS d(store_id uuid, house_id uuid, day date)
), wanted AS MATERIALIZED (
    SELECT unnest(%s::uuid[]) AS id
), accounts AS MATERIALIZED (
    SELECT id FROM ledger_account
    WHERE id IN (SELECT l.account_id FROM ledger_lot l JOIN wanted w ON w.id = l.id)
    ORDER BY id FOR NO KEY UPDATE
), picked AS MATERIALIZED (
    SELECT l.id, l.account_id, a.owner, coalesce(l.store_id, %s::uuid) AS store_id, l.remaining
    FROM wanted w JOIN ledger_lot l ON l.id = w.id JOIN ledger_account a ON a.id = l.account_id
    WHERE l.remaining > 0 AND (SELECT count(*) FROM accounts) > 0
    ORDER BY l.id FOR NO KEY UPDATE OF l
), parts AS MATERIALIZED (
    SELECT <id> AS entry_id, k.*, h.house_id, h.day FROM (
        SELECT account_id, owner, store_id, sum(remaining)::bigint AS amount,
            array_agg(id) AS lots, array_agg(remaining) AS lefts
        FROM picked GROUP BY account_id, owner, store_id
    ) k JOIN houses h ON h.store_id = k.store_id
), entries AS (
    INSERT INTO ledger_entry
        (id, kind, document_id, store_id, holder, at, business_on, reverses_id)
    SELECT entry_id, %s::text, %s::uuid, store_id, owner, %s::timestamptz, day, NULL FROM parts
), postings AS (
    INSERT INTO ledger_posting (id, entry_id, source_id, destination_id, amount)
    SELECT <id>, entry_id, account_id, house_id, amount FROM parts
), changes AS (
    INSERT INTO ledger_lotchange (id, lot_id, entry_id, amount)
    SELECT <id>, u.lot_id, p.entry_id, -u.remaining
    FROM parts p, unnest(p.lots, p.lefts) AS u(lot_id, remaining)
), balances AS (
    UPDATE ledger_account t SET balance = t.balance - s.amount
    FROM (SELECT account_id, sum(amount)::bigint AS amount FROM parts GROUP BY account_id) s
    WHERE t.id = s.account_id
), emptied AS (
    UPDATE ledger_lot t SET remaining = 0 FROM picked k WHERE t.id = k.id
)
SELECT count(*), sum(remaining) FROM picked
""".replace("<id>", _FRESH_ID)


Part = tuple[tuple[UUID, UUID, UUID], list[ExpiredLot]]


def _parts(
    lots: Iterable[ExpiredLot], sinks: Mapping[UUID, Sink]
) -> dict[tuple[UUID, UUID, UUID], list[ExpiredLot]]:
    """The lots by account, owner and store."""
    parts: dict[tuple[UUID, UUID, UUID], list[ExpiredLot]] = {}
    for lot in lots:
        key = lot.account_id, lot.owner, lot.store_id or min(sinks)
        parts.setdefault(key, []).append(lot)
    return parts


def _put(
    batch: Batch,
    part: Part,
    sinks: Mapping[UUID, Sink],
    kind: str,
    document_id: UUID,
    at: datetime,
) -> None:
    """One entry, as ``Books`` would make it."""
    (account_id, owner, store_id), lots = part
    amount, entry_id, sink = sum(lot.remaining for lot in lots), uuid7(), sinks[store_id]
    entry = {"id": entry_id, "kind": kind, "document_id": document_id, "at": at, "holder": owner}
    when = {"store_id": store_id, "business_on": sink.business_on, "reverses_id": None}
    batch.insert(Entry, {**entry, **when})
    ends = {"source_id": account_id, "destination_id": sink.place.id}
    batch.insert(Posting, {"id": uuid7(), "entry_id": entry_id, **ends, "amount": amount})
    batch.change(Account, account_id, by={"balance": -amount})
    for lot in lots:
        taken = {"lot_id": lot.id, "entry_id": entry_id, "amount": -lot.remaining}
        batch.insert(LotChange, {"id": uuid7(), **taken})
        batch.change(Lot, lot.id, by={"remaining": -lot.remaining})
