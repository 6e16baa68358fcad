"""Promotions as the office looks at them: the list, one with its story, how far it is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.offers import errors, permissions, rules
from tessera.offers.models import Promotion, PromotionCount
from tessera.platform.models import AuditRow


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
    conditions: Mapping[str, Any]
    limits: Mapping[str, Any]
    config: Mapping[str, Any]
    combines_with_level: bool | None
    is_active: bool
    is_paused: bool
    waits: bool
    made_by_id: UUID | None
    changed_by_id: UUID | None

    def standing(self, today: date) -> rules.Standing:
        """Where it stands on a day."""
        return rules.standing(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            today=today,
            is_active=self.is_active,
            is_paused=self.is_paused,
            waits=self.waits,
        )

    def terms(self) -> rules.Terms:
        """What it says, checked."""
        return rules.terms(**{name: getattr(self, name) for name in rules.Terms.__slots__})


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
        conditions=row.conditions,
        limits=row.limits,
        config=row.config,
        combines_with_level=row.combines_with_level,
        is_active=row.is_active,
        is_paused=row.is_paused,
        waits=row.waits,
        made_by_id=row.made_by_id,
        changed_by_id=row.changed_by_id,
    )


def get_promotion(*, actor: Actor, promotion_id: UUID) -> PromotionView:
    """One promotion that concerns the actor's stores. Raises Forbidden; NotFound
    ``promotions.not_found``."""
    actor.require(permissions.VIEW)
    row = Promotion.objects.prefetch_related("stores").filter(id=promotion_id).first()
    if row is None or not _concerns(actor, view := _view(row)):
        raise errors.promotion_not_found()
    return view


def may_change(actor: Actor, view: PromotionView, permission: str) -> bool:
    """Whether the actor holds ``permission`` wherever the promotion holds."""
    if not view.store_ids:
        return actor.store_ids is None and actor.may(permission)
    return all(actor.may(permission, store_id) for store_id in view.store_ids)


@dataclass(frozen=True, slots=True)
class VersionView:
    """What somebody did with a promotion, and what it said afterwards."""

    at: datetime
    who: str
    action: str
    version: int
    said: rules.Terms
    store_ids: tuple[UUID, ...]


def list_versions(promotion_id: UUID) -> list[VersionView]:
    """A promotion's versions, the newest first, from the audit log."""
    rows = AuditRow.objects.filter(subject=str(promotion_id), action__startswith="promotion.")
    return [_version(row) for row in rows.order_by("-at", "-id")]


def _version(row: AuditRow) -> VersionView:
    return VersionView(
        at=row.at,
        who=row.actor_name,
        action=row.action,
        version=row.data["version"],
        said=said_terms(row.data),
        store_ids=tuple(UUID(store_id) for store_id in row.data["stores"]),
    )


def said_terms(data: Mapping[str, Any]) -> rules.Terms:
    """What the audit row of a version says."""
    said = {name: data[name] for name in rules.Terms.__slots__ if name in data}
    days = {name: date.fromisoformat(said[name]) for name in ("starts_on", "ends_on")}
    return rules.terms(**said | days)


@dataclass(frozen=True, slots=True)
class UsedSoFar:
    """How often a promotion with limits was used, for how many pieces, and what it saved."""

    uses: int = 0
    units: int = 0
    saved_minor: int = 0


def used_so_far(promotion_id: UUID) -> UsedSoFar:
    """How far the limits of a promotion are used; nothing is counted for one without."""
    row = PromotionCount.objects.filter(promotion=promotion_id, scope="all").first()
    return UsedSoFar(row.uses, row.units, row.saved_minor) if row else UsedSoFar()
