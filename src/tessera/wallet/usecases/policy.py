"""How stored value and points work in this brand."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.wallet import errors, operations, permissions
from tessera.wallet.models import Policy


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

    Raises Forbidden; Invalid ``wallet.policy_invalid``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    known = Policy._meta.get_field("consumption_order").choices or ()
    whole = min(points_per_major, points_step, restored_lot_days) >= 1
    if not whole or consumption_order not in dict(known):
        raise errors.policy_invalid()
    policy = operations.policy_to_change()
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
