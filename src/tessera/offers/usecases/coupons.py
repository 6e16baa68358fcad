"""Issue coupons by hand, and take one back. Codes never stand in the audit log."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import secret_code
from tessera.members import queries as member_queries
from tessera.members import rules as member_rules
from tessera.members.models import Member
from tessera.offers import errors, operations, permissions, rules
from tessera.offers.models import Coupon, CouponKind
from tessera.offers.operations import Grant
from tessera.offers.queries.kinds import days_for
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase

_CHUNK = 500
"""Parameters in one statement, within what every engine takes."""


@usecase(permission=permissions.ISSUE_COUPONS, audit="coupon.issued")
def issue_coupon(
    *,
    actor: Actor,
    at: datetime,
    kind_id: UUID,
    starts_on: date | None = None,
    ends_on: date | None = None,
    member_id: UUID | None = None,
    uses_limit: int = 1,
    request_id: UUID | None = None,
) -> str:
    """Issue one coupon, to a member or to whoever will carry it; returns its code.

    Valid on business days ``starts_on`` through ``ends_on``, without them as its kind says. Raises
    NotFound ``coupons.kind_not_found``, ``members.not_found``; Invalid ``promotions.days_invalid``,
    ``promotions.field_invalid``, ``coupons.days_missing``; Conflict ``coupons.kind_stopped``,
    ``coupons.kind_over``, ``coupons.kind_spent``, ``coupons.member_has_enough``.
    """
    kind, days = _kind(kind_id, starts_on, ends_on, uses_limit, at)
    if member_id is not None:
        _check_members([member_id])
    grant = Grant(member_id, code=secret_code("C"))
    if not operations.may_have(kind, [grant]):
        raise operations.no_room(kind, 1)
    batch = Batch()
    [coupon_id] = operations.issue(
        batch, kind=kind, grants=[grant], days=days, source="hand", at=at, uses_limit=uses_limit
    )
    batch.flush()
    data = {"kind_id": str(kind_id), "member_id": member_id and str(member_id)}
    audit.record(actor=actor, at=at, action="coupon.issued", subject=coupon_id, data=data)
    return grant.code


@usecase(permission=permissions.ISSUE_COUPONS, audit="coupon.issued")
def issue_coupons(
    *,
    actor: Actor,
    at: datetime,
    kind_id: UUID,
    member_ids: Sequence[UUID],
    starts_on: date | None = None,
    ends_on: date | None = None,
    uses_limit: int = 1,
    request_id: UUID | None = None,
) -> int:
    """Issue one coupon to each of the members but those who had as many as they may; returns how
    many. Where the kind has not enough left, nobody gets one.

    Raises Invalid ``coupons.members_missing``; else as ``issue_coupon``.
    """
    members = list(dict.fromkeys(member_ids))
    if not members:
        raise errors.members_missing()
    kind, days = _kind(kind_id, starts_on, ends_on, uses_limit, at)
    _check_members(members)
    left, had = operations.room_for(kind, members)
    wanting = [one for one in members if had.get(one, 0) < (kind.per_member or MANY)]
    if left is not None and left < len(wanting):
        raise errors.kind_spent(left=left)
    grants = [Grant(one) for one in wanting]
    batch = Batch()
    operations.issue(
        batch, kind=kind, grants=grants, days=days, source="hand", at=at, uses_limit=uses_limit
    )
    batch.flush()
    data = {"count": len(grants), "starts_on": str(days[0]), "ends_on": str(days[1])}
    audit.record(actor=actor, at=at, action="coupon.issued", subject=kind_id, data=data)
    return len(grants)


MANY = rules.issuing.MOST_ISSUED
"""As many as one likes."""


@usecase(permission=permissions.ISSUE_COUPONS, audit="coupon.cancelled")
def cancel_coupon(*, actor: Actor, at: datetime, coupon_id: UUID, reason: str) -> None:
    """Let a coupon that is not used up serve no more. One that fetches a reward ends with it.

    Raises NotFound ``coupons.not_found``; Conflict ``coupons.used``; Invalid
    ``members.reason_needed``.
    """
    why = member_rules.reason(reason)
    found = Coupon.objects.select_for_update(no_key=True, of=("self",)).select_related("kind")
    row = found.filter(id=coupon_id, kind__is_listed=True).first()
    if row is None:
        raise errors.coupon_not_found(coupon="")
    if row.uses >= row.uses_limit:
        raise errors.coupon_used(coupon=row.code)
    row.uses_limit, row.holds = row.uses, row.holds + 1
    row.save(update_fields=["uses_limit", "holds"])
    told = {"reason": why, "kind": row.kind.name}
    audit.record(actor=actor, at=at, action="coupon.cancelled", subject=coupon_id, data=told)


def _kind(
    kind_id: UUID, starts_on: date | None, ends_on: date | None, uses_limit: int, at: datetime
) -> tuple[CouponKind, tuple[date, date]]:
    """The kind, locked where it has limits, and the days of a coupon that is issued now."""
    rules.check_whole("uses_limit", uses_limit, low=1, high=rules.MAX_USES)
    kind = operations.lock_kind(kind_id)
    if not kind.is_active:
        raise errors.kind_stopped()
    if starts_on is not None and ends_on is not None:
        rules.check_days(starts_on, ends_on)
        return kind, (starts_on, ends_on)
    today = member_queries.today_of(org.first_store_id(), at)
    return kind, days_for(kind, on=today)


def _check_members(member_ids: Sequence[UUID]) -> None:
    chunks = (member_ids[i : i + _CHUNK] for i in range(0, len(member_ids), _CHUNK))
    known = sum(Member.objects.filter(id__in=chunk).count() for chunk in chunks)
    if known < len(member_ids):
        raise errors.members_not_found(count=len(member_ids) - known)
