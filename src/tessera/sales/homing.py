"""What was set aside for a till comes home: when it sells with its line again, gives it back or its
time is over; and as much as a sale took that it made alone (decision 34).

Whoever calls owns the transaction. What comes home is written at once, so that the sale that follows
reads it as any other value of its member and spends it by the ordinary path.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.org import queries as org
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.sales.models import Allowance
from tessera.sales.models.allowance import AllowanceEnd
from tessera.sales.queries.allowances import allowance_terms, is_signed
from tessera.sales.rules.allowances import Left, share_out
from tessera.sales.rules.offline import Remark, Shown
from tessera.wallet import operations as wallet
from tessera.wallet import places
from tessera.wallet import queries as held
from tessera.wallet.queries.aside import BROUGHT_BACK, get_aside

COVERED = "set_aside_covered"
"""The kind of entry by which a sale is covered that took more than was there."""


def bring_home(
    *, actor: Actor, at: datetime, till_id: UUID, member_id: UUID | None, current: Mapping[str, str]
) -> bool:
    """End what a till holds of a member who buys there with the line up; says whether there was
    anything. ``current`` are the versions as they were just read."""
    if member_id is None or not allowance_terms.get(current).may_be_held:
        return False
    rows = Allowance.objects.select_for_update(no_key=True).filter(ended_at=None)
    rows = rows.filter(till=till_id, member=member_id)
    for row in rows:
        end(actor=actor, at=at, row=row, why=AllowanceEnd.SOLD)
    return bool(rows)


def end(*, actor: Actor, at: datetime, row: Allowance, why: AllowanceEnd) -> None:
    """Give all that is left of a limit back to its member. ``row`` is locked and open."""
    batch, aside = Batch(), get_aside(row.id)
    _give_back(batch, row, at, points=aside.points_left, wallet_minor=aside.left_minor)
    batch.change(Allowance, row.id, put={"ended_at": at, "ended_why": why.value})
    data = {"points": aside.points_left, "minor": aside.left_minor, "why": why.value}
    told = audit.row(
        actor=actor,
        at=at,
        action="allowance.ended",
        subject=row.member_id,
        store_id=row.store_id,
        data=data,
    )
    batch.insert(AuditRow, told)
    batch.flush()


def honour(
    *,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    member_id: UUID,
    told_id: UUID,
    shown: Sequence[Shown],
    points: int,
    wallet_minor: int,
    made_at: datetime,
) -> list[Remark]:
    """See to it that a member, ``told_id`` to the till, holds what a sale made at ``made_at`` without a line took: ``points``
    and ``wallet_minor`` come home from the limits ``shown``, each at most what is left of it. What
    they lack is taken from what the member has free; what is not there either is covered: points are
    owed by the member, stored value is given by the brand. The sale stands, so nothing is refused.

    Remarks: ``limit_unknown``, ``limit_late`` (made after its time), ``limit_short`` with what was
    taken beyond limits, ``value_covered`` and ``points_owed`` with what was not there.
    """
    rows, remarks = _shown(shown, till_id, told_id)
    if any(made_at > row.until for row in rows):
        remarks.append(Remark("limit_late"))
    lefts = tuple(
        Left(row.points - row.points_used, row.wallet_minor - row.wallet_used_minor) for row in rows
    )
    share = share_out(lefts, points=points, wallet_minor=wallet_minor)
    for row, part in zip(rows, share.drawn, strict=True):
        if part.points or part.wallet_minor:
            _draw(row, at, part)
    if share.short.points or share.short.wallet_minor:
        short = {"points": share.short.points, "minor": share.short.wallet_minor}
        remarks.append(Remark("limit_short", short))
    return remarks + _cover(at, store_id, member_id, Left(points, wallet_minor), made_at)


def _shown(
    shown: Sequence[Shown], till_id: UUID, member_id: UUID
) -> tuple[list[Allowance], list[Remark]]:
    """Those of the limits that are this till's, of this member, and were signed, locked in the order of their
    ids, and what is odd; one that has ended has nothing left."""
    own = Allowance.objects.select_for_update(no_key=True).filter(till=till_id, member=member_id)
    found = {row.id: row for row in own.filter(id__in=[one.id for one in shown]).order_by("id")}
    known = [one.id for one in shown if one.id in found and is_signed(found[one.id], one.signature)]
    lost = len(shown) - len(known)
    remarks = [Remark("limit_unknown", {"count": lost})] if lost else []
    return [found[key] for key in known if found[key].ended_at is None], remarks


def _draw(row: Allowance, at: datetime, part: Left) -> None:
    batch = Batch()
    _give_back(batch, row, at, points=part.points, wallet_minor=part.wallet_minor)
    used = {"points_used": part.points, "wallet_used_minor": part.wallet_minor}
    batch.change(Allowance, row.id, by=used)
    batch.flush()


def _give_back(
    batch: Batch, row: Allowance, at: datetime, *, points: int, wallet_minor: int
) -> None:
    holding = held.get_holding(row.member_id)
    books = books_of(batch, holding, BROUGHT_BACK, row.id, row.store_id, at)
    books.reverses_id = row.entry_id
    wallet.bring_back(
        books,
        holding,
        get_aside(row.id),
        points=points,
        wallet_minor=wallet_minor,
        order=held.policy.get(versions.current()).consumption_order,
    )
    books.close()


def _cover(
    at: datetime,
    store_id: UUID,
    member_id: UUID,
    taken: Left,
    made_at: datetime,
) -> list[Remark]:
    """Add what the sale took and is not there on its day."""
    remarks = []
    holding, batch, store = held.get_holding(member_id), Batch(), org.get_store(store_id)
    books = books_of(batch, holding, COVERED, uuid7(), store_id, at)
    day = business_day(made_at, zone=store.zone, cutover_hour=store.cutover_hour)
    there = sum(lot.remaining for lot in holding.points_lots(day))
    owed = max(0, taken.points - there)
    lacking = max(0, taken.wallet_minor - holding.spendable_minor(day))
    if owed:
        own = places.points(member_id)
        books.move(source=places.points_debt(member_id), destination=own, amount=owed)
        books.open_lot(place=own, amount=owed, expires_on=None)
        remarks.append(Remark("points_owed", {"points": owed}))
    if lacking:
        wallet.credit_bonus(
            books,
            member_id=member_id,
            currency=holding.currency,
            amount_minor=lacking,
            expires_on=None,
        )
        remarks.append(Remark("value_covered", {"minor": lacking}))
    books.close()
    batch.flush()
    return remarks


def books_of(
    batch: Batch,
    holding: held.Holding,
    kind: str,
    document_id: UUID,
    store_id: UUID,
    at: datetime,
) -> Books:
    """The books of one entry about what a member holds, on the store's business day."""
    store = org.get_store(store_id)
    return Books(
        batch=batch,
        balances=holding.balances,
        kind=kind,
        holder=holding.member_id,
        document_id=document_id,
        store_id=store_id,
        at=at,
        business_on=business_day(at, zone=store.zone, cutover_hour=store.cutover_hour),
    )
