"""The rules of earning, as the brand sets them."""

from datetime import datetime

from django.db.models import Max

from tessera.kernel.actor import Actor
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.rewards import errors, permissions
from tessera.rewards.models import EarnRule


@usecase(permission=permissions.SET_RULES, audit="rewards.rule_set")
def set_earn_rule(
    *,
    actor: Actor,
    at: datetime,
    minor_per_point: int,
    expiry_years: int,
    carry_from_month: int = 12,
    earns_on_bonus: bool = True,
) -> int:
    """Make a new version of the earning rule; what was sold before keeps its own (CASES 19).

    ``carry_from_month`` of 13 never carries over. Returns the version. Raises Forbidden;
    Invalid ``rewards.rule_invalid``.
    """
    actor.require_everywhere(permissions.SET_RULES)
    if minor_per_point <= 0 or expiry_years < 0 or not 1 <= carry_from_month <= 13:
        raise errors.rule_invalid()
    newest = EarnRule.objects.aggregate(newest=Max("version"))["newest"] or 0
    rule = EarnRule.objects.create(
        version=newest + 1,
        minor_per_point=minor_per_point,
        expiry_years=expiry_years,
        carry_from_month=carry_from_month,
        earns_on_bonus=earns_on_bonus,
    )
    versions.bump("rewards")
    audit.record(
        actor=actor,
        at=at,
        action="rewards.rule_set",
        subject=rule.id,
        data={"version": rule.version, "minor_per_point": minor_per_point},
    )
    return rule.version
