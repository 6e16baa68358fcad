"""Using coupons, into the caller's batch and transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from tessera.kernel.ids import secret_code, uuid7
from tessera.offers import errors
from tessera.offers.models import Coupon, CouponKind, CouponType, CouponUse, PromotionCount
from tessera.offers.queries import Counts, CouponFacts, Place, Wants
from tessera.platform.batch import Batch
from tessera.pricing import Quote


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


def count_promotions(
    batch: Batch,
    *,
    quoted: Quote,
    wants: Wants,
    counts: Counts,
    place: Place,
    has_happened: bool = False,
) -> None:
    """Count one use of each promotion with limits that this quote applies, its pieces, and what it
    saves.

    The constraints on the rows settle a race, also who writes the first row of a limit: who comes
    second reads again and is priced by what is left. A return keeps the use. What ``has_happened``
    already is counted beyond the limits as well; the next use writes them again.
    """
    served = {one.rule_id: one.pieces for one in quoted.served}
    saved: dict[str, int] = {}
    for line in quoted.lines:
        for reason in line.reasons:
            saved[reason.rule_id] = saved.get(reason.rule_id, 0) + reason.amount_minor
    for promotion_id, limits in wants.limited:
        if (name := str(promotion_id)) in saved:
            amounts = {"uses": 1, "units": served.get(name, 0), "saved_minor": saved[name]}
            for scope, most in place.scopes(limits).items():
                bounds = {"most_uses": most, "most_units": None, "most_minor": None}
                if scope == "all":
                    bounds |= {"most_units": limits.units, "most_minor": limits.budget_minor}
                if has_happened:
                    bounds = dict.fromkeys(bounds)
                _count(batch, (promotion_id, scope), counts, amounts, bounds)


def _count(
    batch: Batch,
    key: tuple[UUID, str],
    counts: Counts,
    amounts: dict[str, int],
    bounds: dict[str, int | None],
) -> None:
    if known := counts.get(key):
        batch.change(PromotionCount, known.id, by=amounts, put=bounds)
        return
    row = {"id": uuid7(), "promotion_id": key[0], "scope": key[1]}
    batch.insert(PromotionCount, {**row, **amounts, **bounds})


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


def make_exchange(*, name: str, sku_ids: Sequence[UUID], price_minor: int) -> UUID:
    """Make a kind of coupon for one piece of these SKUs at ``price_minor``, which no list shows;
    returns its id. It is never changed: who was given a coupon of it keeps its terms (law 7)."""
    kind = CouponKind.objects.create(
        name=name,
        type=CouponType.EXCHANGE,
        threshold_minor=0,
        amount_minor=0,
        sku_ids=[str(sku_id) for sku_id in sku_ids],
        price_minor=price_minor,
        is_listed=False,
    )
    return kind.id


def withdraw_coupon(batch: Batch, coupon_id: UUID) -> None:
    """Make an unused coupon worth nothing; one that is used meanwhile begins the batch again."""
    batch.change(Coupon, coupon_id, put={"uses_limit": 0}, expect={"uses": 0})


def give_coupon(
    batch: Batch,
    *,
    kind_id: UUID,
    member_id: UUID,
    starts_on: date,
    ends_on: date,
    code: str = "",
) -> UUID:
    """Issue one coupon to a member, for one use; returns its id. The kind must be there.

    ``code`` is a ``secret_code`` that the caller shows as well, or a new one is made.
    """
    coupon_id = uuid7()
    batch.insert(
        Coupon,
        {
            "id": coupon_id,
            "kind_id": kind_id,
            "code": code or secret_code("C"),
            "member_id": member_id,
            "starts_on": starts_on,
            "ends_on": ends_on,
        },
    )
    return coupon_id


def withdraw_coupons(batch: Batch, coupon_ids: Sequence[UUID], *, most: int | None = None) -> None:
    """Make coupons that were given for something that comes back worth nothing, all or as many as
    ``most``; what was used stays used."""
    there = Coupon.objects.filter(id__in=coupon_ids, uses=0, uses_limit__gt=0).order_by("id")
    for key in there.values_list("id", flat=True)[:most]:
        batch.change(Coupon, key, put={"uses_limit": 0}, expect={"uses": 0})
