"""The rules of levels and of growth value, as the brand sets them, version by version."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.offers.models import CouponKind
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.rewards import errors, permissions
from tessera.rewards.models import Falls, GrowthRule, LevelRule, Window


@dataclass(frozen=True, slots=True)
class LevelTerms:
    """How one rises to a level, keeps it, and what it gives. The columns of ``LevelRule``."""

    spend_minor: int | None = None
    points: int | None = None
    growth: int | None = None
    window: str = Window.MONTHS.value
    months: int = 12
    purchase_minor: int | None = None
    early_minor: int | None = None
    early_days: int = 30
    topup_minor: int | None = None
    is_sold: bool = False
    validity_months: int | None = None
    keep_spend_minor: int | None = None
    keep_points: int | None = None
    keep_growth: int | None = None
    falls: str = Falls.ONE.value
    warn_days: int = 30
    points_bp: int = 10_000
    birthday_bp: int = 10_000
    birthday_coupon_id: UUID | None = None
    free_shipping: bool = False
    priority: bool = False
    rights: str = ""


_WAYS = ("spend_minor", "points", "growth", "purchase_minor", "early_minor", "topup_minor")
_KEEPS = ("keep_spend_minor", "keep_points", "keep_growth")
_MOST_MONTHS = 120
_MOST_BP = 100_000


@usecase(permission=permissions.SET_RULES, audit="rewards.level_rule_set")
def set_level_rule(*, actor: Actor, at: datetime, level_id: UUID, terms: LevelTerms) -> int:
    """Make a new version of a level's rule; it counts from the next sale and review on.

    A validity that runs already keeps its end. Returns the version. Raises Forbidden;
    NotFound ``members.level_not_found``; Invalid ``rewards.level_rule_invalid``,
    ``rewards.lowest_level``. Rule: domain handbook 5.4.
    """
    actor.require_everywhere(permissions.SET_RULES)
    level = members.get_level(level_id)
    _check(terms, is_lowest=level == members.list_levels()[0])
    newest = LevelRule.objects.filter(level=level_id).aggregate(newest=Max("version"))["newest"]
    rule = LevelRule.objects.create(level_id=level_id, version=(newest or 0) + 1, **asdict(terms))
    versions.bump("rewards")
    audit.record(
        actor=actor,
        at=at,
        action="rewards.level_rule_set",
        subject=rule.id,
        data={"name": level.name, "version": rule.version},
    )
    return rule.version


def _check(terms: LevelTerms, *, is_lowest: bool) -> None:
    for name in (*_WAYS, *_KEEPS):
        amount = getattr(terms, name)
        if amount is not None and amount <= 0:
            raise errors.level_rule_invalid(field=name)
    for name, low, high in (
        ("months", 1, _MOST_MONTHS),
        ("early_days", 1, 3650),
        ("warn_days", 0, 365),
        ("points_bp", 0, _MOST_BP),
        ("birthday_bp", 0, _MOST_BP),
    ):
        if not low <= getattr(terms, name) <= high:
            raise errors.level_rule_invalid(field=name)
    _check_choices(terms)
    ways = any(getattr(terms, name) is not None for name in _WAYS) or terms.is_sold
    if is_lowest and (ways or terms.validity_months is not None):
        raise errors.lowest_level()


def _check_choices(terms: LevelTerms) -> None:
    if terms.window not in Window.values:
        raise errors.level_rule_invalid(field="window")
    if terms.falls not in Falls.values:
        raise errors.level_rule_invalid(field="falls")
    months = terms.validity_months
    if months is not None and not 1 <= months <= _MOST_MONTHS:
        raise errors.level_rule_invalid(field="validity_months")
    gift = terms.birthday_coupon_id
    if gift is not None and not CouponKind.objects.filter(id=gift).exists():
        raise errors.level_rule_invalid(field="birthday_coupon_id")
    if len(terms.rights) > 500:
        raise errors.level_rule_invalid(field="rights")


@usecase(permission=permissions.SET_RULES, audit="rewards.growth_rule_set")
def set_growth_rule(*, actor: Actor, at: datetime, per_major: int, per_visit: int) -> int:
    """Say what growth value comes from: so much per whole unit of money paid, and per purchase.

    What was bought before keeps what it counted. Returns the version. Raises Forbidden;
    Invalid ``rewards.level_rule_invalid``.
    """
    actor.require_everywhere(permissions.SET_RULES)
    for field, value in (("per_major", per_major), ("per_visit", per_visit)):
        if not 0 <= value <= _MOST_BP:
            raise errors.level_rule_invalid(field=field)
    newest = GrowthRule.objects.aggregate(newest=Max("version"))["newest"] or 0
    rule = GrowthRule.objects.create(version=newest + 1, per_major=per_major, per_visit=per_visit)
    versions.bump("rewards")
    audit.record(
        actor=actor,
        at=at,
        action="rewards.growth_rule_set",
        subject=rule.id,
        data={"version": rule.version, "per_major": per_major, "per_visit": per_visit},
    )
    return rule.version
