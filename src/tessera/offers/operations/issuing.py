"""Making kinds of coupons and issuing coupons, into the caller's batch and transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from tessera.kernel.ids import secret_code, uuid7
from tessera.offers import errors
from tessera.offers.models import Coupon, CouponKind, CouponType
from tessera.offers.rules import issuing
from tessera.platform.batch import Batch

CHUNK = 500
"""Rows and parameters in one statement, within what every engine takes."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One coupon that somebody is to get, nobody where it is for whoever carries it. ``cause`` says
    for what, once; ``code`` is one that the caller shows as well."""

    member_id: UUID | None = None
    cause: str | None = None
    code: str = ""


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


def lock_kind(kind_id: UUID) -> CouponKind:
    """A kind of which coupons are to be issued. One with limits is locked: who issues of it at the
    same time waits, and then counts what is out.

    Raises NotFound ``coupons.kind_not_found``.
    """
    kind = CouponKind.objects.filter(id=kind_id).first()
    if kind is not None and (kind.per_member is not None or kind.total_limit is not None):
        kind = CouponKind.objects.select_for_update(no_key=True).filter(id=kind_id).first()
    if kind is None:
        raise errors.coupon_kind_not_found()
    return kind


def room_for(kind: CouponKind, member_ids: Sequence[UUID]) -> tuple[int | None, dict[UUID, int]]:
    """How many more of a locked kind there may be, None for any number, and how many these members
    had where that is limited. What was withdrawn unused does not count."""
    out = _out(kind)
    left = issuing.room(
        most=kind.total_limit, given=out.count() if kind.total_limit is not None else 0
    )
    had: dict[UUID, int] = {}
    if kind.per_member is not None:
        for start in range(0, len(member_ids), CHUNK):
            own = out.filter(issued_to__in=member_ids[start : start + CHUNK])
            had |= dict(own.order_by().values_list("issued_to").annotate(Count("id")))
    return left, had


def may_have(kind: CouponKind, grants: Sequence[Grant]) -> list[Grant]:
    """Those of ``grants`` that the limits of a locked kind leave, in their order."""
    left, had = room_for(kind, [one.member_id for one in grants if one.member_id])
    counts = Counter(had)
    found: list[Grant] = []
    for one in grants:
        if left is not None and len(found) >= left:
            break
        if one.member_id is not None and kind.per_member is not None:
            if counts[one.member_id] >= kind.per_member:
                continue
            counts[one.member_id] += 1
        found.append(one)
    return found


def issue(
    batch: Batch,
    *,
    kind: CouponKind,
    grants: Sequence[Grant],
    days: tuple[date, date],
    source: str,
    at: datetime,
    uses_limit: int = 1,
    batch_id: UUID | None = None,
) -> list[UUID]:
    """Issue one coupon for each grant, valid on ``days``; returns their ids. The caller has asked
    for room. ``source`` is how they were issued."""
    first, last = days
    found = []
    for one in grants:
        coupon_id = uuid7()
        batch.insert(
            Coupon,
            {
                "id": coupon_id,
                "kind_id": kind.id,
                "code": one.code or secret_code("C"),
                "member_id": one.member_id,
                "starts_on": first,
                "ends_on": last,
                "uses_limit": uses_limit,
                "source": source,
                "cause": one.cause,
                "issued_at": at,
                "issued_to": one.member_id,
                "most": kind.per_member if one.member_id else None,
                "batch_id": batch_id,
            },
        )
        found.append(coupon_id)
    return found


def give_coupon(
    batch: Batch,
    *,
    kind_id: UUID,
    member_id: UUID,
    starts_on: date,
    ends_on: date,
    at: datetime,
    source: str,
    code: str = "",
) -> UUID:
    """Issue one coupon to a member, for one use; returns its id.

    ``code`` is a ``secret_code`` that the caller shows as well, or a new one is made. Raises NotFound
    ``coupons.kind_not_found``; Conflict ``coupons.kind_spent``, ``coupons.member_has_enough``.
    """
    grants, days = [Grant(member_id, code=code)], (starts_on, ends_on)
    [given] = give_coupons(batch, kind_id=kind_id, grants=grants, days=days, at=at, source=source)
    return given


def give_coupons(
    batch: Batch,
    *,
    kind_id: UUID,
    grants: Sequence[Grant],
    days: tuple[date, date],
    at: datetime,
    source: str,
    may_fall_short: bool = False,
) -> list[UUID]:
    """Issue coupons of one kind; returns their ids. Where its limits leave fewer and that may not
    be, raises as ``give_coupon``."""
    kind = lock_kind(kind_id)
    pending = _pending(batch, kind)
    wanted = [*pending, *grants]
    leave = may_have(kind, wanted)
    if len(leave) < len(wanted) and not may_fall_short:
        raise no_room(kind, len(wanted))
    return issue(batch, kind=kind, grants=leave[len(pending) :], days=days, source=source, at=at)


def no_room(kind: CouponKind, wanted: int) -> Exception:
    """The refusal for so many coupons, which the limits of a kind do not leave."""
    left, _had = room_for(kind, [])
    if left is not None and left < wanted:
        return errors.kind_spent(left=left)
    return errors.member_has_enough(most=kind.per_member or 0)


def _out(kind: CouponKind) -> "QuerySet[Coupon]":
    return Coupon.objects.filter(kind=kind, uses_limit__gt=0)


def _pending(batch: Batch, kind: CouponKind) -> list[Grant]:
    """What the batch itself is about to issue of a kind."""
    rows = batch.inserted(Coupon)
    return [Grant(row["member_id"]) for row in rows if row["kind_id"] == kind.id]
