"""Coupons given by themselves: when, and the giving of each."""

from datetime import date, datetime
from uuid import UUID

from tessera.campaigns import errors, operations, permissions, queries
from tessera.campaigns.models import CouponGiving, Occasion
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Level, Member
from tessera.offers import errors as offer_errors
from tessera.offers.models import CouponKind
from tessera.offers.queries.kinds import issuing_of
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.sales.models import Sale


@usecase(permission=permissions.SET_GIVINGS, audit="coupon_giving.begun")
def begin_giving(
    *,
    actor: Actor,
    at: datetime,
    kind_id: UUID,
    occasion: str,
    level_id: UUID | None = None,
    from_minor: int = 0,
    takes_back: bool = True,
) -> UUID:
    """Have a kind of coupon given by itself from now on: to who joins, to who comes to a level, or
    for the next purchase to whose sale comes to ``from_minor``. Returns its id.

    Raises Forbidden; NotFound ``coupons.kind_not_found``; Invalid ``campaigns.giving_invalid``,
    ``coupons.days_missing`` where the kind does not say when it is valid.
    """
    actor.require_everywhere(permissions.SET_GIVINGS)
    kind = CouponKind.objects.filter(id=kind_id, is_listed=True).first()
    if kind is None:
        raise offer_errors.coupon_kind_not_found()
    if not issuing_of(kind).says_days:
        raise offer_errors.days_missing()
    for field, fits in (
        ("occasion", occasion in Occasion.values),
        ("level_id", (level_id is not None) == (occasion == Occasion.LEVEL)),
        ("level_id", level_id is None or Level.objects.filter(id=level_id).exists()),
        ("from_minor", (from_minor > 0) == (occasion == Occasion.SALE)),
    ):
        if not fits:
            raise errors.giving_invalid(field=field)
    row = CouponGiving.objects.create(
        kind=kind,
        occasion=occasion,
        level_id=level_id,
        from_minor=from_minor,
        takes_back=takes_back,
        begun_at=at,
    )
    versions.bump("campaigns")
    told = {"name": kind.name, "occasion": occasion, "from_minor": from_minor}
    audit.record(actor=actor, at=at, action="coupon_giving.begun", subject=row.id, data=told)
    return row.id


@usecase(permission=permissions.SET_GIVINGS, audit="coupon_giving.ended")
def end_giving(*, actor: Actor, at: datetime, giving_id: UUID) -> None:
    """Give it no more; what was given stays. Raises Forbidden; NotFound
    ``campaigns.giving_not_found``."""
    actor.require_everywhere(permissions.SET_GIVINGS)
    row = CouponGiving.objects.filter(id=giving_id, is_active=True).select_related("kind").first()
    if row is None:
        raise errors.giving_not_found()
    row.is_active, row.ended_at = False, at
    row.save(update_fields=["is_active", "ended_at"])
    versions.bump("campaigns")
    told = {"name": row.kind.name, "occasion": row.occasion}
    audit.record(actor=actor, at=at, action="coupon_giving.ended", subject=row.id, data=told)


@usecase(permission=permissions.GIVE_COUPONS, audit="coupon.given")
def give_for_joining(*, actor: Actor, at: datetime, member_id: UUID) -> int:
    """Give a new member what is given for joining, once; returns how many coupons. Raises Forbidden."""
    givings = queries.active_givings(Occasion.JOINED)
    causes = [f"joined:{one.id}:{member_id}" for one in givings]
    return _give(actor, at, member_id, givings, causes, "joined", None)


@usecase(permission=permissions.GIVE_COUPONS, audit="coupon.given")
def give_for_level(*, actor: Actor, at: datetime, member_id: UUID, level_id: UUID) -> int:
    """Give a member what is given for coming to a level, once however often it is reached."""
    givings = queries.active_givings(Occasion.LEVEL, level_id)
    causes = [f"level:{one.id}:{member_id}" for one in givings]
    return _give(actor, at, member_id, givings, causes, "level", None)


@usecase(permission=permissions.GIVE_COUPONS, audit="coupon.given")
def give_for_sale(*, actor: Actor, at: datetime, sale_id: UUID) -> int:
    """Give the buyer of a sale what is given for the next one, once, for what has not come back.

    The sale is locked: a return either came before, or finds the coupon. Raises Forbidden.
    """
    sale = Sale.objects.select_for_update(no_key=True, of=("self",)).get(id=sale_id)
    left = queries.kept_minor(sale_id)
    givings = [one for one in queries.active_givings(Occasion.SALE) if left >= one.from_minor]
    causes = [queries.cause_of_sale(sale_id, one.id) for one in givings]
    if sale.member_id is None:
        givings, causes = [], []
    return _give(actor, at, sale.member_id, givings, causes, "sale", sale.business_on)


def _give(
    actor: Actor,
    at: datetime,
    member_id: UUID | None,
    givings: list[CouponGiving],
    causes: list[str],
    source: str,
    on: date | None,
) -> int:
    keep_id = members.survivor_of(member_id) if member_id else None
    row = Member.objects.filter(id=keep_id, left_at=None).first() if keep_id else None
    if row is not None and row.reference and source == Occasion.JOINED:
        row = None  # came along from another system: a member for long, and no newcomer
    batch, count = Batch(), 0
    if row is not None:
        day = on or members.home_of(row, at).on
        count = operations.give(
            batch, givings, member_id=row.id, causes=causes, source=source, on=day, at=at
        )
    batch.flush()
    told = {"count": count, "occasion": source}
    audit.record(
        actor=actor, at=at, action="coupon.given", subject=keep_id or member_id or "", data=told
    )
    return count
