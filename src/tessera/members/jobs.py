"""What the worker does for members by itself."""

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.members import permissions, queries, usecases


def settle_merges() -> None:
    """Tell once more of merges in the last hours, for what was under way."""
    at = clock.utc_now()
    if queries.list_merged(since=at - queries.UNDER_WAY):
        usecases.settle_merges(actor=system_actor("merge", {permissions.MERGE}), at=at)
