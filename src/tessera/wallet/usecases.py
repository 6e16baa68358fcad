"""How stored value and points work in this brand: the policy and the top-up plans."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.wallet import errors, permissions
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
) -> None:
    """Set how value is spent (domain handbook 5.2, 5.3).

    Raises Invalid ``wallet.policy_invalid``.
    """
    known = Policy._meta.get_field("consumption_order").choices or ()
    if min(points_per_major, points_step, restored_lot_days) < 1 or consumption_order not in dict(
        known
    ):
        raise errors.policy_invalid()
    policy = Policy.objects.first() or Policy()
    policy.consumption_order = consumption_order
    policy.points_per_major = points_per_major
    policy.points_step = points_step
    policy.restored_lot_days = restored_lot_days
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

    Raises Invalid ``wallet.plan_invalid``.
    """
    if principal_minor <= 0 or bonus_minor < 0:
        raise errors.plan_invalid()
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
