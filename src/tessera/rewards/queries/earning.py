"""The earning rule that counts now, and what sales earned."""

from uuid import UUID

from tessera import pricing
from tessera.platform import versions
from tessera.rewards.models import Earning, EarnRule
from tessera.rewards.rules import EarnFacts, points_for


def _load() -> EarnFacts:
    rule = EarnRule.objects.order_by("-version").first()
    if rule is None:
        return EarnFacts()
    return EarnFacts(
        version=rule.version,
        minor_per_point=rule.minor_per_point,
        expiry_years=rule.expiry_years,
        carry_from_month=rule.carry_from_month,
        earns_on_bonus=rule.earns_on_bonus,
    )


earn_rule: versions.Cached[EarnFacts] = versions.Cached("rewards", _load)
"""The current earning rule, kept in the process by the version ``rewards``."""


def find_earning(sale_id: UUID) -> Earning | None:
    """What a sale earned, if anything."""
    return Earning.objects.filter(sale_id=sale_id).first()


def points_to_earn(quoted: pricing.Quote) -> int:
    """What a quoted cart would earn if nothing of it were paid by bonus."""
    goods = sum(line.paid_minor for line in quoted.lines if line.kind == "goods")
    return points_for(goods, earn_rule.get(versions.current()).minor_per_point)
