"""The levels with their rules, kept in the process."""

from collections.abc import Mapping
from uuid import UUID

from tessera.members import queries as members
from tessera.platform import versions
from tessera.rewards.models import GrowthRule, LevelRule
from tessera.rewards.rules.ladder import Benefits, GrowthFacts, Ladder, Rung

_PARTS = ("members", "rewards")
"""What the ladder is made of, by the names of their versions."""

_kept: list[Ladder] = []


def ladder_of(current: Mapping[str, str]) -> Ladder:
    """The ladder as of the versions ``current``, from memory where they are the same."""
    key = _key(current)
    if not (_kept and key and _kept[0].key == key):
        _kept[:] = [_load(current, key)]
    return _kept[0]


def get_ladder() -> Ladder:
    """The ladder as it stands now."""
    return ladder_of(versions.current())


def kept_ladder() -> Ladder:
    """What this process knows of the ladder; whoever relies on it checks its ``key`` later."""
    return _kept[0] if _kept and _kept[0].key else get_ladder()


def _key(current: Mapping[str, str]) -> str:
    """Empty where a part has no version, and so cannot be kept."""
    parts = [current.get(part, "") for part in _PARTS]
    return " ".join(parts) if all(parts) else ""


def _load(current: Mapping[str, str], key: str) -> Ladder:
    newest: dict[UUID, LevelRule] = {}
    for row in LevelRule.objects.order_by("version"):
        newest[row.level_id] = row
    rungs = tuple(_rung(level, newest.get(level.id)) for level in members.list_levels(current))
    growth = GrowthRule.objects.order_by("-version").first()
    facts = (
        GrowthFacts(growth.version, growth.per_major, growth.per_visit) if growth else GrowthFacts()
    )
    return Ladder(rungs, facts, key)


def _rung(level: members.LevelFacts, rule: LevelRule | None) -> Rung:
    if rule is None:
        return Rung(level.id, level.name, level.rank)
    return Rung(
        level_id=level.id,
        name=level.name,
        rank=level.rank,
        version=rule.version,
        spend=rule.spend_minor,
        points=rule.points,
        growth=rule.growth,
        window=rule.window,
        months=rule.months,
        purchase_minor=rule.purchase_minor,
        early_minor=rule.early_minor,
        early_days=rule.early_days,
        topup_minor=rule.topup_minor,
        is_sold=rule.is_sold,
        validity_months=rule.validity_months,
        keep_spend=rule.keep_spend_minor,
        keep_points=rule.keep_points,
        keep_growth=rule.keep_growth,
        falls=rule.falls,
        warn_days=rule.warn_days,
        benefits=_benefits(rule),
    )


def _benefits(rule: LevelRule) -> Benefits:
    return Benefits(
        points_bp=rule.points_bp,
        birthday_bp=rule.birthday_bp,
        birthday_coupon_id=rule.birthday_coupon_id,
        free_shipping=rule.free_shipping,
        priority=rule.priority,
        rights=rule.rights,
    )
