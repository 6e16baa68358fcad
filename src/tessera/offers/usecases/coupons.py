"""Set up kinds of coupons and issue coupons. Codes never stand in the audit log."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import secret_code
from tessera.members.models import Member
from tessera.offers import errors, permissions, rules
from tessera.offers.models import Coupon, CouponKind
from tessera.platform import audit
from tessera.platform.usecases import usecase

_CHUNK = 500
"""Rows and parameters in one statement, within what every engine takes."""


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
) -> UUID:
    """Set up a kind of coupon, by default ``amount_minor`` off from ``threshold_minor``; returns its
    id. Which of the others each ``gives`` takes stands in ``rules.CouponTerms``.

    Raises Invalid ``promotions.field_invalid``; Forbidden.
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
    kind = CouponKind(combines_with_level=combines_with_level, **terms.columns())
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
) -> int:
    """Change what is given, for coupons already issued as well; returns the new version.

    Raises NotFound ``coupons.kind_not_found``; Invalid ``promotions.field_invalid``; Forbidden.
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
    for column, value in rules.coupon_terms(**known | changed).columns().items():
        setattr(kind, column, value)
    if combines_with_level is not None:
        kind.combines_with_level = combines_with_level
    kind.version += 1
    kind.save()
    _note_kind(actor, at, "coupon_kind.changed", kind)
    return kind.version


@usecase(permission=permissions.ISSUE_COUPONS, audit="coupon.issued")
def issue_coupon(
    *,
    actor: Actor,
    at: datetime,
    kind_id: UUID,
    starts_on: date,
    ends_on: date,
    member_id: UUID | None = None,
    uses_limit: int = 1,
    request_id: UUID | None = None,
) -> str:
    """Issue one coupon, to a member or to whoever will carry it; returns its code.

    Valid on business days ``starts_on`` through ``ends_on``. Raises NotFound
    ``coupons.kind_not_found``, ``members.not_found``; Invalid ``promotions.days_invalid``,
    ``promotions.field_invalid``.
    """
    _check(kind_id, starts_on, ends_on, uses_limit)
    if member_id is not None:
        _check_members([member_id])
    coupon = Coupon.objects.create(
        kind_id=kind_id,
        code=secret_code("C"),
        member_id=member_id,
        starts_on=starts_on,
        ends_on=ends_on,
        uses_limit=uses_limit,
    )
    data = {"kind_id": str(kind_id), "member_id": member_id and str(member_id)}
    audit.record(actor=actor, at=at, action="coupon.issued", subject=coupon.id, data=data)
    return coupon.code


@usecase(permission=permissions.ISSUE_COUPONS, audit="coupon.issued")
def issue_coupons(
    *,
    actor: Actor,
    at: datetime,
    kind_id: UUID,
    member_ids: Sequence[UUID],
    starts_on: date,
    ends_on: date,
    uses_limit: int = 1,
    request_id: UUID | None = None,
) -> int:
    """Issue one coupon to each of the members, all or none; returns how many.

    Raises Invalid ``coupons.members_missing``; else as ``issue_coupon``.
    """
    members = list(dict.fromkeys(member_ids))
    if not members:
        raise errors.members_missing()
    _check(kind_id, starts_on, ends_on, uses_limit)
    _check_members(members)
    Coupon.objects.bulk_create(
        (
            Coupon(
                kind_id=kind_id,
                code=secret_code("C"),
                member_id=member_id,
                starts_on=starts_on,
                ends_on=ends_on,
                uses_limit=uses_limit,
            )
            for member_id in members
        ),
        batch_size=_CHUNK,
    )
    data = {"count": len(members), "starts_on": str(starts_on), "ends_on": str(ends_on)}
    audit.record(actor=actor, at=at, action="coupon.issued", subject=kind_id, data=data)
    return len(members)


def _check(kind_id: UUID, starts_on: date, ends_on: date, uses_limit: int) -> None:
    rules.check_days(starts_on, ends_on)
    rules.check_whole("uses_limit", uses_limit, low=1, high=rules.MAX_USES)
    if not CouponKind.objects.filter(id=kind_id).exists():
        raise errors.coupon_kind_not_found()


def _check_members(member_ids: Sequence[UUID]) -> None:
    chunks = (member_ids[i : i + _CHUNK] for i in range(0, len(member_ids), _CHUNK))
    known = sum(Member.objects.filter(id__in=chunk).count() for chunk in chunks)
    if known < len(member_ids):
        raise errors.members_not_found(count=len(member_ids) - known)


def _locked(kind_id: UUID) -> CouponKind:
    kind = CouponKind.objects.select_for_update().filter(id=kind_id).first()
    if kind is None:
        raise errors.coupon_kind_not_found()
    return kind


def _terms(kind: CouponKind) -> dict[str, Any]:
    own = {name: getattr(kind, name) for name in rules.CouponTerms.__slots__ if name != "gives"}
    return own | {"gives": kind.type}


def _note_kind(actor: Actor, at: datetime, action: str, kind: CouponKind) -> None:
    fixed = {"version": kind.version, "combines_with_level": kind.combines_with_level}
    data = fixed | _terms(kind)
    audit.record(actor=actor, at=at, action=action, subject=kind.id, data=data)
