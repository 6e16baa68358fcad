"""A coupon for everybody, or for those with a tag or of a level, in pieces."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.campaigns import errors, permissions, queries
from tessera.campaigns.models import CouponRun, RunState
from tessera.kernel.actor import Actor
from tessera.kernel.texts import one_line
from tessera.offers import errors as offer_errors
from tessera.offers import operations as offers
from tessera.offers.models import CouponKind
from tessera.offers.queries.kinds import days_for
from tessera.offers.rules import check_days
from tessera.platform import audit, jobs
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase

PIECE = 1_000
"""Members in one transaction: a second or two, so that nobody who issues by hand waits long."""


@dataclass(frozen=True, slots=True)
class BegunRun:
    """A run that the worker goes on with."""

    run_id: UUID
    total_count: int


@usecase(permission=permissions.SET_GIVINGS, audit="coupon_run.begun")
def begin_coupon_run(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    kind_id: UUID,
    name: str,
    tag_id: UUID | None = None,
    level_id: UUID | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> BegunRun:
    """Begin to give a coupon to all members, or to those with a tag, of a level, or both.

    Who has as many as a member may gets none, and where the kind has no more left the run ends.
    Raises Forbidden; NotFound ``coupons.kind_not_found``; Invalid ``coupons.members_missing``,
    ``coupons.days_missing``, ``campaigns.giving_invalid``; Conflict ``coupons.kind_stopped``,
    ``coupons.kind_over``.
    """
    actor.require_everywhere(permissions.SET_GIVINGS)
    kind, days = _kind(kind_id, starts_on, ends_on, at)
    title = one_line(name)[:60]
    if not title:
        raise errors.giving_invalid(field="name")
    total = queries.receivers(tag_id=tag_id, level_id=level_id).count()
    if not total:
        raise offer_errors.members_missing()
    run = CouponRun.objects.create(
        kind=kind,
        name=title,
        tag_id=tag_id,
        level_id=level_id,
        starts_on=days[0],
        ends_on=days[1],
        begun_at=at,
        moved_at=at,
        total_count=total,
    )
    told = {"name": title, "kind": kind.name, "count": total}
    audit.record(actor=actor, at=at, action="coupon_run.begun", subject=run.id, data=told)
    jobs.enqueue("tessera.campaigns.jobs.give_to_many")
    return BegunRun(run.id, total)


@usecase(permission=permissions.GIVE_COUPONS, audit="coupon_run.went_on")
def give_to_next(*, actor: Actor, at: datetime, run_id: UUID, size: int = PIECE) -> int:
    """Give the next ``size`` members of a run their coupon; returns how many got one.

    How far it is moves in the same transaction: a piece that is delivered twice gives nobody two.
    Raises Forbidden; NotFound ``campaigns.run_not_found`` when it is over.
    """
    found = CouponRun.objects.select_for_update(no_key=True, of=("self",))
    run = found.filter(id=run_id, state=RunState.RUNNING).first()
    if run is None:
        raise errors.run_not_found()
    rows = queries.receivers(tag_id=run.tag_id, level_id=run.level_id)
    rows = rows.filter(id__gt=run.after) if run.after else rows
    members = list(rows.order_by("id").values_list("id", flat=True)[:size])
    kind, batch = offers.lock_kind(run.kind_id), Batch()
    grants = [offers.Grant(one, f"run:{run.id}:{one}") for one in members]
    leave = offers.may_have(kind, grants)
    offers.issue(
        batch,
        kind=kind,
        grants=leave,
        days=(run.starts_on, run.ends_on),
        source="campaign",
        at=at,
    )
    batch.flush()
    run.after = members[-1] if members else run.after
    run.moved_at = at
    run.done_count += len(members)
    run.given_count += len(leave)
    if len(members) < size:
        run.state, run.total_count = RunState.DONE, run.done_count
    run.save()
    told = {"name": run.name, "count": len(leave), "done": run.done_count}
    audit.record(actor=actor, at=at, action="coupon_run.went_on", subject=run.id, data=told)
    return len(leave)


def _kind(
    kind_id: UUID, starts_on: date | None, ends_on: date | None, at: datetime
) -> tuple[CouponKind, tuple[date, date]]:
    kind = CouponKind.objects.filter(id=kind_id, is_listed=True).first()
    if kind is None:
        raise offer_errors.coupon_kind_not_found()
    if not kind.is_active:
        raise offer_errors.kind_stopped()
    if starts_on is None or ends_on is None:
        return kind, days_for(kind, on=queries.brand_day(at))
    check_days(starts_on, ends_on)
    return kind, (starts_on, ends_on)
