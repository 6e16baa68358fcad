"""How stored value and points work in this brand: policy, top-up plans, expiry."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.catalog import operations as catalog
from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.wallet import errors, operations, permissions, queries
from tessera.wallet.models import Policy, TopUpPlan


@usecase(permission=permissions.SET_POLICY, audit="wallet.policy_set")
def set_policy(
    *,
    actor: Actor,
    at: datetime,
    consumption_order: str = "proportional",
    points_per_major: int = 100,
    points_step: int = 1,
    restored_lot_days: int = 30,
    cooling_off_days: int = 7,
    cash_payout_max_minor: int = 10000,
) -> None:
    """Set how value is spent (domain handbook 5.2, 5.3) and paid out (1.4).

    Raises Forbidden; Invalid ``wallet.policy_invalid``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    known = Policy._meta.get_field("consumption_order").choices or ()
    whole = min(points_per_major, points_step, restored_lot_days) >= 1
    if not whole or consumption_order not in dict(known):
        raise errors.policy_invalid()
    if not 0 <= cooling_off_days <= 365 or cash_payout_max_minor < 0:
        raise errors.policy_invalid()
    policy = Policy.objects.first() or Policy()
    policy.consumption_order = consumption_order
    policy.points_per_major = points_per_major
    policy.points_step = points_step
    policy.restored_lot_days = restored_lot_days
    policy.cooling_off_days = cooling_off_days
    policy.cash_payout_max_minor = cash_payout_max_minor
    policy.save()
    versions.bump("wallet")
    audit.record(
        actor=actor,
        at=at,
        action="wallet.policy_set",
        subject=policy.id,
        data={"consumption_order": consumption_order, "points_per_major": points_per_major},
    )


@usecase(permission=permissions.SET_PLANS, audit="wallet.plan_set")
def set_plan(
    *, actor: Actor, at: datetime, sku_id: UUID, principal_minor: int, bonus_minor: int
) -> UUID:
    """Say what a top-up SKU credits: what is paid, and the bonus on top (handbook 5.1).

    Raises Forbidden; Invalid ``wallet.plan_invalid``, ``wallet.plan_not_topup``; NotFound
    ``products.not_found``.
    """
    actor.require_everywhere(permissions.SET_PLANS)
    if principal_minor <= 0 or bonus_minor < 0:
        raise errors.plan_invalid()
    product = catalog.require_sku(sku_id).product
    if product.kind != "topup":
        raise errors.plan_not_topup(name=product.name)
    plan, _ = TopUpPlan.objects.update_or_create(
        sku_id=sku_id, defaults={"principal_minor": principal_minor, "bonus_minor": bonus_minor}
    )
    audit.record(
        actor=actor,
        at=at,
        action="wallet.plan_set",
        subject=plan.id,
        data={"principal_minor": principal_minor, "bonus_minor": bonus_minor},
    )
    return plan.id


@dataclass(frozen=True, slots=True)
class Expired:
    """What one round of expiry took: so many lots with so many points in all."""

    batch_id: UUID
    lots: int
    points: int


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
    batch, batch_id = Batch(), ids.uuid7()
    operations.expire_points(batch, lots, days=days, document_id=batch_id, at=at)
    result = Expired(batch_id, len(lots), sum(lot.remaining for lot in lots))
    row = audit.row(
        actor=actor,
        at=at,
        action="wallet.points_expired",
        subject=batch_id,
        data={"lots": result.lots, "points": result.points},
    )
    batch.insert(AuditRow, row)
    batch.flush()
    return result


@usecase(permission=permissions.EXPIRE, audit="wallet.carried_over")
def carry_over(*, actor: Actor, at: datetime, limit: int = 100) -> int:
    """Give survivors what reached members after they were merged; how many members that were.

    A sale that was under way, or the return of something that the duplicate bought, still
    writes to the duplicate's accounts: documents stay as they were written (CASES 14). Doing it
    again finds nothing. Raises Forbidden to whoever may not do so in every store.
    """
    actor.require_everywhere(permissions.EXPIRE)
    days = queries.business_days(actor, at)
    somewhere = min(days, default=None)
    batch, batch_id = Batch(), ids.uuid7()
    left = queries.list_left_behind(limit=limit) if somewhere else []
    for one in left:
        store_id = one.home_store_id or somewhere
        assert store_id is not None
        operations.carry_over(
            batch,
            gone_id=one.gone_id,
            keep_id=one.keep_id,
            document_id=batch_id,
            store_id=store_id,
            at=at,
            business_on=days[store_id],
        )
    row = audit.row(
        actor=actor,
        at=at,
        action="wallet.carried_over",
        subject=batch_id,
        data={"members": len(left)},
    )
    batch.insert(AuditRow, row)
    batch.flush()
    return len(left)
