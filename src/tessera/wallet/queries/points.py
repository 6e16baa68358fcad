"""What holds for points in this brand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from tessera.platform import versions
from tessera.pricing import PointsRule
from tessera.wallet.models import PointsPolicy
from tessera.wallet.models.points import usual_limits, usual_notice_days
from tessera.wallet.queries.policy import policy


@dataclass(frozen=True, slots=True)
class PointsTerms:
    """How points are spent (domain handbook 5.3), given to others, adjusted and announced.

    Amounts are minor units and points. What is excluded is not paid for with points: categories
    by name, SKUs by their ids as text. ``limits`` are what one person may adjust alone, by role.
    """

    version: int = 0
    is_spendable: bool = True
    minimum_points: int = 0
    minimum_order_minor: int = 0
    cap_bp: int = 10_000
    cap_minor: int | None = None
    excluded_categories: frozenset[str] = frozenset()
    excluded_sku_ids: frozenset[str] = frozenset()
    excludes_promotions: bool = False
    may_transfer: bool = False
    transfer_min_points: int = 100
    transfer_day_max: int = 5000
    transfer_fee_points: int = 0
    notice_days: tuple[int, ...] = tuple(usual_notice_days())
    adjustment_limits: Mapping[str, Mapping[str, int]] = field(default_factory=usual_limits)

    def limit(self, role: str, what: str) -> int:
        """How much of ``what`` (``points``, ``bonus_minor``) a ``role`` may adjust alone."""
        return self.adjustment_limits.get(role, {}).get(what, 0)


def _load_terms() -> PointsTerms:
    row = PointsPolicy.objects.first()
    if row is None:
        return PointsTerms()
    kept = {one.name: getattr(row, one.name) for one in fields(PointsTerms)}
    for name in ("excluded_categories", "excluded_sku_ids"):
        kept[name] = frozenset(kept[name])
    return PointsTerms(**kept | {"notice_days": tuple(sorted(kept["notice_days"], reverse=True))})


points_terms: versions.Cached[PointsTerms] = versions.Cached("wallet", _load_terms)
"""The current terms, kept in the process by the version ``wallet``."""


def _load_rule() -> PointsRule:
    known = versions.current()
    rate, terms = policy.get(known), points_terms.get(known)
    return PointsRule(
        points_per_major=rate.points_per_major,
        step_points=rate.points_step,
        enabled=terms.is_spendable,
        cap_bp=terms.cap_bp,
        cap_minor=terms.cap_minor,
        minimum_minor=terms.minimum_order_minor,
        minimum_points=terms.minimum_points,
        excluded_categories=terms.excluded_categories,
        excluded_sku_ids=terms.excluded_sku_ids,
        excludes_promotions=terms.excludes_promotions,
    )


points_rule: versions.Cached[PointsRule] = versions.Cached("wallet", _load_rule)
"""Points as money for the price engine, kept in the process by the version ``wallet``."""
