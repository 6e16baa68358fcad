"""Set up kinds of coupons."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.offers import errors, permissions, rules
from tessera.offers.models import Coupon, CouponKind
from tessera.offers.rules import Issuing, check_issuing
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.usecases import usecase

ANYHOW = Issuing()

_DAYS = frozenset({"valid_from", "valid_through"})


@usecase(permission=permissions.SET_COUPONS, audit="coupon_kind.created")
def create_coupon_kind(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    threshold_minor: int = 0,
    amount_minor: int = 0,
    gives: str = "amount",
    off_bp: int = 0,
    cap_minor: int | None = None,
    sku_ids: Sequence[UUID] = (),
    price_minor: int = 0,
    filters: Mapping[str, Any] | None = None,
    combines_with_level: bool = True,
    issuing: Issuing = ANYHOW,
) -> UUID:
    """Set up a kind of coupon, by default ``amount_minor`` off from ``threshold_minor``; returns its
    id. Which of the others each ``gives`` takes stands in ``rules.CouponTerms``, how it is issued
    in ``rules.Issuing``.

    Raises Invalid ``promotions.field_invalid``, ``promotions.days_invalid``; NotFound
    ``org.store_not_found``; Forbidden.
    """
    actor.require_everywhere(permissions.SET_COUPONS)
    terms = rules.coupon_terms(
        gives=gives,
        name=name,
        threshold_minor=threshold_minor,
        amount_minor=amount_minor,
        off_bp=off_bp,
        cap_minor=cap_minor,
        sku_ids=sku_ids,
        price_minor=price_minor,
        filters=filters,
    )
    _check(actor, issuing)
    columns = terms.columns() | issuing.columns()
    kind = CouponKind(combines_with_level=combines_with_level, **columns)
    kind.save(force_insert=True)
    _note_kind(actor, at, "coupon_kind.created", kind)
    return kind.id


@usecase(permission=permissions.SET_COUPONS, audit="coupon_kind.changed")
def change_coupon_kind(
    *,
    actor: Actor,
    at: datetime,
    kind_id: UUID,
    name: str | None = None,
    threshold_minor: int | None = None,
    amount_minor: int | None = None,
    off_bp: int | None = None,
    cap_minor: int | None = None,
    sku_ids: Sequence[UUID] | None = None,
    price_minor: int | None = None,
    filters: Mapping[str, Any] | None = None,
    combines_with_level: bool | None = None,
    issuing: Issuing | None = None,
    is_active: bool | None = None,
) -> int:
    """Change what is given, for coupons already issued as well; returns the new version. The days of
    those that are out stay as they are, and so do the terms of those that were used. A
    ``cap_minor`` of 0 takes the cap away.

    Raises NotFound ``coupons.kind_not_found``, ``org.store_not_found``; Invalid
    ``promotions.field_invalid``, ``promotions.days_invalid``, ``coupons.total_too_low``; Forbidden.
    """
    actor.require_everywhere(permissions.SET_COUPONS)
    kind = _locked(kind_id)
    given = {
        "name": name,
        "threshold_minor": threshold_minor,
        "amount_minor": amount_minor,
        "off_bp": off_bp,
        "cap_minor": cap_minor,
        "sku_ids": sku_ids,
        "price_minor": price_minor,
        "filters": filters,
    }
    known = _terms(kind)
    changed = {name: value for name, value in given.items() if value is not None}
    _put(kind, rules.coupon_terms(**known | changed | _no_cap(cap_minor)).columns())
    if issuing is not None:
        _check(actor, issuing, kind.id)
        _put(kind, issuing.columns())
    switches = {"combines_with_level": combines_with_level, "is_active": is_active}
    _put(kind, {name: value for name, value in switches.items() if value is not None})
    kind.version += 1
    kind.save()
    _note_kind(actor, at, "coupon_kind.changed", kind)
    return kind.version


def _no_cap(cap_minor: int | None) -> dict[str, None]:
    """A cap of 0 takes the cap away."""
    return {"cap_minor": None} if cap_minor == 0 else {}


def _put(kind: CouponKind, values: Mapping[str, Any]) -> None:
    for column, value in values.items():
        setattr(kind, column, value)


def _check(actor: Actor, terms: Issuing, kind_id: UUID | None = None) -> None:
    """Terms of issuing that can stand: stores that there are, no limit below what is out."""
    check_issuing(terms)
    for one in terms.store_ids:
        org.choose_stores(actor, UUID(one))
    if kind_id is not None and terms.total_limit is not None:
        issued = Coupon.objects.filter(kind=kind_id, uses_limit__gt=0).count()
        if issued > terms.total_limit:
            raise errors.total_too_low(issued=issued)


def _locked(kind_id: UUID) -> CouponKind:
    kind = CouponKind.objects.select_for_update().filter(id=kind_id).first()
    if kind is None:
        raise errors.coupon_kind_not_found()
    return kind


def _terms(kind: CouponKind) -> dict[str, Any]:
    own = {name: getattr(kind, name) for name in rules.CouponTerms.__slots__ if name != "gives"}
    return own | {"gives": kind.type}


def _note_kind(actor: Actor, at: datetime, action: str, kind: CouponKind) -> None:
    fixed = {
        "version": kind.version,
        "combines_with_level": kind.combines_with_level,
        "is_active": kind.is_active,
    }
    own = {name: getattr(kind, name) for name in Issuing.__slots__}
    days = {name: day and day.isoformat() for name, day in own.items() if name in _DAYS}
    data = fixed | _terms(kind) | own | days
    audit.record(actor=actor, at=at, action=action, subject=kind.id, data=data)
