"""What the worker takes: points and bonus whose last day is over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.wallet import operations, permissions, queries


@dataclass(frozen=True, slots=True)
class Expired:
    """What one round of expiry took: so many lots were over, with so much in all, in
    points or minor units."""

    batch_id: UUID
    lots: int
    amount: int


@usecase(permission=permissions.EXPIRE, audit="wallet.points_expired")
def expire_points(*, actor: Actor, at: datetime, limit: int = 300) -> Expired:
    """Take the points whose last day is over in their own store: ``limit`` lots at most.

    Each member and store gets an entry of its own; what is left of the lots moves from the
    member to what expired in the store. Doing it again takes nothing twice, as a lot that is
    empty is not found again. Raises Forbidden to whoever may not do so in every store. Rule:
    domain handbook 5.3.
    """
    actor.require_everywhere(permissions.EXPIRE)
    days = queries.business_days(actor, at)
    lots = queries.list_expired_points(days, limit=limit)
    batch_id = ids.uuid7()
    swept = operations.expire_points(lots, days=days, document_id=batch_id, at=at)
    data = {"lots": swept.lots, "points": swept.amount}
    audit.record(actor=actor, at=at, action="wallet.points_expired", subject=batch_id, data=data)
    return Expired(batch_id, len(lots), swept.amount)


@usecase(permission=permissions.EXPIRE, audit="wallet.bonus_expired")
def expire_bonus(*, actor: Actor, at: datetime, limit: int = 300) -> Expired:
    """Take bonus whose last day is over in its own store: ``limit`` lots at most.

    It goes back to what it cost that store; whoever has little left then hears of it. What members
    paid in never lapses. Raises Forbidden
    to whoever may not do so in every store.
    """
    actor.require_everywhere(permissions.EXPIRE)
    days = queries.business_days(actor, at)
    lots = queries.list_expired_bonus(days, limit=limit)
    batch_id, currency = ids.uuid7(), org.get_brand().currency
    operations.tell_of_lapsed(lots, currency)
    swept = operations.expire_bonus(lots, currency=currency, days=days, document_id=batch_id, at=at)
    data = {"lots": swept.lots, "amount_minor": swept.amount}
    audit.record(actor=actor, at=at, action="wallet.bonus_expired", subject=batch_id, data=data)
    return Expired(batch_id, len(lots), swept.amount)
