"""Kinds of coupons: what they say of days, how they go, and the batches of their codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from tessera.kernel.actor import Actor
from tessera.offers import errors, permissions, rules
from tessera.offers.models import Coupon, CouponBatch, CouponKind, CouponUse
from tessera.offers.rules import Issuing


def issuing_of(kind: CouponKind) -> Issuing:
    """A kind's terms of issuing."""
    own = {name: getattr(kind, name) for name in Issuing.__slots__ if name != "store_ids"}
    return Issuing(store_ids=tuple(kind.store_ids), **own)


def days_for(kind: CouponKind, *, on: date) -> tuple[date, date]:
    """When a coupon of a kind is valid that is received on ``on``.

    Raises Invalid ``coupons.days_missing`` where the kind does not say; Conflict
    ``coupons.kind_over``.
    """
    days = rules.days_of(issuing_of(kind), on=on)
    if days is None:
        raise errors.days_missing()
    return days


def find_days(kind_id: UUID, *, on: date) -> tuple[date, date] | None:
    """When a coupon is valid that is received on ``on``; None where its kind does not say, and where
    the kind's own days are over."""
    kind = CouponKind.objects.filter(id=kind_id).first()
    terms = issuing_of(kind) if kind else Issuing()
    if terms.valid_through is not None and terms.valid_through < on:
        return None
    return rules.days_of(terms, on=on)


@dataclass(frozen=True, slots=True)
class CouponKindView:
    """A kind of coupon: what it gives, how it is issued, and how it goes. ``gave_minor`` is what its
    coupons took off, those that came back apart."""

    kind_id: UUID
    version: int
    name: str
    threshold_minor: int
    amount_minor: int
    combines_with_level: bool
    type: str
    off_bp: int
    cap_minor: int | None
    sku_ids: tuple[str, ...]
    price_minor: int
    filters: Mapping[str, Any]
    issuing: Issuing
    is_active: bool
    issued_count: int
    used_count: int
    ended_count: int = 0
    gave_minor: int = 0


def list_coupon_kinds(*, actor: Actor, on: date | None = None) -> list[CouponKindView]:
    """All kinds of coupons but those of rewards, the newest first; what has ended is counted as of
    ``on``. Raises Forbidden."""
    actor.require(permissions.VIEW)
    return _views(CouponKind.objects.filter(is_listed=True).order_by("-id"), on)


def get_coupon_kind(*, actor: Actor, kind_id: UUID, on: date | None = None) -> CouponKindView:
    """One kind of coupon. Raises Forbidden; NotFound ``coupons.kind_not_found``."""
    actor.require(permissions.VIEW)
    found = _views(CouponKind.objects.filter(is_listed=True, id=kind_id), on)
    if not found:
        raise errors.coupon_kind_not_found()
    return found[0]


def _views(kinds: "QuerySet[CouponKind]", on: date | None) -> list[CouponKindView]:
    rows = list(kinds)
    out = Coupon.objects.filter(kind__in=rows).order_by().values("kind")
    ended = Q(ends_on__lt=on, uses__lt=F("uses_limit")) if on else Q(pk__in=[])
    counts: dict[UUID, Mapping[str, Any]] = {
        one["kind"]: one
        for one in out.annotate(
            issued=Count("id", filter=Q(uses_limit__gt=0) | Q(uses__gt=0)),
            uses_sum=Sum("uses"),
            ended=Count("id", filter=ended),
        )
    }
    uses = CouponUse.objects.filter(coupon__kind__in=rows, returned_at=None).order_by()
    gave = dict(uses.values_list("coupon__kind").annotate(Sum("amount_minor")))
    return [_view(row, counts.get(row.id, {}), gave.get(row.id, 0)) for row in rows]


def _view(kind: CouponKind, counts: Mapping[str, Any], gave_minor: int) -> CouponKindView:
    return CouponKindView(
        kind_id=kind.id,
        version=kind.version,
        name=kind.name,
        threshold_minor=kind.threshold_minor,
        amount_minor=kind.amount_minor,
        combines_with_level=kind.combines_with_level,
        type=kind.type,
        off_bp=kind.off_bp,
        cap_minor=kind.cap_minor,
        sku_ids=tuple(kind.sku_ids),
        price_minor=kind.price_minor,
        filters=kind.filters,
        issuing=issuing_of(kind),
        is_active=kind.is_active,
        issued_count=counts.get("issued", 0),
        used_count=counts.get("uses_sum", 0) or 0,
        ended_count=counts.get("ended", 0),
        gave_minor=gave_minor,
    )


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch of codes and how they go."""

    id: UUID
    name: str
    count: int
    made_count: int
    used_count: int
    uses_limit: int
    starts_on: date
    ends_on: date
    begun_at: datetime
    exported_at: datetime | None
    exported_by: str

    @property
    def is_made(self) -> bool:
        """Whether all codes are there."""
        return self.made_count >= self.count


def list_batches(*, actor: Actor, kind_id: UUID) -> list[BatchView]:
    """The batches of a kind, the newest first. Raises Forbidden."""
    actor.require(permissions.VIEW)
    rows = CouponBatch.objects.filter(kind=kind_id).annotate(used_uses=Sum("coupons__uses"))
    return [
        BatchView(
            id=row.id,
            name=row.name,
            count=row.count,
            made_count=row.made_count,
            used_count=row.used_uses or 0,
            uses_limit=row.uses_limit,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            begun_at=row.begun_at,
            exported_at=row.exported_at,
            exported_by=row.exported_by_name,
        )
        for row in rows.order_by("-id")[:50]
    ]


def kind_of_batch(batch_id: UUID) -> UUID:
    """Whose codes a batch has. Raises NotFound ``coupons.batch_not_found``."""
    found = CouponBatch.objects.filter(id=batch_id).values_list("kind", flat=True).first()
    if found is None:
        raise errors.batch_not_found()
    return found
