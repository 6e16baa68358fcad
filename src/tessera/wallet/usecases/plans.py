"""What top-ups credit."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from tessera.catalog import operations as catalog
from tessera.catalog.rules import TOPUP
from tessera.kernel.actor import Actor
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.wallet import errors, permissions, queries
from tessera.wallet.models import TopUpPlan
from tessera.wallet.rules.topups import PlanTerms, is_sound


@usecase(permission=permissions.SET_PLANS, audit="wallet.plan_set")
def set_plan(
    *,
    actor: Actor,
    at: datetime,
    sku_id: UUID,
    principal_minor: int,
    bonus_minor: int = 0,
    terms: PlanTerms | None = None,
) -> UUID:
    """Say what a top-up SKU credits: what is paid, the bonus on top, and whatever else its
    ``terms`` give (handbook 5.1). What was sold before keeps what it was promised.

    Raises Forbidden; Invalid ``wallet.plan_invalid``, ``wallet.plan_not_topup``; NotFound
    ``products.not_found``.
    """
    actor.require_everywhere(permissions.SET_PLANS)
    asked = terms or PlanTerms()
    if principal_minor <= 0 or bonus_minor < 0 or not is_sound(asked):
        raise errors.plan_invalid()
    product = catalog.require_sku(sku_id).product
    if product.kind != TOPUP:
        raise errors.plan_not_topup(name=product.name)
    amounts = {"principal_minor": principal_minor, "bonus_minor": bonus_minor}
    values = {**amounts, "terms": queries.terms_as_kept(asked)}
    plan, is_new = TopUpPlan.objects.update_or_create(sku_id=sku_id, defaults=values)
    if not is_new:
        TopUpPlan.objects.filter(id=plan.id).update(version=F("version") + 1)
    audit.record(
        actor=actor,
        at=at,
        action="wallet.plan_set",
        subject=plan.id,
        data=values,
    )
    return plan.id
