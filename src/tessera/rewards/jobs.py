"""What the worker does for levels and referral by itself. The present is the worker's; the demo has its own."""

import contextlib
import logging
from datetime import date, datetime
from uuid import UUID

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.kernel.errors import Conflict
from tessera.platform import jobs, versions
from tessera.rewards import permissions, queries, usecases
from tessera.rewards.queries import due, newcomers, redeemed, referral
from tessera.rewards.queries.idle import list_idle_lots, look_for_idle
from tessera.sales.events import TopUpGave
from tessera.wallet.queries import business_days, list_ripe_points, points_terms

log = logging.getLogger(__name__)

ROUNDS, AT_ONCE = 200, 300
"""Rounds in one job, less than its time limit even on a slow disk, and members in each."""

_FIRST = UUID(int=0)

ACTOR = system_actor("levels", {permissions.REVIEW})


def review_levels(at: datetime | None = None) -> None:
    """Judge the levels that ran out, a few hundred in each transaction.

    A standing that contradicts its member is left out and logged: it stops nobody else's.
    Where many are left, as on New Year's Day, the next job goes on.
    """
    at = at or clock.utc_now()
    days = business_days(ACTOR, at)
    if strays := due.list_strays():
        log.error("levels of %s members are not reviewed, the first %s", len(strays), strays[0])
    for _ in range(ROUNDS):
        if not due.list_ended(days, limit=1):
            return
        usecases.review_levels(actor=ACTOR, at=at, limit=AT_ONCE)
    jobs.enqueue("tessera.rewards.jobs.review_levels")


def release_points(at: datetime | None = None) -> None:
    """Hourly: points whose days of waiting are over may be spent."""
    at = at or clock.utc_now()
    days = business_days(ACTOR, at)
    for _ in range(ROUNDS):
        if not list_ripe_points(days, limit=1):
            return
        usecases.release_points(actor=ACTOR, at=at)
    jobs.enqueue("tessera.rewards.jobs.release_points")


def expire_idle_points(at: datetime | None = None) -> None:
    """Nightly: balances end for which nothing moved for long, where the programme says so.

    A job that dies has done what it had committed; the next one finds the rest.
    """
    at = at or clock.utc_now()
    days, after = business_days(ACTOR, at), _FIRST
    while list_idle_lots(days, after=after, limit=1)[0]:
        _, last = usecases.expire_idle_points(actor=ACTOR, at=at, after=after)
        after = last or after


def announce_idle(at: datetime | None = None) -> None:
    """Daily: say whose points will end soon because nothing moves.

    Who was told of a day at this stage is passed over, so that a killed run goes on when it comes
    again.
    """
    at = at or clock.utc_now()
    days, after = business_days(ACTOR, at), _FIRST
    stages = points_terms.get(versions.current()).notice_days
    while (found := look_for_idle(days, stages, after=after, limit=AT_ONCE)).last:
        if found.due:  # a quiet day leaves no audit row
            usecases.announce_idle(actor=ACTOR, at=at, after=after, limit=AT_ONCE)
        after = found.last


def warn_of_drops(at: datetime | None = None) -> None:
    """Nightly: warn those who will drop."""
    at = at or clock.utc_now()
    days, after = business_days(ACTOR, at), None
    while due.list_ending(days, queries.get_ladder(), after=after, limit=1):
        after = usecases.warn_of_drops(actor=ACTOR, at=at, after=after, limit=AT_ONCE).last
        if after is None:
            return


def settle_referrals(at: datetime | None = None) -> None:
    """Look at what was promised, then credit and take back what is due, each in its own
    transaction: a job that dies has done those before."""
    at = at or clock.utc_now()
    while ids := referral.list_unscreened(limit=AT_ONCE):
        usecases.screen_rewards(actor=ACTOR, at=at, reward_ids=ids)
    days, after = business_days(ACTOR, at), _FIRST
    while ids := referral.list_unsettled(days, after=after, limit=AT_ONCE):
        for reward_id in ids:
            usecases.settle_reward(actor=ACTOR, at=at, reward_id=reward_id)
        after = ids[-1]


def reward_invitations(at: datetime | None = None) -> None:
    """Hourly: points for those whose invitations were followed."""
    at = at or clock.utc_now()
    if newcomers.list_newcomers(at, limit=1):
        usecases.reward_invitations(actor=ACTOR, at=at)


def give_birthday_coupons(at: datetime | None = None) -> None:
    """Nightly: coupons for the birthdays of the day, where levels give one."""
    at = at or clock.utc_now()
    if not any(rung.benefits.birthday_coupon_id for rung in queries.get_ladder().rungs):
        return
    after: UUID | None = _FIRST
    while after is not None:
        given = usecases.give_birthday_coupons(actor=ACTOR, at=at, after=after, limit=AT_ONCE)
        after = given.last


def lapse_redemptions(at: datetime | None = None) -> None:
    """Give back what nobody picked up in time, each in its own transaction: a job that dies has
    done those before, and one picked up meanwhile stays with whoever has it."""
    at = at or clock.utc_now()
    days, after = business_days(ACTOR, at), _FIRST
    while ids := redeemed.list_overdue(days, after=after, limit=AT_ONCE):
        for redemption_id in ids:
            with contextlib.suppress(Conflict):
                usecases.lapse(actor=ACTOR, at=at, redemption_id=redemption_id)
        after = ids[-1]


def give_for_topup(
    sale_id: str, member_id: str, store_id: str, day: str, points: int, level_ids: list[str]
) -> None:
    """Give what a top-up's plan gives of points and levels."""
    gave = TopUpGave(
        sale_id=UUID(sale_id),
        member_id=UUID(member_id),
        store_id=UUID(store_id),
        business_on=date.fromisoformat(day),
        points=points,
        level_ids=tuple(UUID(one) for one in level_ids),
    )
    usecases.give_for_topup(actor=ACTOR, at=clock.utc_now(), gave=gave)


def take_back_for_topup(sale_id: str) -> None:
    """Take back what of it were points."""
    usecases.take_back_for_topup(actor=ACTOR, at=clock.utc_now(), sale_id=UUID(sale_id))
