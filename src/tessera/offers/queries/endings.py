"""Coupons whose end is to be announced."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from tessera.members import queries as members
from tessera.offers.models import Coupon, CouponKind
from tessera.org import queries as org


def brand_day(at: datetime) -> date:
    """Today in the brand's first store."""
    return members.today_of(org.first_store_id(), at)


def list_to_remind(on: date, *, limit: int) -> list[UUID]:
    """Unused coupons of members that end within as many days as their kind says and of which nobody
    was told; the soonest to end first."""
    kinds = CouponKind.objects.filter(remind_days__gt=0).values_list("remind_days", "id")
    by_days: dict[int, list[UUID]] = {}
    for days, kind_id in kinds:
        by_days.setdefault(days, []).append(kind_id)
    due = Q(pk__in=[])
    for days, kind_ids in by_days.items():
        due |= Q(kind__in=kind_ids, ends_on__lte=on + timedelta(days=days))
    rows = Coupon.objects.filter(due, reminded_in=None, uses=0, ends_on__gte=on, starts_on__lte=on)
    rows = rows.filter(uses__lt=F("uses_limit"), member__isnull=False)
    return list(rows.order_by("ends_on", "id").values_list("id", flat=True)[:limit])


def list_reminded(run_id: UUID) -> list[UUID]:
    """The coupons that a run marked."""
    return list(Coupon.objects.filter(reminded_in=run_id).values_list("id", flat=True))


def get_ending(coupon_id: UUID) -> Coupon:
    """A coupon with its kind, to tell of it."""
    return Coupon.objects.select_related("kind").get(id=coupon_id)
