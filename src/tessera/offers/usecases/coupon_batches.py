"""Codes without a member, made by the worker in pieces and handed out as one file, once."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.texts import one_line
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.offers import errors, operations, permissions, rules
from tessera.offers.models import Coupon, CouponBatch
from tessera.offers.operations import Grant
from tessera.offers.queries.kinds import days_for
from tessera.org import queries as org
from tessera.platform import audit, jobs
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase

MOST_CODES = 100_000
PIECE = 2_000
"""Codes in one transaction, so that a killed worker loses little and nobody waits for long."""


@dataclass(frozen=True, slots=True)
class BegunBatch:
    """A batch whose codes are being made."""

    batch_id: UUID
    count: int


@usecase(permission=permissions.SET_COUPONS, audit="coupon_batch.begun")
def begin_batch(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    kind_id: UUID,
    name: str,
    count: int,
    starts_on: date | None = None,
    ends_on: date | None = None,
    uses_limit: int = 1,
) -> BegunBatch:
    """Have ``count`` codes of a kind made, each good for ``uses_limit`` uses by whoever carries it,
    on the days given, else on those that the kind says for today.

    Raises Forbidden; NotFound ``coupons.kind_not_found``; Invalid ``promotions.field_invalid``,
    ``promotions.days_invalid``, ``coupons.days_missing``; Conflict ``coupons.kind_stopped``,
    ``coupons.kind_over``, ``coupons.kind_spent``. Codes carry 69 random bits (CASES 20).
    """
    actor.require_everywhere(permissions.SET_COUPONS)
    rules.check_whole("count", count, low=1, high=MOST_CODES)
    rules.check_whole("uses_limit", uses_limit, low=1, high=rules.MAX_USES)
    kind = operations.lock_kind(kind_id)
    if not kind.is_active:
        raise errors.kind_stopped()
    if starts_on is not None and ends_on is not None:
        rules.check_days(starts_on, ends_on)
        days = (starts_on, ends_on)
    else:
        days = days_for(kind, on=members.today_of(org.first_store_id(), at))
    left, _had = operations.room_for(kind, [])
    if left is not None and left < count:
        raise errors.kind_spent(left=left)
    row = CouponBatch.objects.create(
        kind=kind,
        name=rules.check_name(one_line(name)),
        count=count,
        uses_limit=uses_limit,
        starts_on=days[0],
        ends_on=days[1],
        begun_at=at,
    )
    told = {"name": row.name, "count": count, "kind_id": str(kind_id)}
    audit.record(actor=actor, at=at, action="coupon_batch.begun", subject=row.id, data=told)
    jobs.enqueue("tessera.offers.jobs.make_codes", str(row.id))
    return BegunBatch(row.id, count)


@usecase(permission=permissions.ISSUE_COUPONS, audit="coupon_batch.made")
def make_codes(*, actor: Actor, at: datetime, batch_id: UUID, size: int = PIECE) -> int:
    """Make the next ``size`` codes of a batch; returns how many are still to be made.

    Doing it again makes the next ones, never more than the batch wants. Where the kind has no more
    left meanwhile, the batch ends with what is there. Raises Forbidden; NotFound
    ``coupons.batch_not_found``.
    """
    actor.require_everywhere(permissions.ISSUE_COUPONS)
    row = _locked(batch_id)
    kind = operations.lock_kind(row.kind_id)
    wanted = min(size, row.count - row.made_count)
    grants = operations.may_have(kind, [Grant() for _ in range(wanted)])
    batch = Batch()
    operations.issue(
        batch,
        kind=kind,
        grants=grants,
        days=(row.starts_on, row.ends_on),
        source="batch",
        at=at,
        uses_limit=row.uses_limit,
        batch_id=row.id,
    )
    batch.flush()
    row.made_count += len(grants)
    if len(grants) < wanted:
        row.count = row.made_count
    row.save(update_fields=["made_count", "count"])
    told = {"name": row.name, "made": row.made_count, "count": row.count}
    audit.record(actor=actor, at=at, action="coupon_batch.made", subject=row.id, data=told)
    return row.count - row.made_count


@dataclass(frozen=True, slots=True)
class BatchCodes:
    """A batch's codes, for whoever prints or sends them."""

    name: str
    kind: str
    starts_on: date
    ends_on: date
    codes: tuple[str, ...]


@usecase(permission=permissions.SET_COUPONS, audit="coupon_batch.exported")
def export_batch(*, actor: Actor, at: datetime, batch_id: UUID) -> BatchCodes:
    """Hand out all codes of a batch, once: a file that lies about is money.

    Raises Forbidden; NotFound ``coupons.batch_not_found``; Conflict ``coupons.batch_unfinished``,
    ``coupons.batch_exported``.
    """
    actor.require_everywhere(permissions.SET_COUPONS)
    row = _locked(batch_id)
    if row.made_count < row.count:
        raise errors.batch_unfinished()
    if row.exported_at is not None:
        raise errors.batch_exported(by=row.exported_by_name)
    row.exported_at, row.exported_by_name = at, actor.name[:60]
    row.save(update_fields=["exported_at", "exported_by_name"])
    codes = Coupon.objects.filter(batch=row).order_by("id").values_list("code", flat=True)
    told = {"name": row.name, "count": row.count}
    audit.record(actor=actor, at=at, action="coupon_batch.exported", subject=row.id, data=told)
    return BatchCodes(row.name, row.kind.name, row.starts_on, row.ends_on, tuple(codes))


@usecase(permission=permissions.SET_COUPONS, audit="coupon_batch.withdrawn")
def withdraw_batch(*, actor: Actor, at: datetime, batch_id: UUID, reason: str) -> int:
    """Make every code of a batch that is not used up worth nothing; returns how many.

    Raises Forbidden; NotFound ``coupons.batch_not_found``; Conflict ``coupons.batch_unfinished``;
    Invalid ``members.reason_needed``.
    """
    actor.require_everywhere(permissions.SET_COUPONS)
    why = member_rules.reason(reason)
    row = _locked(batch_id)
    if row.made_count < row.count:
        raise errors.batch_unfinished()
    count = operations.withdraw_codes(row.id)
    told = {"name": row.name, "count": count, "reason": why}
    audit.record(actor=actor, at=at, action="coupon_batch.withdrawn", subject=row.id, data=told)
    return count


def _locked(batch_id: UUID) -> CouponBatch:
    rows = CouponBatch.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("kind").filter(id=batch_id).first()
    if row is None:
        raise errors.batch_not_found()
    return row
