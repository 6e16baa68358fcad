"""The programme and the rules of earning, as the brand sets them."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Max

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.platform import audit, versions
from tessera.platform.usecases import StaleError, usecase
from tessera.rewards import errors, permissions
from tessera.rewards.models import EarnRule, ExtraRule
from tessera.rewards.rules import conditions, earning, programme

MOST_POINTS, MOST_BP, MOST_DAYS, MOST_MONTHS = 100_000, 100_000, 365, 120


@usecase(permission=permissions.SET_RULES, audit="rewards.rule_set")
def set_earn_rule(
    *,
    actor: Actor,
    at: datetime,
    minor_per_point: int,
    expiry_years: int = 1,
    carry_from_month: int = 12,
    earns_on_bonus: bool = True,
    earns_on_services: bool = False,
    earns_on_fees: bool = False,
    rounding: str = programme.PER_SALE,
    rounding_mode: str = programme.DOWN,
    expiry: str = programme.CALENDAR_YEAR,
    expiry_months: int = 12,
    pending_days: int = 0,
    on_return: str = programme.NEGATIVE,
) -> int:
    """Make a new version of the programme; what was sold before keeps its own (CASES 19).

    ``carry_from_month`` of 13 never carries over. The words are those of ``rules.programme``.
    Returns the version. Raises Forbidden; Invalid ``rewards.rule_invalid``.
    """
    actor.require_everywhere(permissions.SET_RULES)
    facts = {
        "minor_per_point": minor_per_point,
        "expiry_years": expiry_years,
        "carry_from_month": carry_from_month,
        "earns_on_bonus": earns_on_bonus,
        "earns_on_services": earns_on_services,
        "earns_on_fees": earns_on_fees,
        "rounding": rounding,
        "rounding_mode": rounding_mode,
        "expiry": expiry,
        "expiry_months": expiry_months,
        "pending_days": pending_days,
        "on_return": on_return,
    }
    if not _works(facts):
        raise errors.rule_invalid()
    newest = EarnRule.objects.aggregate(newest=Max("version"))["newest"] or 0
    rule = EarnRule.objects.create(version=newest + 1, **facts)
    versions.bump("rewards")
    audit.record(
        actor=actor,
        at=at,
        action="rewards.rule_set",
        subject=rule.id,
        data={"version": rule.version, **facts},
    )
    return rule.version


def _works(facts: dict[str, Any]) -> bool:
    """Whether a programme can work."""
    return (
        facts["minor_per_point"] > 0
        and 0 <= facts["expiry_years"] <= 50
        and 1 <= facts["carry_from_month"] <= 13
        and 1 <= facts["expiry_months"] <= MOST_MONTHS
        and 0 <= facts["pending_days"] <= MOST_DAYS
        and facts["rounding"] in {programme.PER_SALE, programme.PER_LINE}
        and facts["rounding_mode"] in {programme.DOWN, programme.HALF_UP}
        and facts["expiry"] in programme.EXPIRIES
        and facts["on_return"] in programme.RETURN_POLICIES
        # where nothing waits, nothing would ever be taken back: buying and returning would pay
        and (facts["on_return"] != programme.ONLY_PENDING or facts["pending_days"] > 0)
    )


@dataclass(frozen=True, slots=True)
class When:
    """The conditions of a rule as they are typed and kept; see ``rules.conditions``.

    Days and times are ISO text; ``slots`` pairs of times; ids are text.
    """

    stores: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    birthday: str = ""
    first_on: str = ""
    last_on: str = ""
    categories: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraTerms:
    """What a rule gives and when: the columns of ``ExtraRule``."""

    name: str
    kind: str
    points: int = 0
    minor_per_point: int = 0
    factor_bp: int = 0
    when: When = field(default_factory=When)
    is_on: bool = True


@usecase(permission=permissions.SET_RULES, audit="rewards.extra_rule_set")
def set_extra_rule(
    *, actor: Actor, at: datetime, terms: ExtraTerms, rule_id: UUID | None = None
) -> UUID:
    """Add a rule of earning, or make a new version of ``rule_id``; it counts from the next sale.

    A rule that is not ``is_on`` gives nothing and is kept. Returns the rule's id. Raises
    Forbidden; NotFound ``rewards.rule_not_found``; Invalid ``rewards.extra_rule_invalid``. Rule:
    domain handbook 5.3.
    """
    actor.require_everywhere(permissions.SET_RULES)
    _check(terms)
    own = rule_id or uuid7()
    newest = ExtraRule.objects.filter(rule_id=own).aggregate(newest=Max("version"))["newest"]
    if rule_id and newest is None:
        raise errors.rule_not_found()
    values = {name: getattr(terms, name) for name in _COLUMNS}
    kept = {name: value for name, value in asdict(terms.when).items() if value}
    _, made = ExtraRule.objects.get_or_create(
        rule_id=own, version=(newest or 0) + 1, defaults={**values, "conditions": kept}
    )
    if not made:
        raise StaleError  # somebody else saved the same rule just now
    versions.bump("rewards")
    audit.record(
        actor=actor,
        at=at,
        action="rewards.extra_rule_set",
        subject=own,
        data={"version": (newest or 0) + 1, **values, **kept},
    )
    return own


@usecase(permission=permissions.SET_RULES, audit="rewards.extra_rule_switched")
def switch_extra_rule(*, actor: Actor, at: datetime, rule_id: UUID, is_on: bool) -> None:
    """Make a version of a rule that is on or off, and otherwise as it was.

    Raises Forbidden; NotFound ``rewards.rule_not_found``.
    """
    actor.require_everywhere(permissions.SET_RULES)
    row = ExtraRule.objects.filter(rule_id=rule_id).order_by("-version").first()
    if row is None:
        raise errors.rule_not_found()
    values = {name: getattr(row, name) for name in _COLUMNS} | {"is_on": is_on}
    _, made = ExtraRule.objects.get_or_create(
        rule_id=rule_id,
        version=row.version + 1,
        defaults={**values, "conditions": row.conditions},
    )
    if not made:
        raise StaleError
    versions.bump("rewards")
    data = {"name": row.name, "version": row.version + 1, "is_on": is_on}
    audit.record(
        actor=actor, at=at, action="rewards.extra_rule_switched", subject=rule_id, data=data
    )


_COLUMNS = ("name", "kind", "points", "minor_per_point", "factor_bp", "is_on")


def _check(terms: ExtraTerms) -> None:
    """Raises Invalid ``rewards.extra_rule_invalid`` with the field."""
    if not 0 < len(terms.name.strip()) <= 60:
        raise errors.extra_rule_invalid(field="name")
    if terms.kind not in earning.KINDS:
        raise errors.extra_rule_invalid(field="kind")
    asked = {
        earning.PER_AMOUNT: ("minor_per_point", 1, 10**9),
        earning.PER_ITEM: ("points", 1, MOST_POINTS),
        earning.PER_VISIT: ("points", 1, MOST_POINTS),
        earning.MULTIPLY: ("factor_bp", 0, MOST_BP),
        earning.ADD: ("factor_bp", 1, MOST_BP),
    }
    name, low, high = asked[terms.kind]
    if not low <= getattr(terms, name) <= high:
        raise errors.extra_rule_invalid(field=name)
    _check_when(terms.when, is_visit=terms.kind == earning.PER_VISIT)


def _check_when(when: When, *, is_visit: bool) -> None:
    if when.birthday not in {"", *conditions.BIRTHDAYS}:
        raise errors.extra_rule_invalid(field="birthday")
    if not {*when.weekdays} <= {*range(1, 8)}:
        raise errors.extra_rule_invalid(field="weekdays")
    if is_visit and (when.categories or when.products or when.skus):
        raise errors.extra_rule_invalid(field="categories")
    try:
        days = [date.fromisoformat(day) for day in (when.first_on, when.last_on) if day]
    except ValueError:
        raise errors.extra_rule_invalid(field="first_on") from None
    if len(days) == 2 and days[0] > days[1]:
        raise errors.extra_rule_invalid(field="last_on")
    try:
        for slot in when.slots:
            start, end = (time.fromisoformat(one) for one in slot)
            if start == end:
                raise errors.extra_rule_invalid(field="slots")
    except ValueError:
        raise errors.extra_rule_invalid(field="slots") from None
