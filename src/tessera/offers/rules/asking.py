"""For whom and when a promotion holds, and how far its limits go, from JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, cast

from tessera import pricing
from tessera.offers import errors
from tessera.offers.rules import checks
from tessera.pricing.terms import EVERYBODY, Birthday

MINUTES, MOST_DAYS = 1440, 3_660
MOST_COUNT = 9_999_999


def parse_conditions(conditions: Mapping[str, Any]) -> pricing.Conditions:
    """For whom and when, as ``pricing.Conditions``. Raises ``promotions.field_invalid``."""
    given = checks.known(conditions, CONDITIONS)
    birthday = given.get("birthday", "")
    if birthday not in {"", "day", "week", "month"}:
        raise errors.field_invalid(field="birthday")
    asked = pricing.Conditions(
        member_only=_flag("member_only", given),
        level_ids=frozenset(checks.ids("level_ids", given)),
        tags=frozenset(checks.ids("tags", given)),
        lifecycles=frozenset(checks.texts("lifecycles", given)),
        first_purchase=_flag("first_purchase", given),
        birthday=cast(Birthday, birthday),
        joined_within_days=_days("joined_within_days", given),
        purchases=_purchases(given.get("purchases")),
        channels=frozenset(checks.texts("channels", given)),
        weekdays=frozenset(checks.numbers("weekdays", given, low=1, high=7)),
        month_days=frozenset(checks.numbers("month_days", given, low=1, high=31)),
        from_minute=_minute("from_minute", given, 0, high=MINUTES - 1),
        until_minute=_minute("until_minute", given, MINUTES, high=MINUTES),
    )
    if asked.from_minute == asked.until_minute:
        raise errors.field_invalid(field="until_minute")
    return EVERYBODY if asked == EVERYBODY else asked


CONDITIONS = {field.name for field in fields(pricing.Conditions)}


def conditions_columns(asked: pricing.Conditions) -> dict[str, Any]:
    """What is asked for, as the table keeps it."""
    told = asdict(asked)
    plain = asdict(EVERYBODY)
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in told.items()
        if value != plain[name]
    }


@dataclass(frozen=True, slots=True)
class Limits:
    """How often, of how many pieces and for how much in all; None is without limit.

    ``uses`` are sales; ``units`` pieces at its price; ``budget_minor`` what it may cost.
    """

    uses: int | None = None
    uses_per_day: int | None = None
    uses_per_store: int | None = None
    uses_per_member: int | None = None
    units: int | None = None
    budget_minor: int | None = None

    def columns(self) -> dict[str, int]:
        """Those that there are, as the table keeps them."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def parse_limits(limits: Mapping[str, Any]) -> Limits:
    """The limits from JSON. Raises ``promotions.field_invalid``."""
    names = {field.name for field in fields(Limits)}
    given = checks.known(limits, names)
    amounts = {
        name: checks.whole_or_none(name, given.get(name), low=1, high=MOST_COUNT)
        for name in names - {"budget_minor"}
    }
    budget = checks.whole_or_none("budget_minor", given.get("budget_minor"), low=1)
    return Limits(**amounts, budget_minor=budget)


def _flag(field: str, given: Mapping[str, Any]) -> bool:
    return checks.yes_or_no(field, given.get(field, False))


def _days(field: str, given: Mapping[str, Any]) -> int | None:
    return checks.whole_or_none(field, given.get(field), low=1, high=MOST_DAYS)


def _minute(field: str, given: Mapping[str, Any], default: int, *, high: int) -> int:
    return checks.check_whole(field, given.get(field, default), low=0, high=high)


def _purchases(told: object) -> pricing.Purchases | None:
    if told is None:
        return None
    if not isinstance(told, Mapping):
        raise errors.field_invalid(field="purchases")
    given = checks.known(told, {"days", "least", "most"})
    days = checks.check_whole("days", given.get("days"), low=1, high=MOST_DAYS)
    least = checks.check_whole("least", given.get("least", 0), low=0, high=MOST_COUNT)
    most = checks.whole_or_none("most", given.get("most"), low=least, high=MOST_COUNT)
    return pricing.Purchases(days, least, most)
