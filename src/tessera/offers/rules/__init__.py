"""Pure rules of promotions: which terms may stand, and their form in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tessera.offers import errors
from tessera.offers.rules import checks
from tessera.offers.rules.approving import ApprovalRule, most_off_bp
from tessera.offers.rules.asking import (
    Limits,
    conditions_columns,
    parse_conditions,
    parse_limits,
)
from tessera.offers.rules.checks import check_days, check_name, check_whole
from tessera.offers.rules.configs import kind_of, parse_config
from tessera.offers.rules.coupons import CouponTerms, coupon_terms
from tessera.offers.rules.goods import Filters, parse_filters
from tessera.offers.rules.issuing import Issuing, check_issuing, days_of
from tessera.offers.rules.standing import Standing, standing
from tessera.pricing import Conditions, codec
from tessera.pricing.terms import Config, PromotionKind

__all__ = [
    "ApprovalRule",
    "CouponTerms",
    "Filters",
    "Issuing",
    "Limits",
    "Standing",
    "Terms",
    "check_days",
    "check_issuing",
    "check_name",
    "check_whole",
    "coupon_terms",
    "days_of",
    "most_off_bp",
    "parse_conditions",
    "parse_config",
    "parse_filters",
    "parse_limits",
    "standing",
    "terms",
]

PEOPLE = frozenset({"member_only", "level_ids"})
"""Conditions that may be given among the filters as well."""

ON_ORDER = frozenset({"spend_save", "spend_percent"})
"""Kinds that serve no single piece, so that none can be counted."""

MAX_PRIORITY = 999
MAX_USES = 9_999


@dataclass(frozen=True, slots=True)
class Terms:
    """A promotion's terms, checked. Valid from ``starts_on`` through ``ends_on``."""

    kind: PromotionKind
    name: str
    group: str
    combines: bool
    combines_with_level: bool | None
    priority: int
    starts_on: date
    ends_on: date
    filters: Filters
    conditions: Conditions
    limits: Limits
    config: Config

    def columns(self) -> dict[str, Any]:
        """The terms as the table keeps them."""
        own = {name: getattr(self, name) for name in Terms.__slots__}
        return own | {
            "filters": self.filters.columns(),
            "conditions": conditions_columns(self.conditions),
            "limits": self.limits.columns(),
            "config": codec.config_to_dict(self.config),
        }


def terms(
    *,
    kind: str,
    name: str,
    group: str,
    combines: bool,
    priority: int,
    starts_on: date,
    ends_on: date,
    filters: Mapping[str, Any],
    config: Mapping[str, Any],
    conditions: Mapping[str, Any] | None = None,
    limits: Mapping[str, Any] | None = None,
    combines_with_level: bool | None = None,
) -> Terms:
    """The terms of a promotion, from what a form or an importer gives.

    Raises Invalid ``promotions.field_invalid`` with the field, ``promotions.days_invalid``.
    """
    check_days(starts_on, ends_on)
    served = {name: value for name, value in filters.items() if name not in PEOPLE}
    asked = {name: value for name, value in filters.items() if name in PEOPLE}
    if not -MAX_PRIORITY <= priority <= MAX_PRIORITY:
        raise errors.field_invalid(field="priority")
    checked = parse_config(kind, config)
    bounds = parse_limits(limits or {})
    if bounds.units is not None and kind_of(checked) in ON_ORDER:
        raise errors.field_invalid(field="units")
    return Terms(
        kind=kind_of(checked),
        name=check_name(name),
        group=checks.text("group", group, limit=40),
        combines=combines,
        combines_with_level=combines_with_level,
        priority=priority,
        starts_on=starts_on,
        ends_on=ends_on,
        filters=parse_filters(served),
        conditions=parse_conditions({**asked, **(conditions or {})}),
        limits=bounds,
        config=checked,
    )
