"""Coupons that are given by themselves, within the transaction of a use case."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from tessera.campaigns.models import CouponGiving
from tessera.kernel.errors import DomainError
from tessera.offers import operations as offers
from tessera.offers.models import Coupon
from tessera.offers.queries.kinds import days_for
from tessera.platform.batch import Batch


def give(
    batch: Batch,
    givings: Sequence[CouponGiving],
    *,
    member_id: UUID,
    causes: Sequence[str],
    source: str,
    on: date,
    at: datetime,
) -> int:
    """Give a member the coupon of each giving for its cause, once; returns how many were given.

    A kind that is stopped, over or spent gives none: nobody is there to be told.
    """
    known = set(Coupon.objects.filter(cause__in=causes).values_list("cause", flat=True))
    count = 0
    for giving, cause in sorted(
        zip(givings, causes, strict=True), key=lambda pair: pair[0].kind_id
    ):
        if cause in known or not giving.kind.is_active:
            continue
        try:
            days = days_for(giving.kind, on=on)
        except DomainError:
            continue
        given = offers.give_coupons(
            batch,
            kind_id=giving.kind_id,
            grants=[offers.Grant(member_id, cause)],
            days=days,
            at=at,
            source=source,
            may_fall_short=True,
        )
        count += len(given)
    return count
