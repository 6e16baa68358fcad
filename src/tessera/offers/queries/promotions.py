"""Promotions: those that the price engine needs, and those that the office looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.offers import permissions, rules
from tessera.offers.models import Promotion
from tessera.platform import versions
from tessera.pricing.terms import EVERYBODY, EVERYTHING

EXPLAINED_FOR = timedelta(days=7)
"""How long a promotion that is over is still told of: "ended on Sunday"."""


@dataclass(frozen=True, slots=True)
class _Scoped:
    """A promotion with the stores it is for; none means all."""

    promotion: pricing.Promotion
    store_ids: frozenset[UUID]


def promotions_for(
    store_id: UUID, current: Mapping[str, str], on: date
) -> tuple[pricing.Promotion, ...]:
    """What the price engine has to weigh in a store on business day ``on``.

    From memory, by the version ``offers`` in ``current``. Includes what is yet to come and
    what ended a few days ago, so that the engine can say why it does not apply.
    """
    return tuple(
        scoped.promotion
        for scoped in _kept.get(dict(current))
        if (not scoped.store_ids or store_id in scoped.store_ids)
        and scoped.promotion.ends_on + EXPLAINED_FOR >= on
    )


def _load() -> tuple[_Scoped, ...]:
    rows = Promotion.objects.filter(is_active=True).prefetch_related("stores")
    return tuple(
        _Scoped(pricing_promotion(row), frozenset(store.id for store in row.stores.all()))
        for row in rows.order_by("priority", "id")
    )


_kept: versions.Cached[tuple[_Scoped, ...]] = versions.Cached("offers", _load)


def pricing_promotion(row: Promotion) -> pricing.Promotion:
    """A promotion as the price engine wants it."""
    filters = rules.parse_filters(row.filters)
    config = rules.parse_config(row.kind, row.config)
    is_limited = isinstance(config, pricing.LimitedTime)
    return pricing.Promotion(
        id=str(row.id),
        version=row.version,
        name=row.name,
        kind=rules.LIMITED_TIME if is_limited else rules.SPEND_SAVE,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        config=config,
        group=row.group,
        combines=row.combines,
        priority=row.priority,
        filters=_served(filters),
        conditions=_asked(filters),
    )


def _served(filters: rules.Filters) -> pricing.Filters:
    if not (filters.styles or filters.categories or filters.sku_ids):
        return EVERYTHING
    return pricing.Filters(
        styles=frozenset(filters.styles),
        categories=frozenset(filters.categories),
        sku_ids=frozenset(filters.sku_ids),
    )


def _asked(filters: rules.Filters) -> pricing.Conditions:
    if not (filters.member_only or filters.level_ids):
        return EVERYBODY
    return pricing.Conditions(
        member_only=filters.member_only, level_ids=frozenset(filters.level_ids)
    )


@dataclass(frozen=True, slots=True)
class PromotionView:
    """A promotion for the office to look at; no store ids means every store."""

    promotion_id: UUID
    version: int
    kind: str
    name: str
    group: str
    combines: bool
    priority: int
    starts_on: date
    ends_on: date
    store_ids: tuple[UUID, ...]
    filters: Mapping[str, Any]
    config: Mapping[str, Any]
    is_active: bool


def list_promotions(*, actor: Actor) -> list[PromotionView]:
    """The promotions that concern the actor's stores, the newest first. Raises Forbidden."""
    actor.require(permissions.VIEW)
    rows = Promotion.objects.prefetch_related("stores").order_by("-starts_on", "-id")
    return [view for view in map(_view, rows) if _concerns(actor, view)]


def _concerns(actor: Actor, view: PromotionView) -> bool:
    return not view.store_ids or any(actor.reaches(store_id) for store_id in view.store_ids)


def _view(row: Promotion) -> PromotionView:
    return PromotionView(
        promotion_id=row.id,
        version=row.version,
        kind=row.kind,
        name=row.name,
        group=row.group,
        combines=row.combines,
        priority=row.priority,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        store_ids=tuple(sorted(store.id for store in row.stores.all())),
        filters=row.filters,
        config=row.config,
        is_active=row.is_active,
    )
