"""What the worker does for the wallet by itself."""

from datetime import datetime
from uuid import UUID

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.platform import jobs, versions
from tessera.wallet import permissions, queries, usecases
from tessera.wallet.queries import retention
from tessera.wallet.queries.giving import list_due_back

ROUNDS, AT_ONCE = 100, 2000
"""Rounds in one job, less than its time limit even on a slow disk, and lots in each."""


def expire_points(at: datetime | None = None) -> None:
    """Take points and bonus whose last day is over, a few thousand lots in each transaction.

    Where many are left, as on New Year's Day, the next job goes on. A killed one has done whole
    pieces, and what is empty is not found again.
    """
    at = at or clock.utc_now()
    actor = system_actor("expiry", {permissions.EXPIRE})
    days = queries.business_days(actor, at)
    rounds = 0
    for find, take in (
        (queries.list_expired_points, usecases.expire_points),
        (queries.list_expired_bonus, usecases.expire_bonus),
    ):
        more = bool(find(days, limit=1))  # a quiet hour leaves no audit row
        while more and rounds < ROUNDS:
            more = take(actor=actor, at=at, limit=AT_ONCE).lots >= AT_ONCE
            rounds += 1
        if more:
            jobs.enqueue("tessera.wallet.jobs.expire_points")
            return


def carry_over() -> None:
    """Give survivors of a merge what reached the duplicate afterwards."""
    at = clock.utc_now()
    if queries.list_left_behind(limit=1):
        usecases.carry_over(actor=system_actor("merge", {permissions.EXPIRE}), at=at)


def release_bonus() -> None:
    """Release what of bonuses has come due. A part that is released is not found again."""
    at = clock.utc_now()
    actor = system_actor("bonus", {permissions.EXPIRE})
    days = queries.business_days(actor, at)
    for _ in range(ROUNDS):
        if not queries.list_due_parts(days, limit=1):
            return
        usecases.release_bonus(actor=actor, at=at)
    jobs.enqueue("tessera.wallet.jobs.release_bonus")


def take_gifts_back() -> None:
    """Give back what nobody claimed in time. One that is settled is not found again."""
    at = clock.utc_now()
    actor = system_actor("gifts", {permissions.EXPIRE})
    days = queries.business_days(actor, at)
    for gift in list_due_back(days, limit=AT_ONCE):
        usecases.take_value_back(actor=actor, at=at, gift_id=gift.id)


def announce_expiry(at: datetime | None = None) -> None:
    """Daily: say whose points will end soon, a few thousand members in each transaction.

    Who was told of a day at this stage is passed over, so that a killed run goes on when it comes
    again.
    """
    at = at or clock.utc_now()
    actor = system_actor("expiry", {permissions.EXPIRE})
    stages = queries.points_terms.get(versions.current()).notice_days
    days = queries.business_days(actor, at)
    after: UUID | None = None
    while True:
        found = queries.look_for_endings(days, stages, after=after, limit=AT_ONCE)
        if found.due:  # a quiet day leaves no audit row
            usecases.announce_expiry(actor=actor, at=at, after=after, limit=AT_ONCE)
        after = found.last
        if after is None:
            return


def forget_names() -> None:
    """Nightly: forget real names that the law does not ask for any more."""
    at = clock.utc_now()
    if retention.list_forgettable_names(retention.kept_since(at), limit=1):
        usecases.forget_names(actor=system_actor("retention", {permissions.EXPIRE}), at=at)
