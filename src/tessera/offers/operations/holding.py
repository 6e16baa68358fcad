"""Coupons of a cart that is put aside: nobody else can use them until it is taken up again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from tessera.offers import errors
from tessera.offers.models import Coupon


def hold_coupons(*, ticket_id: UUID, codes: Sequence[str], until: datetime, at: datetime) -> None:
    """Hold exactly these coupons for a ticket until ``until``; what it held before and does not want
    any more is let go. Doing it again changes the end alone. The caller owns the transaction.

    A sale of this very ticket may use them, and lets go of them. Raises NotFound
    ``coupons.not_found``; Conflict ``coupons.held``, ``coupons.used``, ``coupons.cancelled``.
    """
    locked = Coupon.objects.select_for_update(no_key=True, of=("self",)).order_by("id")
    rows = {row.code: row for row in locked.filter(code__in=codes)}
    for code in codes:
        check_free(rows.get(code), code, at=at, holder=ticket_id)
    held = [row.id for row in rows.values()]
    moved = {"holds": F("holds") + 1}
    Coupon.objects.filter(held_by=ticket_id).exclude(id__in=held).update(
        held_by=None, held_until=None, **moved
    )
    Coupon.objects.filter(id__in=held).update(held_by=ticket_id, held_until=until, **moved)


def release_coupons(*, ticket_id: UUID) -> None:
    """Let go of what a ticket holds. Doing it again changes nothing."""
    Coupon.objects.filter(held_by=ticket_id).update(
        held_by=None, held_until=None, holds=F("holds") + 1
    )


def check_free(row: Coupon | None, code: str, *, at: datetime, holder: UUID | None = None) -> None:
    """Refuse a coupon that cannot be held: codes as in ``hold_coupons``."""
    if row is None:
        raise errors.coupon_not_found(coupon=code)
    if not row.uses_limit:
        raise errors.coupon_cancelled(coupon=code)
    if row.uses >= row.uses_limit:
        raise errors.coupon_used(coupon=code)
    if row.held_until is not None and row.held_by != holder and at < row.held_until:
        raise errors.coupon_held(coupon=code)
