"""Set up, change and end promotions.

A promotion of some stores needs the permission in each of them; one of all stores, everywhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.offers import errors, permissions, rules
from tessera.offers.models import Promotion
from tessera.org import queries as org
from tessera.org.models import Store
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.created")
def create_promotion(
    *,
    actor: Actor,
    at: datetime,
    kind: str,
    name: str,
    starts_on: date,
    ends_on: date,
    config: Mapping[str, Any],
    filters: Mapping[str, Any] | None = None,
    conditions: Mapping[str, Any] | None = None,
    limits: Mapping[str, Any] | None = None,
    store_ids: Sequence[UUID] = (),
    group: str = "",
    combines: bool = True,
    combines_with_level: bool | None = None,
    priority: int = 0,
) -> UUID:
    """Set up a promotion for business days ``starts_on`` through ``ends_on``; returns its id.

    ``config`` as in ``rules.parse_config``, ``filters`` as ``rules.Filters``, ``conditions`` as
    ``pricing.Conditions``, ``limits`` as ``rules.Limits``; no stores means all.
    ``combines_with_level`` None is by the brand's policy. Raises Invalid ``promotions.field_invalid``, ``promotions.days_invalid``; NotFound
    ``org.store_not_found``; Forbidden.
    """
    _require(actor, store_ids)
    terms = rules.terms(
        kind=kind,
        name=name,
        group=group,
        combines=combines,
        priority=priority,
        starts_on=starts_on,
        ends_on=ends_on,
        filters=filters or {},
        config=config,
        conditions=conditions,
        limits=limits,
        combines_with_level=combines_with_level,
    )
    promotion = Promotion.objects.create(**terms.columns())
    promotion.stores.set(Store.objects.filter(id__in=store_ids))
    _note(actor, at, "promotion.created", promotion)
    return promotion.id


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.changed")
def change_promotion(
    *,
    actor: Actor,
    at: datetime,
    promotion_id: UUID,
    name: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    config: Mapping[str, Any] | None = None,
    filters: Mapping[str, Any] | None = None,
    conditions: Mapping[str, Any] | None = None,
    limits: Mapping[str, Any] | None = None,
    store_ids: Sequence[UUID] | None = None,
    group: str | None = None,
    combines: bool | None = None,
    combines_with_level: bool | None = None,
    priority: int | None = None,
) -> int:
    """Change what is given and leave the rest; returns the new version.

    Sales keep the version they were priced with in their own rows (law 7); the audit row
    keeps what a version said. Raises as ``create_promotion``; NotFound
    ``promotions.not_found``; Conflict ``promotions.ended``.
    """
    promotion = _locked(actor, promotion_id)
    if store_ids is not None:
        _require(actor, store_ids)
    given = {
        "name": name,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "config": config,
        "filters": filters,
        "conditions": conditions,
        "limits": limits,
        "group": group,
        "combines": combines,
        "combines_with_level": combines_with_level,
        "priority": priority,
    }
    terms = rules.terms(**_columns(promotion) | _without_none(given))
    _save(promotion, terms.columns())
    if store_ids is not None:
        promotion.stores.set(Store.objects.filter(id__in=store_ids))
    _note(actor, at, "promotion.changed", promotion)
    return promotion.version


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.ended")
def end_promotion(*, actor: Actor, at: datetime, promotion_id: UUID) -> None:
    """End a promotion at once and for good.

    To let it run out on a day, change ``ends_on`` instead. Raises NotFound
    ``promotions.not_found``; Conflict ``promotions.ended``; Forbidden.
    """
    promotion = _locked(actor, promotion_id)
    _save(promotion, {"is_active": False})
    _note(actor, at, "promotion.ended", promotion)


def _require(actor: Actor, store_ids: Iterable[UUID]) -> None:
    stores = list(store_ids)
    if not stores:
        actor.require_everywhere(permissions.SET_PROMOTIONS)
    for store_id in stores:
        actor.require(permissions.SET_PROMOTIONS, store_id)
        org.get_store(store_id)


def _locked(actor: Actor, promotion_id: UUID) -> Promotion:
    promotion = Promotion.objects.select_for_update().filter(id=promotion_id).first()
    if promotion is None:
        raise errors.promotion_not_found()
    _require(actor, promotion.stores.values_list("id", flat=True))
    if not promotion.is_active:
        raise errors.promotion_ended()
    return promotion


def _save(promotion: Promotion, columns: Mapping[str, Any]) -> None:
    for column, value in columns.items():
        setattr(promotion, column, value)
    promotion.version += 1
    promotion.save(update_fields=[*columns, "version"])


def _columns(promotion: Promotion) -> dict[str, Any]:
    return {name: getattr(promotion, name) for name in rules.Terms.__slots__}


def _without_none(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def _note(actor: Actor, at: datetime, action: str, promotion: Promotion) -> None:
    """Audit what the version says now, and tell every process."""
    said = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in _columns(promotion).items()
    }
    stores = sorted(str(store_id) for store_id in promotion.stores.values_list("id", flat=True))
    data = said | {"version": promotion.version, "stores": stores}
    audit.record(actor=actor, at=at, action=action, subject=promotion.id, data=data)
    versions.bump("offers")
