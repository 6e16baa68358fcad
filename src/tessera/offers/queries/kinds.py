"""Kinds of coupons: what they say of days, how they go, and the batches of their codes."""

from datetime import date
from uuid import UUID

from tessera.offers import errors, rules
from tessera.offers.models import CouponKind
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
