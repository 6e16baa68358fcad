"""How the brand prices as a whole."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.offers import errors, permissions
from tessera.offers.models import PricePolicy, Rounding
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
