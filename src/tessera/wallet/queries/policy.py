"""How value is spent in this brand."""

from dataclasses import dataclass

from django.db.models import Max

from tessera.platform import versions
from tessera.wallet.models import Policy, Safeguard
from tessera.wallet.rules.giving import REPLACED_ALONE, GivingLimits


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """How value is spent: consumption order, what points are worth, lapsed lots' new life; what is
    proved before, and at which balances members are told: ``highest_mark_minor`` is the highest of all
    marks; ``replace_alone_minor`` of a lost gift card one person may replace alone; ``give_once_minor`` and ``give_day_minor`` bound what members give away."""

    consumption_order: str = "proportional"
    points_per_major: int = 100
    points_step: int = 1
    restored_lot_days: int = 30
    proof_over_minor: int | None = None
    proof_days: int = 1
    proof_way: str = "either"
    proof_tries: int = 5
    proof_lock_minutes: int = 30
    low_mark_minor: int | None = None
    highest_mark_minor: int = 0
    may_give: bool = False
    may_transfer_value: bool = False
    give_once_minor: int | None = None
    give_day_minor: int | None = None
    replace_alone_minor: int = REPLACED_ALONE

    @property
    def giving(self) -> GivingLimits:
        """What a member may give away at once and on a day."""
        return GivingLimits(self.give_once_minor, self.give_day_minor)


def _load_policy() -> PolicyFacts:
    own = Safeguard.objects.aggregate(highest=Max("low_mark_minor"))["highest"] or 0
    row = Policy.objects.first()
    if row is None:
        return PolicyFacts(highest_mark_minor=own)
    names = PolicyFacts.__dataclass_fields__.keys() - {"highest_mark_minor"}
    kept = {name: getattr(row, name) for name in names}
    return PolicyFacts(**kept, highest_mark_minor=max(own, row.low_mark_minor or 0))


policy: versions.Cached[PolicyFacts] = versions.Cached("wallet", _load_policy)
"""The current policy, kept in the process by the version ``wallet``."""
