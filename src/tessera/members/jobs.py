"""What the worker does for members by itself."""

from uuid import UUID

from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.members import permissions, queries, usecases

AT_ONCE = 200


def come_of_age() -> None:
    """Hourly, as a day begins at each store's own hour: forget the guardians of who is 14 now."""
    at = clock.utc_now()
    actor = system_actor("children", {permissions.GROW_UP})
    while grown := queries.list_of_age(at=at, limit=AT_ONCE):
        for member_id in grown:
            usecases.come_of_age(actor=actor, at=at, member_id=member_id)


def settle_merges() -> None:
    """Tell once more of merges in the last hours, for what was under way."""
    at = clock.utc_now()
    if queries.list_merged(since=at - queries.UNDER_WAY):
        usecases.settle_merges(actor=system_actor("merge", {permissions.MERGE}), at=at)


def go_on_handing_over(hand_over_id: str) -> None:
    """Move the rest of a guide's members, piece by piece."""
    actor = system_actor("guides", {permissions.HAND_OVER})
    while usecases.go_on_handing_over(
        actor=actor, at=clock.utc_now(), hand_over_id=UUID(hand_over_id)
    ):
        pass
