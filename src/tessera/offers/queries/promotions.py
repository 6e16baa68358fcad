"""Promotions: those that the price engine needs, and those that the office looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from tessera import pricing
from tessera.offers import rules
from tessera.offers.models import Promotion
from tessera.offers.queries.limits import Wants, wants_of
from tessera.platform import versions

EXPLAINED_FOR = timedelta(days=7)
"""How long a promotion that is over is still told of: "ended on Sunday"."""

TOLD = 64
"""Of so many stores and days the promotions stay sorted out."""


@dataclass(frozen=True, slots=True)
class _Scoped:
    """A promotion with the stores it is for; none means all."""

    promotion: pricing.Promotion
    store_ids: frozenset[UUID]
    limits: rules.Limits


class _Known:
    """The promotions of one version. Of a store and day they are the very same objects each time,
    so that the price engine reads them once."""

    def __init__(self, scoped: tuple[_Scoped, ...]) -> None:
        self.scoped = scoped
        self.wants = wants_of((one.promotion, one.limits) for one in scoped)
        self._told: dict[tuple[UUID, date], tuple[pricing.Promotion, ...]] = {}

    def told(self, store_id: UUID, on: date) -> tuple[pricing.Promotion, ...]:
        """Those of a store that are told of on a day."""
        if (store_id, on) not in self._told:
            if len(self._told) >= TOLD:
                self._told.clear()
            self._told[store_id, on] = tuple(
                one.promotion
                for one in self.scoped
                if (not one.store_ids or store_id in one.store_ids)
                and one.promotion.ends_on + EXPLAINED_FOR >= on
            )
        return self._told[store_id, on]


def promotions_for(
    store_id: UUID, current: Mapping[str, str], on: date
) -> tuple[pricing.Promotion, ...]:
    """What the price engine has to weigh in a store on business day ``on``.

    From memory, by the version ``offers`` in ``current``. Includes what is yet to come and
    what ended a few days ago, so that the engine can say why it does not apply.
    """
    return _kept.get(dict(current)).told(store_id, on)


def wants(current: Mapping[str, str] | None = None) -> Wants:
    """What promotions ask about a member, by the version ``offers`` in ``current``; without it as this
    process last knew, which whoever relies on it looks at again."""
    if current is not None:
        return _kept.get(dict(current)).wants
    known = _kept.peek()
    return known.wants if known else Wants()


def _load() -> _Known:
    holding = Promotion.objects.filter(is_active=True, is_paused=False, waits=False)
    rows = holding.prefetch_related("stores")
    return _Known(
        tuple(
            _Scoped(
                pricing_promotion(row),
                frozenset(store.id for store in row.stores.all()),
                rules.parse_limits(row.limits),
            )
            for row in rows.order_by("priority", "id")
        )
    )


_kept: versions.Cached[_Known] = versions.Cached("offers", _load)


def pricing_promotion(row: Promotion) -> pricing.Promotion:
    """A promotion as the price engine wants it, of which nothing is used up."""
    columns = {name: getattr(row, name) for name in rules.Terms.__slots__}
    return for_engine(rules.terms(**columns), promotion_id=row.id, version=row.version)


def for_engine(terms: rules.Terms, *, promotion_id: UUID, version: int = 1) -> pricing.Promotion:
    """What a promotion says, as the price engine wants it, whether it is kept or not."""
    asked = terms.conditions
    if terms.limits.uses_per_member is not None and not asked.member_only:
        # Who is nobody could use it without end.
        asked = replace(asked, member_only=True)
    return pricing.Promotion(
        id=str(promotion_id),
        version=version,
        name=terms.name,
        kind=terms.kind,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        config=terms.config,
        group=terms.group,
        combines=terms.combines,
        priority=terms.priority,
        combines_with_level=terms.combines_with_level,
        filters=terms.filters.for_engine(),
        conditions=asked,
    )
