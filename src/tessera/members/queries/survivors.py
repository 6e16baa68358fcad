"""Duplicates that were merged are found as the member who stayed (CASES 14)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from tessera.members.models import Member

UNDER_WAY = timedelta(hours=3)
"""No sale that began before a merge is written later than this after it."""


def survivor_of(member_id: UUID) -> UUID:
    """The member that ``member_id`` is now: the one it was merged into, or itself."""
    into = Member.objects.filter(id=member_id).values_list("merged_into", flat=True).first()
    return into or member_id


def is_here(member_id: UUID) -> bool:
    """Whether this is a member, and neither merged into another nor gone."""
    return Member.objects.filter(id=member_id, merged_into=None, left_at=None).exists()


def survivors(rows: Iterable[Member]) -> list[Member]:
    """``rows`` with who stayed in the place of who was merged, each once, in their order.

    Who left is found no more.
    """
    found = list(rows)
    wanted = {row.merged_into_id for row in found if row.merged_into_id}
    stayed = Member.objects.select_related("level").in_bulk(wanted) if wanted else {}
    shown = [stayed[row.merged_into_id] if row.merged_into_id else row for row in found]
    return list({row.id: row for row in shown if row.left_at is None}.values())


def list_ids_of(member_id: UUID) -> list[UUID]:
    """The member and all duplicates that were merged into it: whose documents are its past."""
    gone = Member.objects.filter(merged_into=member_id).values_list("id", flat=True)
    return [member_id, *gone.order_by("joined_at", "id")]


def list_merged(*, since: datetime) -> list[tuple[UUID, UUID]]:
    """Who stayed and who is gone, of the merges since then."""
    rows = Member.objects.filter(merged_at__gte=since, merged_into__isnull=False)
    return [(into, gone) for into, gone in rows.values_list("merged_into", "id") if into]
