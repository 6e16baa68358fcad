"""Which promotions held at an instant of the past, from the audit log."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.offers.queries.promotion_views import said_terms
from tessera.offers.queries.promotions import for_engine
from tessera.platform.models import AuditRow

_ACTIONS = tuple(
    f"promotion.{done}" for done in ("created", "changed", "paused", "resumed", "approved", "ended")
)


@dataclass(frozen=True, slots=True)
class _Past:
    """What a promotion said from ``at`` on, and whether it held."""

    at: datetime
    promotion: pricing.Promotion
    store_ids: frozenset[UUID]
    holds: bool


class Timeline:
    """The promotions of the past. Of a store and day they are the same objects until one changes,
    so that the price engine reads them once."""

    def __init__(self, versions: Iterable[_Past]) -> None:
        self._of: dict[str, list[_Past]] = {}
        for one in versions:
            self._of.setdefault(one.promotion.id, []).append(one)
        self._instants = sorted(one.at for told in self._of.values() for one in told)
        self._told: dict[tuple[UUID, date, int], tuple[pricing.Promotion, ...]] = {}

    def told(self, *, store_id: UUID, day: date, at: datetime) -> tuple[pricing.Promotion, ...]:
        """Those that held in a store on business day ``day`` at the instant ``at``."""
        key = (store_id, day, bisect_right(self._instants, at))
        if key not in self._told:
            held = [one for past in self._of.values() if (one := _last(past, at)) is not None]
            self._told[key] = tuple(
                sorted(
                    (one.promotion for one in held if _holds(one, store_id, day)),
                    key=lambda promotion: (promotion.priority, promotion.id),
                )
            )
        return self._told[key]


def _last(past: list[_Past], at: datetime) -> _Past | None:
    place = bisect_right(past, at, key=lambda one: one.at)
    return past[place - 1] if place else None


def _holds(one: _Past, store_id: UUID, day: date) -> bool:
    here = not one.store_ids or store_id in one.store_ids
    return one.holds and here and one.promotion.starts_on <= day <= one.promotion.ends_on


def timeline() -> Timeline:
    """Everything that the audit log says of promotions."""
    rows = AuditRow.objects.filter(action__in=_ACTIONS).order_by("at", "id")
    paused: dict[str, bool] = {}
    return Timeline([_past(row.at, row.action, row.subject, row.data, paused) for row in rows])


def _past(
    at: datetime, action: str, subject: str, data: Mapping[str, Any], paused: dict[str, bool]
) -> _Past:
    if action in {"promotion.paused", "promotion.resumed"}:
        paused[subject] = action == "promotion.paused"
    holds = action != "promotion.ended" and not paused.get(subject) and not data.get("waits")
    terms = said_terms(data)
    promotion = for_engine(terms, promotion_id=UUID(subject), version=data["version"])
    return _Past(at, promotion, frozenset(UUID(one) for one in data["stores"]), holds)
