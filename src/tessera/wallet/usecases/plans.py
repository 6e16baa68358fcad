"""What top-ups credit."""

from datetime import datetime
from uuid import UUID

from tessera.catalog import operations as catalog
from tessera.kernel.actor import Actor
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.wallet import errors, permissions
from tessera.wallet.models import TopUpPlan


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
