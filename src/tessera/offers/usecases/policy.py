"""How the brand prices as a whole."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.kernel.money import BASIS
from tessera.offers import errors, permissions
from tessera.offers.models import PricePolicy, Rounding
from tessera.offers.rules import checks
from tessera.platform import audit, single, versions
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SET_PROMOTIONS, audit="price_policy.set")
def set_price_policy(
    *, actor: Actor, at: datetime, rounding: str = "off", level_discount_combines: bool = False
) -> None:
    """Set how totals are rounded off, and whether level discounts join promotions.

    Raises Forbidden; Invalid ``promotions.field_invalid``. Rule: domain handbook 5.6.
    """
    actor.require_everywhere(permissions.SET_PROMOTIONS)
    if rounding not in Rounding.values:
        raise errors.field_invalid(field="rounding")
    policy = single.to_change(PricePolicy)
    policy.rounding = rounding
    policy.level_discount_combines = level_discount_combines
    policy.save()
    versions.bump("offers")
    audit.record(
        actor=actor,
        at=at,
        action="price_policy.set",
        subject=policy.id,
        data={"rounding": rounding, "level_discount_combines": level_discount_combines},
    )


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.approval_set")
def set_approval_rule(
    *, actor: Actor, at: datetime, off_bp: int | None = None, budget_minor: int | None = None
) -> None:
    """Set above which share off, or above which budget, a promotion waits for a second person;
    None asks nobody. What runs goes on.

    Raises Forbidden; Invalid ``promotions.field_invalid``.
    """
    actor.require_everywhere(permissions.SET_PROMOTIONS)
    checks.whole_or_none("off_bp", off_bp, low=0, high=BASIS)
    checks.whole_or_none("budget_minor", budget_minor, low=0)
    policy = single.to_change(PricePolicy)
    policy.approval_off_bp = off_bp
    policy.approval_budget_minor = budget_minor
    policy.save()
    versions.bump("offers")
    audit.record(
        actor=actor,
        at=at,
        action="promotion.approval_set",
        subject=policy.id,
        data={"off_bp": off_bp, "budget_minor": budget_minor},
    )
