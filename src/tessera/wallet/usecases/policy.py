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
    consumption_order: str | None = None,
    points_per_major: int | None = None,
    points_step: int | None = None,
    restored_lot_days: int | None = None,
) -> None:
    """Set how value is spent (domain handbook 5.2, 5.3); what is None stays as it is.

    Raises Forbidden; Invalid ``wallet.policy_invalid``.
    """
    actor.require_everywhere(permissions.SET_POLICY)
    asked: dict[str, str | int | None] = {
        "consumption_order": consumption_order,
        "points_per_major": points_per_major,
        "points_step": points_step,
        "restored_lot_days": restored_lot_days,
    }
    told = {name: value for name, value in asked.items() if value is not None}
    known = dict(Policy._meta.get_field("consumption_order").choices or ())
    whole = all(value >= 1 for value in told.values() if isinstance(value, int))
    if not whole or told.get("consumption_order", next(iter(known))) not in known:
        raise errors.policy_invalid()
    policy = operations.policy_to_change()
    for name, value in told.items():
        setattr(policy, name, value)
    policy.save()
    versions.bump("wallet")
    audit.record(actor=actor, at=at, action="wallet.policy_set", subject=policy.id, data=told)
