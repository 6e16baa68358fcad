"""The earning rule that counts now, and what sales earned."""

from datetime import date
from uuid import UUID

from tessera import pricing
from tessera.members import queries as members
from tessera.platform import reads, versions
from tessera.rewards.models import Earning, EarnRule
from tessera.rewards.queries.ladder import ladder_of
from tessera.rewards.rules import FULL, EarnFacts, points_factor, points_for
from tessera.rewards.rules.levels import Ladder


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


def points_to_earn(quoted: pricing.Quote, *, member_id: UUID | None, on: date) -> int:
    """What a quoted cart would earn a member on the business day ``on``, if nothing of it were
    paid by bonus; nothing without a member."""
    if member_id is None:
        return 0
    current = versions.current()
    goods = sum(line.paid_minor for line in quoted.lines if line.kind == "goods")
    factor = _factor(ladder_of(current), member_id, on)
    return points_for(goods, earn_rule.get(current).minor_per_point, factor)


def _factor(ladder: Ladder, member_id: UUID, on: date) -> int:
    """Asks for the member only where levels differ in this at all."""
    factors = {(r.benefits.points_bp, r.benefits.birthday_bp) for r in ladder.rungs}
    if factors <= {(FULL, FULL)}:
        return FULL
    found = reads.gather({"member": members.select_member(member_id)})["member"]
    if not found:
        return FULL
    member = members.member_of(found)
    rung = ladder.rung(member.level_id)
    return points_factor(rung.benefits, birthday=member.birthday, on=on)
