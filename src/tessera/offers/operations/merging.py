"""What members who become one, and members who leave, had of offers."""

from uuid import UUID

from django.db.models import F

from tessera.offers.models import Coupon, PromotionCount
from tessera.platform.batch import Batch


def hand_over(batch: Batch, *, gone_id: UUID, keep_id: UUID) -> None:
    """Make every coupon of one member another's, and what either used of promotions one count."""
    for coupon_id in Coupon.objects.filter(member=gone_id).values_list("id", flat=True):
        batch.change(Coupon, coupon_id, put={"member_id": keep_id}, expect={"member_id": gone_id})
    gone, keep = f"member:{gone_id}", f"member:{keep_id}"
    kept = dict(PromotionCount.objects.filter(scope=keep).values_list("promotion_id", "id"))
    for row in PromotionCount.objects.filter(scope=gone):
        if own := kept.get(row.promotion_id):
            by = {"uses": row.uses, "units": row.units, "saved_minor": row.saved_minor}
            # Together they may have used more than one may: that stands.
            batch.change(PromotionCount, own, by=by, put={"most_uses": None})
        else:
            batch.change(PromotionCount, row.id, put={"scope": keep}, expect={"scope": gone})


def lapse_coupons(member_id: UUID) -> None:
    """Make the coupons of somebody who leaves worth nothing; what was used stays used."""
    Coupon.objects.filter(member=member_id).update(uses_limit=F("uses"))
