"""What the worker does for levels by itself."""

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.platform import jobs
from tessera.rewards import permissions, queries, usecases
from tessera.rewards.queries import due
from tessera.wallet.queries import business_days

ROUNDS = 200
"""Rounds in one job: less than a job's time limit, even on a slow disk."""


def review_levels() -> None:
    """Judge the levels that ran out, a few hundred in each transaction.

    Where many are left, as on New Year's Day, the next job goes on.
    """
    at = clock.utc_now()
    actor = system_actor("levels", {permissions.REVIEW})
    days = business_days(actor, at)
    for _ in range(ROUNDS):
        if not due.list_ended(days, limit=1):
            return
        usecases.review_levels(actor=actor, at=at)
    jobs.enqueue("tessera.rewards.jobs.review_levels")


def warn_of_drops() -> None:
    """Nightly: warn those who will drop."""
    at = clock.utc_now()
    actor = system_actor("levels", {permissions.REVIEW})
    days, after = business_days(actor, at), None
    while due.list_ending(days, queries.get_ladder(), after=after, limit=1):
        after = usecases.warn_of_drops(actor=actor, at=at, after=after).last
        if after is None:
            return
