"""Using coupons and giving them back, into the caller's batch and transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from tessera.kernel.ids import uuid7
from tessera.offers import errors
from tessera.offers.models import Coupon, CouponUse, GivesBack
from tessera.offers.queries import CouponFacts
from tessera.offers.rules import issuing
from tessera.platform.batch import Batch


def use_coupon(
    batch: Batch, *, coupon: CouponFacts, document_id: UUID, amount_minor: int, at: datetime
) -> None:
    """Count one use of ``coupon`` on a document; ``amount_minor`` is what it gave.

    The constraint on the row settles a race: who comes second reads again and is told that
    the coupon is used (CASES 17); who sells while another ticket takes hold of it reads again
    as well. The use keeps by which terms a return gives it back (law 7).

    Raises Conflict ``coupons.used``.
    """
    if coupon.uses >= coupon.uses_limit:
        raise errors.coupon_used(coupon=coupon.code)
    free = {"held_by": None, "held_until": None} if coupon.held_by else {}
    batch.change(Coupon, coupon.id, by={"uses": 1}, put=free, expect={"holds": coupon.holds})
    batch.insert(
        CouponUse,
        {
            "id": uuid7(),
            "coupon_id": coupon.id,
            "document_id": document_id,
            "amount_minor": amount_minor,
            "at": at,
            "gives_back": coupon.gives_back,
            "back_days": coupon.back_days,
        },
    )


def give_back(
    batch: Batch, *, document_id: UUID, is_whole: bool, on: date, at: datetime
) -> list[UUID]:
    """Give back the coupons of a sale that returns, as each kind's terms stood at the sale; returns
    their ids. ``is_whole`` says that nothing of the sale stays.

    Without that a coupon stays used: what it gave is part of the net price that is refunded. One
    that comes back is there once: the sale that it came from is posted and cannot use it again
    (CASES 10). The caller has locked the sale, so that two returns of it come one after the other.
    """
    uses = CouponUse.objects.filter(document_id=document_id, returned_at=None)
    back = []
    for use in uses.exclude(gives_back=GivesBack.NEVER).select_related("coupon").order_by("id"):
        if not issuing.comes_back(gives_back=use.gives_back, is_whole=is_whole):
            continue
        coupon = use.coupon
        end = issuing.end_after_return(ends_on=coupon.ends_on, back_days=use.back_days, on=on)
        put, was = ({"ends_on": end}, coupon.ends_on) if end > coupon.ends_on else ({}, None)
        expect = {"ends_on": was} if was else {}
        batch.change(Coupon, coupon.id, by={"uses": -1}, put=put, expect=expect)
        batch.change(CouponUse, use.id, put={"returned_at": at})
        back.append(coupon.id)
    return back


def withdraw_coupon(batch: Batch, coupon_id: UUID) -> None:
    """Make an unused coupon worth nothing; one that is used meanwhile begins the batch again."""
    batch.change(Coupon, coupon_id, put={"uses_limit": 0}, expect={"uses": 0})


def withdraw_coupons(batch: Batch, coupon_ids: Sequence[UUID], *, most: int | None = None) -> None:
    """Make coupons that were given for something that comes back worth nothing, all or as many as
    ``most``; what was used stays used."""
    there = Coupon.objects.filter(id__in=coupon_ids, uses=0, uses_limit__gt=0).order_by("id")
    for key in there.values_list("id", flat=True)[:most]:
        batch.change(Coupon, key, put={"uses_limit": 0}, expect={"uses": 0})


def withdraw_codes(batch_id: UUID) -> int:
    """Let the codes of a batch serve no more; what was used stays used. Returns how many ended."""
    open_ = Coupon.objects.filter(batch=batch_id, uses__lt=F("uses_limit"))
    return open_.update(uses_limit=F("uses"), holds=F("holds") + 1)
