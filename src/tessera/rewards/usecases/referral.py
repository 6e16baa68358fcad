"""The programme of referral, holds, and what becomes of promised rewards."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, Sum

from tessera.kernel.actor import Actor
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.members.models import Member
from tessera.platform import audit, events, versions
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.rewards import errors, permissions, queries
from tessera.rewards.events import ReferralRewarded, ReferralTakenBack
from tessera.rewards.models import (
    HoldDecision,
    ReferralProgram,
    ReferralReward,
    RewardState,
    Unit,
)
from tessera.rewards.queries.referral import get_program
from tessera.rewards.queries.suspicion import came_back, suspicion_of
from tessera.rewards.rules import expires_on, referral
from tessera.rewards.rules.referral import Program, Terms
from tessera.wallet import operations as wallet
from tessera.wallet import queries as wallets
from tessera.wallet.queries import Holding, business_days

_MOST = 10**12


@usecase(permission=permissions.SET_RULES, audit="referral.program_set")
def set_program(*, actor: Actor, at: datetime, terms: Program) -> int:
    """Make a new version of the programme; what was promised before keeps its terms.

    ``terms.version`` does not matter. Returns the version. Raises Forbidden; Invalid
    ``rewards.program_invalid``. Rule: domain handbook 5.12, one level only.
    """
    actor.require_everywhere(permissions.SET_RULES)
    _check(terms)
    newest = ReferralProgram.objects.aggregate(newest=Max("version"))["newest"] or 0
    row = ReferralProgram.objects.create(**{**asdict(terms), "version": newest + 1})
    versions.bump("rewards")
    audit.record(
        actor=actor,
        at=at,
        action="referral.program_set",
        subject=row.id,
        data={"version": row.version, "rate_bp": row.rate_bp},
    )
    return row.version


def _check(terms: Program) -> None:
    if terms.pays not in Unit.values:
        raise errors.program_invalid(field="pays")
    for field, low, high in (
        ("rate_bp", 0, 10_000),
        ("sale_cap", 1, _MOST),
        ("month_cap", 1, _MOST),
        ("months", 1, 120),
        ("first_referrer", 0, _MOST),
        ("first_referee", 0, _MOST),
        ("first_min_minor", 0, _MOST),
        ("pending_days", 0, 365),
    ):
        value = getattr(terms, field)
        if value is not None and not low <= value <= high:
            raise errors.program_invalid(field=field)


@usecase(permission=permissions.DECIDE_HOLDS, audit="referral.hold_decided")
def decide_hold(*, actor: Actor, at: datetime, reward_id: UUID, release: bool, reason: str) -> None:
    """Let a reward on hold go its way, or refuse it for good, and say why.

    Raises Forbidden, also ``rewards.own_reward`` to whom it would be paid or who was brought;
    NotFound ``rewards.hold_not_found`` beyond the actor's stores; Conflict
    ``rewards.hold_decided``; Invalid ``members.reason_needed``.
    """
    why = member_rules.reason(reason)
    row = ReferralReward.objects.select_for_update(no_key=True).filter(id=reward_id).first()
    if row is None or not actor.reaches(row.store_id):
        raise errors.hold_not_found()
    if members.is_own_of(actor, {row.member_id, row.referee_id, row.referrer_id or row.member_id}):
        raise errors.own_reward()
    if row.state != RewardState.HELD:
        raise errors.hold_decided()
    row.state = RewardState.PENDING if release else RewardState.REFUSED
    row.save(update_fields=["state"])
    HoldDecision.objects.create(reward=row, released=release, reason=why, by_name=actor.name, at=at)
    audit.record(
        actor=actor,
        at=at,
        action="referral.hold_decided",
        subject=row.id,
        store_id=row.store_id,
        data={"released": release, "reason": why, "held_for": row.hold_reason},
    )


@usecase(permission=permissions.REVIEW, audit="referral.screened")
def screen_rewards(*, actor: Actor, at: datetime, reward_ids: list[UUID]) -> int:
    """Look at what was promised for the first time, and hold what looks like a trick.

    Returns how many are on hold now. Rule: domain handbook 5.12.
    """
    actor.require_everywhere(permissions.REVIEW)
    rows = ReferralReward.objects.select_for_update(no_key=True).filter(
        id__in=reward_ids, state=RewardState.PENDING, screened_at=None
    )
    terms, held = get_program(), 0
    for row in rows.order_by("id"):
        row.screened_at = at
        _screen(row, terms)
        held += row.state == RewardState.HELD
        row.save(update_fields=["screened_at", "hold_reason", "state"])
    data = {"count": len(reward_ids), "held": held}
    audit.record(actor=actor, at=at, action="referral.screened", subject="rewards", data=data)
    return held


@usecase(permission=permissions.REVIEW, audit="referral.settled")
def settle_reward(*, actor: Actor, at: datetime, reward_id: UUID) -> int:
    """Credit a reward whose waiting is over, or take back what returned goods had given.

    What looks like a trick by now is held, unless a manager has released it. Doing it again
    changes nothing. Returns what moved: positive to the member, negative back.
    Rule: domain handbook 5.12; docs/recipes/referral.md.
    """
    actor.require_everywhere(permissions.REVIEW)
    row = ReferralReward.objects.select_for_update(no_key=True).get(id=reward_id)
    day = business_days(actor, at)[row.store_id]
    moved = 0
    if row.state == RewardState.REOPENED:
        moved = -_take_back(row, at, day)
    elif row.state == RewardState.PENDING and row.screened_at and row.pending_through < day:
        _screen(row, get_program())
        moved = _credit(row, at, day) if row.state == RewardState.PENDING else 0
    row.save(force_update=True)
    audit.record(
        actor=actor,
        at=at,
        action="referral.settled",
        subject=row.id,
        store_id=row.store_id,
        data={"moved": moved, "unit": row.unit, "state": str(row.state)},
    )
    return moved


def _screen(row: ReferralReward, terms: Program) -> None:
    if came_back(row, terms):
        row.state = RewardState.VOID
        return
    if row.decisions.filter(released=True).exists():
        return
    row.hold_reason = referral.hold_reason(suspicion_of(row), terms)
    if row.hold_reason:
        row.state = RewardState.HELD


def _terms(row: ReferralReward) -> Terms:
    return Terms(row.kind, row.unit, row.amount, row.base_minor, row.rate_bp, row.cap)


def _credit(row: ReferralReward, at: datetime, day: date) -> int:
    due = referral.entitled(_terms(row), returned_minor=row.returned_minor)
    gets = members.survivor_of(row.member_id)
    left = Member.objects.filter(id=gets, left_at__isnull=False).exists()
    amount = 0 if left else min(due, referral.room(row.month_cap, _given(row)))
    row.credited_on = day
    if not amount:
        row.state = RewardState.VOID
        return 0
    batch = Batch()
    holding, books = _open(batch, row, "referral", at, day)
    if row.unit == Unit.POINTS:
        rule = queries.earn_rule.get(versions.current())
        until = expires_on(rule, day)
        row.lot_id, _ = wallet.credit_points(books, holding, points=amount, expires_on=until)
    else:
        row.lot_id = wallet.credit_bonus(
            books,
            member_id=holding.member_id,
            currency=holding.currency,
            amount_minor=amount,
            expires_on=None,
        )
    row.credited, row.state = amount, RewardState.CREDITED
    events.publish(_news(row, day), batch)
    books.close()
    batch.flush()
    return amount


def _given(row: ReferralReward) -> int:
    """What the member got for purchases of the same month; those rows wait for this one."""
    if row.month_cap is None:
        return 0
    first = row.business_on.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1)
    month = ReferralReward.objects.filter(
        member=row.member_id, kind=row.kind, business_on__gte=first, business_on__lt=last
    )
    list(month.select_for_update(no_key=True).order_by("id").values_list("id", flat=True))
    sums = month.aggregate(credited=Sum("credited"), taken=Sum("taken"))
    return (sums["credited"] or 0) - (sums["taken"] or 0)


def _take_back(row: ReferralReward, at: datetime, day: date) -> int:
    due = referral.entitled(_terms(row), returned_minor=row.returned_minor)
    back = max(0, row.credited - row.taken - row.forgiven - due)
    row.state = RewardState.CREDITED
    if not back:
        return 0
    batch = Batch()
    holding, books = _open(batch, row, "referral_back", at, day)
    taken = back
    if row.unit == Unit.POINTS:
        wallet.claw_back_points(books, holding, points=back, first=row.lot_id, on=day)
    else:
        taken = wallet.claw_back_bonus(books, holding, amount_minor=back, first=row.lot_id, on=day)
    row.taken += taken
    row.forgiven += back - taken
    if row.taken == row.credited:
        events.publish(ReferralTakenBack(row.id, at), batch)
    books.close()
    batch.flush()
    return taken


def _open(
    batch: Batch, row: ReferralReward, kind: str, at: datetime, day: date
) -> tuple[Holding, Books]:
    """What the member holds now, and an entry of the reward."""
    member_id = members.survivor_of(row.member_id)
    holding = wallets.get_holding(member_id)
    books = Books(
        batch=batch,
        balances=holding.balances,
        kind=kind,
        holder=member_id,
        document_id=row.id,
        store_id=row.store_id,
        at=at,
        business_on=day,
    )
    return holding, books


def _news(row: ReferralReward, day: date) -> ReferralRewarded:
    return ReferralRewarded(
        reward_id=row.id,
        member_id=row.member_id,
        referee_id=row.referee_id,
        role=row.role,
        unit=row.unit,
        amount=row.credited,
        follow_up_by=day + timedelta(days=referral.FOLLOW_UP_DAYS),
    )
