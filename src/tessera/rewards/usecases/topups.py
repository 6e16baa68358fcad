"""What a top-up's plan gives of points and levels, after the commit of its sale."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.catalog.rules import TOPUP
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.members import operations as member_operations
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.platform import audit, events, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.rewards import operations, permissions, queries
from tessera.rewards.models import Cause, TopUpGift
from tessera.rewards.operations import Move
from tessera.rewards.queries.standing import get_standing
from tessera.rewards.rules import expires_on
from tessera.sales.events import TopUpGave, TopUpTakenBack
from tessera.sales.models import SaleLine
from tessera.sales.queries.topups import points_withdrawn, was_withdrawn
from tessera.wallet import operations as wallet
from tessera.wallet import queries as wallets
from tessera.wallet.queries import Holding


@usecase(permission=permissions.REVIEW, audit="topup.gave")
def give_for_topup(*, actor: Actor, at: datetime, gave: TopUpGave) -> None:
    """Credit the points and raise to the level that a top-up's plan gives, once for its sale.

    Points expire as those that are earned on that day. A level that is not above the present one,
    or meets a lock, changes nothing. Somebody who left gets nothing, nor does a top-up that came back
    or was withdrawn before its news was worked off; what was withdrawn in part is taken back next.
    Raises Forbidden. Rule: domain handbook 5.1.
    """
    member_id = members.survivor_of(gave.member_id)
    batch = Batch()
    gone = _came_back(batch, gave.sale_id) or was_withdrawn(gave.sale_id) or _has_left(member_id)
    gives = not gone and not _is_given(gave.sale_id)
    if gives:
        _credit(batch, gave, member_id, at)
        _raise(batch, actor, gave, member_id, at)
        if points_withdrawn(gave.sale_id, gave.points):
            events.publish(TopUpTakenBack(gave.sale_id), batch)
    data = {"points": gave.points if gives else 0, "member_id": str(member_id)}
    _note(batch, actor, at, "topup.gave", gave.sale_id, gave.store_id, data)
    batch.flush()


@usecase(permission=permissions.REVIEW, audit="topup.taken_back")
def take_back_for_topup(*, actor: Actor, at: datetime, sale_id: UUID) -> None:
    """Take back the points of a top-up that came back, or the share of them that was withdrawn with
    its money, even beyond what is held.

    The level goes with the return itself. A return that was only looked at takes nothing. Raises
    Forbidden. Rule: decision 26.
    """
    batch = Batch()
    is_back = _came_back(batch, sale_id)
    row = TopUpGift.objects.select_for_update().filter(sale=sale_id).first()
    points = _still_to_take(row, is_back=is_back) if row else 0
    if row is not None and points:
        member_id = members.survivor_of(row.member_id)
        store_id, day = row.sale.store_id, member_operations.today_of(row.sale.store_id, at)
        holding, books = _open(batch, "topup_points_back", member_id, row.id, store_id, at, day)
        wallet.claw_back_points(books, holding, points=points, first=row.lot_id, on=day)
        books.close()
        row.points_back += points
        row.save(update_fields=["points_back"])
    _note(batch, actor, at, "topup.taken_back", sale_id, None, {"points": points})
    batch.flush()


def _still_to_take(row: TopUpGift, *, is_back: bool) -> int:
    gone = row.points if is_back else points_withdrawn(row.sale_id, row.points)
    return max(0, gone - row.points_back)


def _came_back(batch: Batch, sale_id: UUID) -> bool:
    """Whether a top-up came back. The lines must be as they are now when the batch is written: a
    return whose own news found nothing to take back would leave what is given behind it."""
    lines = SaleLine.objects.filter(sale=sale_id, kind=TOPUP)
    counted = dict(lines.order_by("id").values_list("id", "returned"))
    for line_id, returned in counted.items():
        batch.change(SaleLine, line_id, put={"returned": returned}, expect={"returned": returned})
    return any(counted.values())


def _is_given(sale_id: UUID) -> bool:
    return TopUpGift.objects.filter(sale=sale_id).exists()


def _has_left(member_id: UUID) -> bool:
    return Member.objects.filter(id=member_id, left_at__isnull=False).exists()


def _credit(batch: Batch, gave: TopUpGave, member_id: UUID, at: datetime) -> None:
    gift_id, lot_id = uuid7(), None
    if gave.points:
        day = gave.business_on
        rule = queries.earn_rule.get(versions.current())
        until = expires_on(rule, day)
        holding, books = _open(batch, "topup_points", member_id, gift_id, gave.store_id, at, day)
        lot_id, _ = wallet.credit_points(books, holding, points=gave.points, expires_on=until)
        books.close()
    row = {"id": gift_id, "sale_id": gave.sale_id, "member_id": member_id, "points": gave.points}
    batch.insert(TopUpGift, {**row, "lot_id": lot_id})


def _raise(batch: Batch, actor: Actor, gave: TopUpGave, member_id: UUID, at: datetime) -> None:
    """To the highest of the levels that the plan gives, where that is above the present one."""
    if not gave.level_ids:
        return
    standing, on = get_standing(member_id, gave.business_on)[0], gave.business_on
    ladder = queries.get_ladder()
    above = [rung for rung in ladder.above(standing.level_id) if rung.level_id in gave.level_ids]
    if not above or standing.is_locked(on):
        return
    to = max(above, key=lambda rung: rung.rank)
    going = Move(
        to=to,
        cause=Cause.TOPUP,
        since=on,
        through=to.through(on),
        document_id=gave.sale_id,
        cause_id=gave.sale_id,
    )
    before = ladder.rung(standing.level_id)
    operations.move(
        batch,
        actor=actor,
        at=at,
        on=on,
        standing=standing,
        going=going,
        before=before,
        store_id=gave.store_id,
    )


def _open(
    batch: Batch,
    kind: str,
    member_id: UUID,
    document_id: UUID,
    store_id: UUID,
    at: datetime,
    day: date,
) -> tuple[Holding, Books]:
    holding = wallets.get_holding(member_id)
    books = Books(
        batch=batch,
        balances=holding.balances,
        kind=kind,
        holder=member_id,
        document_id=document_id,
        store_id=store_id,
        at=at,
        business_on=day,
    )
    return holding, books


def _note(
    batch: Batch,
    actor: Actor,
    at: datetime,
    action: str,
    sale_id: UUID,
    store_id: UUID | None,
    data: dict[str, Any],
) -> None:
    row = audit.row(
        actor=actor, at=at, action=action, subject=sale_id, store_id=store_id, data=data
    )
    batch.insert(AuditRow, row)
