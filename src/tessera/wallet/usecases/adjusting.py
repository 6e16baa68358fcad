"""Adjusting points and bonus by hand: alone up to a limit, beyond it with a second person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.ledger.operations import Books
from tessera.members import operations as members
from tessera.members import queries as member_queries
from tessera.members.models import Member
from tessera.members.operations.access import member_at_home
from tessera.org import queries as org
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.wallet import errors, operations, permissions, queries
from tessera.wallet.models import Adjustment, AdjustmentCause, AdjustmentState
from tessera.wallet.queries import Holding

MOST = 10**9
_LIMITS = {"points": "points", "bonus": "bonus_minor"}


@dataclass(frozen=True, slots=True)
class Adjusted:
    """An adjustment; ``waits`` for a second person, and nothing has moved."""

    adjustment_id: UUID
    waits: bool


@usecase(permission=permissions.ADJUST, audit="wallet.adjusted")
def adjust(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    member_id: UUID,
    unit: str,
    amount: int,
    cause: str,
    reason: str,
    expires_on: date | None = None,
) -> Adjusted:
    """Add so many points or minor units of bonus to a member, or take them where negative.

    What one person has adjusted alone for a member in a day may not go beyond the limit of the
    role (``PointsTerms.limit``); what does waits for somebody else, as does anything for one's own card. What is added counts through
    ``expires_on``. Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``;
    Invalid ``wallet.adjustment_invalid``, ``wallet.bonus_ends``; Conflict ``points.insufficient``,
    ``wallet.bonus_insufficient``.
    """
    why = one_line(reason)
    if unit not in _LIMITS or cause not in AdjustmentCause or not 0 < len(why) <= 200:
        raise errors.adjustment_invalid()
    row = member_at_home(actor, member_id, permissions.ADJUST)
    store_id = _store_of(actor, row)
    on = members.today_of(store_id, at)
    if not 0 < abs(amount) <= MOST or (expires_on is not None and expires_on < on):
        raise errors.adjustment_invalid()
    warned = _warned(on, ends=unit == "bonus" and amount > 0 and expires_on is not None)
    turns, done = queries.adjusted_alone(actor=actor, member_id=row.id, unit=unit, on=on)
    limit = queries.points_terms.get(versions.current()).limit(actor.role, _LIMITS[unit])
    waits = done + abs(amount) > limit or member_queries.is_own_of(actor, {row.id})
    asked: dict[str, Any] = {"unit": unit, "amount": amount, "cause": cause, "reason": why}
    asked |= {"expires_on": expires_on, "business_on": on, **_by(actor, at)}
    kept = Adjustment(
        id=uuid7(),
        member=row,
        store_id=store_id,
        state=AdjustmentState.WAITING if waits else AdjustmentState.DONE,
        turn=None if waits else turns + 1,
        **asked,
    )
    batch = Batch()
    batch.insert(Adjustment, _values(kept))
    _begin(batch, kept, at=at, on=on)
    _note(batch, actor, at, "wallet.adjusted", kept, waits=waits, **warned)
    batch.flush()
    return Adjusted(kept.id, waits)


def _warned(on: date, *, ends: bool) -> dict[str, list[str]]:
    """What the audit row says where bonus gets a last day that the law only warns of."""
    found = operations.check_bonus_end(ends=ends, on=on)
    return {"warned": list(found)} if found else {}


@usecase(permission=permissions.APPROVE, audit="wallet.adjustment_approved")
def approve_adjustment(*, actor: Actor, at: datetime, adjustment_id: UUID) -> None:
    """Let an adjustment that waits be carried out, now, by somebody else than who asked for it
    and than who gets it.

    Raises Forbidden beyond the actor's stores; NotFound ``wallet.adjustment_not_found``; Conflict
    ``wallet.adjustment_over``, ``wallet.adjustment_late`` where its own last day went by meanwhile,
    ``wallet.second_person``, ``wallet.own_card``, and what ``adjust`` raises of amounts.
    """
    row = _waiting(actor, adjustment_id)
    if member_queries.is_own_of(actor, {row.member_id}):
        raise errors.own_card()
    holding, on = queries.get_holding(row.member_id), members.today_of(row.store_id, at)
    if row.expires_on is not None and row.expires_on < on:
        raise errors.adjustment_late()
    batch = Batch()
    _decide(batch, row, actor, at, AdjustmentState.DONE)
    _move(batch, row, holding, at=at, on=on)
    _tell_of_low(batch, row, holding)
    _note(batch, actor, at, "wallet.adjustment_approved", row, asked_by=row.asked_by_name)
    batch.flush()


@usecase(permission=permissions.APPROVE, audit="wallet.adjustment_refused")
def refuse_adjustment(*, actor: Actor, at: datetime, adjustment_id: UUID, reason: str) -> None:
    """Refuse an adjustment that waits, and say why; nothing moves.

    Raises as ``approve_adjustment``; Invalid ``wallet.adjustment_invalid`` without a reason.
    """
    why = one_line(reason)
    if not 0 < len(why) <= 200:
        raise errors.adjustment_invalid()
    row = _waiting(actor, adjustment_id)
    batch = Batch()
    _decide(batch, row, actor, at, AdjustmentState.REFUSED, why)
    told = {"asked_by": row.asked_by_name, "decision": why}
    _note(batch, actor, at, "wallet.adjustment_refused", row, **told)
    batch.flush()


def _by(actor: Actor, at: datetime) -> dict[str, Any]:
    """Who asked, and when."""
    return {"asked_by_id": actor.id, "asked_by_name": actor.name, "asked_at": at}


def _store_of(actor: Actor, row: Member) -> UUID:
    """The store that bears it: the member's own, else the actor's first."""
    return row.home_store_id or org.list_stores(actor)[0].id


def _waiting(actor: Actor, adjustment_id: UUID) -> Adjustment:
    row = queries.get_adjustment(actor, adjustment_id)
    actor.require(permissions.APPROVE, row.store_id)
    if row.state != AdjustmentState.WAITING:
        raise errors.adjustment_over()
    if actor.id is None or actor.id == row.asked_by_id:
        raise errors.second_person()
    return row


def _decide(
    batch: Batch,
    row: Adjustment,
    actor: Actor,
    at: datetime,
    state: AdjustmentState,
    decision: str = "",
) -> None:
    who = {"decided_by_id": actor.id, "decided_by_name": actor.name, "decided_at": at}
    batch.change(
        Adjustment,
        row.id,
        put={"state": state, "decision": decision, **who},
        expect={"state": AdjustmentState.WAITING},
    )


def _move(batch: Batch, row: Adjustment, holding: Holding, *, at: datetime, on: date) -> None:
    books = Books(
        batch=batch,
        balances=holding.balances,
        kind="adjustment",
        holder=row.member_id,
        document_id=row.id,
        store_id=row.store_id,
        at=at,
        business_on=on,
    )
    if row.unit == "points":
        operations.adjust_points(
            books, holding, points=row.amount, on=on, expires_on=row.expires_on
        )
    else:
        operations.adjust_bonus(
            books, holding, amount_minor=row.amount, on=on, expires_on=row.expires_on
        )
    books.close()


def _begin(batch: Batch, row: Adjustment, *, at: datetime, on: date) -> None:
    """Carry out what need not wait. What could not be carried out is refused at once, not after
    somebody has approved it."""
    waits, holding = row.state == AdjustmentState.WAITING, queries.get_holding(row.member_id)
    _move(Batch() if waits else batch, row, holding, at=at, on=on)
    if not waits:
        _tell_of_low(batch, row, holding)


def _tell_of_low(batch: Batch, row: Adjustment, holding: Holding) -> None:
    """Of bonus that is taken; what was added, and points, bring nobody below a mark."""
    if row.unit == "bonus" and row.amount < 0:
        operations.tell_of_low(
            batch,
            holding,
            spent_minor=-row.amount,
            document_id=row.id,
            highest_mark_minor=queries.policy.get(versions.current()).highest_mark_minor,
        )


def _values(row: Adjustment) -> dict[str, Any]:
    names = [field.attname for field in Adjustment._meta.local_concrete_fields]
    return {name: getattr(row, name) for name in names}


def _note(
    batch: Batch, actor: Actor, at: datetime, action: str, row: Adjustment, **more: Any
) -> None:
    told = {"adjustment": str(row.id), "unit": row.unit, "amount": row.amount, "cause": row.cause}
    noted = audit.row(
        actor=actor,
        at=at,
        action=action,
        subject=row.member_id,
        store_id=row.store_id,
        data={**told, "reason": row.reason, **more},
    )
    batch.insert(AuditRow, noted)
