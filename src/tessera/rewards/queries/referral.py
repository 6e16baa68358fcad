"""Referral: the programme, what somebody brought and got for it, and what waits for a decision."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Invitation, Member
from tessera.platform import versions
from tessera.rewards import errors, permissions
from tessera.rewards.models import OPEN, ReferralProgram, ReferralReward, RewardState
from tessera.rewards.queries.due import Days
from tessera.rewards.rules.referral import Program

SHOWN = 50
"""How many people or holds are listed at most."""


def _load() -> Program:
    row = ReferralProgram.objects.order_by("-version").first()
    if row is None:
        return Program()
    return Program(
        version=row.version,
        is_active=row.is_active,
        pays=row.pays,
        rate_bp=row.rate_bp,
        sale_cap=row.sale_cap,
        month_cap=row.month_cap,
        months=row.months,
        first_referrer=row.first_referrer,
        first_referee=row.first_referee,
        first_min_minor=row.first_min_minor,
        pending_days=row.pending_days,
        staff_counts=row.staff_counts,
    )


program: versions.Cached[Program] = versions.Cached("rewards", _load)
"""The present programme, kept in the process by the version ``rewards``."""


def get_program() -> Program:
    """The present programme; version 0 where the brand has none."""
    return program.get(versions.current())


@dataclass(frozen=True, slots=True)
class Brought:
    """Somebody who was brought, masked."""

    name: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class ReferralView:
    """What a member sees of bringing others: the own code (empty until one is made), whom it
    brought (the newest first, ``count`` in all), and what is pending or has been credited."""

    code: str
    count: int
    people: tuple[Brought, ...]
    pending_points: int
    pending_bonus_minor: int
    credited_points: int
    credited_bonus_minor: int


def referral_of(member_id: UUID) -> ReferralView:
    """What bringing others has come to, for the member and for staff; who asks was checked."""
    brought = Member.objects.filter(
        Q(referred_by=member_id) | Q(referred_by__merged_into=member_id), merged_into=None
    )
    sums = _sums(member_id)
    own = Invitation.objects.filter(member=member_id).values_list("code", flat=True).first()
    people = brought.order_by("-joined_at", "-id").only("name", "joined_on")[:SHOWN]
    return ReferralView(
        code=own or "",
        count=brought.count(),
        people=tuple(Brought(members.mask_name(row.name), row.joined_on) for row in people),
        pending_points=sums.get(("points", False), 0),
        pending_bonus_minor=sums.get(("bonus", False), 0),
        credited_points=sums.get(("points", True), 0),
        credited_bonus_minor=sums.get(("bonus", True), 0),
    )


def _sums(member_id: UUID) -> dict[tuple[str, bool], int]:
    """By unit: what is promised still, and what was credited and not taken back."""
    own = ReferralReward.objects.filter(member=member_id)
    waiting = own.filter(state__in=OPEN)
    found = {
        (unit, False): amount
        for unit, amount in waiting.values_list("unit").annotate(Sum("amount"))
    }
    for unit, credited, taken in own.values_list("unit").annotate(Sum("credited"), Sum("taken")):
        found[unit, True] = credited - taken
    return found


@dataclass(frozen=True, slots=True)
class Hold:
    """A reward that waits for a manager. ``reason`` is self, circle, staff, card, device or
    address; ``amount`` in points or minor units."""

    reward_id: UUID
    sale_id: UUID
    number: str
    at: datetime
    member_id: UUID
    member_name: str
    referee_id: UUID
    referee_name: str
    unit: str
    amount: int
    reason: str


def list_holds(actor: Actor, *, limit: int = SHOWN) -> list[Hold]:
    """What waits for a decision in the actor's stores, the oldest first. Raises Forbidden."""
    actor.require(permissions.DECIDE_HOLDS)
    return [_hold(row) for row in _held(actor).order_by("at", "id")[:limit]]


def get_hold(actor: Actor, reward_id: UUID) -> Hold:
    """One of what ``list_holds`` lists. Raises Forbidden; NotFound ``rewards.hold_not_found``."""
    actor.require(permissions.DECIDE_HOLDS)
    row = _held(actor).filter(id=reward_id).first()
    if row is None:
        raise errors.hold_not_found()
    return _hold(row)


def _held(actor: Actor) -> "QuerySet[ReferralReward]":
    rows = ReferralReward.objects.filter(state=RewardState.HELD)
    if actor.store_ids is not None:
        rows = rows.filter(store_id__in=actor.store_ids)
    return rows.select_related("sale", "member", "referee")


def _hold(row: ReferralReward) -> Hold:
    return Hold(
        reward_id=row.id,
        sale_id=row.sale_id,
        number=row.sale.number,
        at=row.at,
        member_id=row.member_id,
        member_name=row.member.name,
        referee_id=row.referee_id,
        referee_name=row.referee.name,
        unit=row.unit,
        amount=row.amount,
        reason=row.hold_reason,
    )


def list_unscreened(*, limit: int) -> list[UUID]:
    """Rewards that nobody has looked at yet, the oldest first."""
    rows = ReferralReward.objects.filter(state=RewardState.PENDING, screened_at=None)
    return list(rows.order_by("pending_through", "id").values_list("id", flat=True)[:limit])


def list_unsettled(days: Days, *, after: UUID, limit: int) -> list[UUID]:
    """Rewards to be credited or taken back, by id, those behind ``after``.

    What is pending is due when the last day of waiting is over in the sale's store.
    """
    due = Q(state=RewardState.REOPENED)
    for day in {*days.values()}:
        stores = [store_id for store_id, its_day in days.items() if its_day == day]
        due |= Q(
            state=RewardState.PENDING,
            screened_at__isnull=False,
            pending_through__lt=day,
            store_id__in=stores,
        )
    rows = ReferralReward.objects.filter(due, id__gt=after)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])
