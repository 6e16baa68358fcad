"""What the worker does for the wallet by itself."""

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.platform import jobs
from tessera.wallet import permissions, queries, usecases

ROUNDS = 200
"""Rounds in one job: less than a job's time limit, even on a slow disk."""


def expire_points() -> None:
    """Take points whose last day is over, a few hundred lots in each transaction.

    Where many are left, as on New Year's Day, the next job goes on.
    """
    at = clock.utc_now()
    actor = system_actor("expiry", {permissions.EXPIRE})
    days = queries.business_days(actor, at)
    for _ in range(ROUNDS):
        if not queries.list_expired_points(days, limit=1):
            return
        usecases.expire_points(actor=actor, at=at)
    jobs.enqueue("tessera.wallet.jobs.expire_points")


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
