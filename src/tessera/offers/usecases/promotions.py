"""Set up and change promotions.

A promotion of some stores needs the permission in each of them; one of all stores, everywhere.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.offers import permissions, rules
from tessera.offers.models import Promotion
from tessera.offers.usecases import promotion_rows
from tessera.org.models import Store
from tessera.platform.usecases import usecase


class Keep(Enum):
    """What a change leaves as it is, where None says something itself."""

    KEEP = "keep"


KEEP = Keep.KEEP


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
    ``combines_with_level`` None is by the brand's policy. What is beyond the brand's
    ``ApprovalRule`` waits until somebody else approves it. Raises Invalid
    ``promotions.field_invalid``, also for levels and tags that are not there,
    ``promotions.days_invalid``; NotFound ``org.store_not_found``; Forbidden.
    """
    promotion_rows.require(actor, permissions.SET_PROMOTIONS, store_ids)
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
    promotion_rows.check_known(terms)
    promotion = Promotion.objects.create(
        **terms.columns() | promotion_rows.decided(actor, terms), made_by_id=actor.id
    )
    promotion.stores.set(Store.objects.filter(id__in=store_ids))
    promotion_rows.note(actor, at, "promotion.created", promotion)
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
    combines_with_level: bool | Keep | None = KEEP,
    priority: int | None = None,
) -> int:
    """Change what is given and leave the rest; returns the new version.

    Sales keep the version they were priced with in their own rows (law 7); the audit row
    keeps what a version said. What is beyond the brand's ``ApprovalRule`` waits anew, whatever was
    approved before. Raises as ``create_promotion``; NotFound
    ``promotions.not_found``; Conflict ``promotions.ended``.
    """
    promotion = promotion_rows.locked(actor, promotion_id)
    if store_ids is not None:
        promotion_rows.require(actor, permissions.SET_PROMOTIONS, store_ids)
    given: dict[str, Any] = {
        "name": name,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "config": config,
        "filters": filters,
        "conditions": conditions,
        "limits": limits,
        "group": group,
        "combines": combines,
        "priority": priority,
    }
    given = {name: value for name, value in given.items() if value is not None}
    if not isinstance(combines_with_level, Keep):
        given["combines_with_level"] = combines_with_level
    terms = rules.terms(**promotion_rows.columns_of(promotion) | given)
    promotion_rows.check_known(terms)
    promotion_rows.save(promotion, terms.columns() | promotion_rows.decided(actor, terms))
    if store_ids is not None:
        promotion.stores.set(Store.objects.filter(id__in=store_ids))
    promotion_rows.note(actor, at, "promotion.changed", promotion)
    return promotion.version
