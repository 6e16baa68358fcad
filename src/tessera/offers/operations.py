"""Using coupons, into the caller's batch and transaction."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from tessera.kernel.ids import secret_code, uuid7
from tessera.offers import errors
from tessera.offers.models import Coupon, CouponUse
from tessera.offers.queries import CouponFacts
from tessera.platform.batch import Batch


def use_coupon(
    batch: Batch, *, coupon: CouponFacts, document_id: UUID, amount_minor: int, at: datetime
) -> None:
    """Count one use of ``coupon`` on a document; ``amount_minor`` is what it gave.

    The constraint on the row settles a race: who comes second reads again and is told that
    the coupon is used (CASES 17). A return keeps the coupon used: what it gave is part of
    the net price that is refunded, and a coupon that came back would be given twice (CASES 10).

    Raises Conflict ``coupons.used``.
    """
    if coupon.uses >= coupon.uses_limit:
        raise errors.coupon_used(coupon=coupon.code)
    batch.change(Coupon, coupon.id, by={"uses": 1})
    batch.insert(
        CouponUse,
        {
            "id": uuid7(),
            "coupon_id": coupon.id,
            "document_id": document_id,
            "amount_minor": amount_minor,
            "at": at,
        },
    )


def hand_over(batch: Batch, *, gone_id: UUID, keep_id: UUID) -> None:
    """Make every coupon of one member another's."""
    for coupon_id in Coupon.objects.filter(member=gone_id).values_list("id", flat=True):
        batch.change(Coupon, coupon_id, put={"member_id": keep_id}, expect={"member_id": gone_id})


def lapse_coupons(member_id: UUID) -> None:
    """Make the coupons of somebody who leaves worth nothing; what was used stays used."""
    Coupon.objects.filter(member=member_id).update(uses_limit=F("uses"))


def give_coupon(
    batch: Batch, *, kind_id: UUID, member_id: UUID, starts_on: date, ends_on: date
) -> UUID:
    """Issue one coupon to a member, for one use; returns its id. The kind must be there."""
    coupon_id = uuid7()
    batch.insert(
        Coupon,
        {
            "id": coupon_id,
            "kind_id": kind_id,
            "code": secret_code("C"),
            "member_id": member_id,
            "starts_on": starts_on,
            "ends_on": ends_on,
        },
    )
    return coupon_id
