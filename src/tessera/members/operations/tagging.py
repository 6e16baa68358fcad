"""Tags on members."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from tessera.kernel.ids import uuid7
from tessera.members.models import MemberTag, TagPast, TagSource

_PIECE = 2000


@dataclass(frozen=True, slots=True)
class TagMoves:
    """How many members got a tag and how many lost it."""

    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who shall have one tag by rule: the member's id, and why (plain JSON, shown in words)."""

    tag_id: UUID
    reasons: Mapping[UUID, Mapping[str, Any]] = field(default_factory=dict)


def replace_rule_tags(
    wanted: Iterable[Wanted],
    *,
    at: datetime,
    among: Iterable[UUID] | None = None,
    span: tuple[UUID | None, UUID | None] = (None, None),
) -> TagMoves:
    """Make the tags that rules gave be exactly ``wanted``, one for each tag that is recomputed.

    ``among`` are the members that were looked at, as after a sale; None is all of them, or those
    of ``span``: with ids behind the first through the second, None being no end. Who has a tag
    already keeps its date and gets the new reason only where it differs. Tags by hand and tags
    that are not named stay. Writes in pieces of 2,000; the caller owns the transaction.
    """
    looked_at = Q() if among is None else Q(member__in=list(among))
    for end, compared in zip(span, ("member__gt", "member__lte"), strict=True):
        looked_at &= Q() if end is None else Q(**{compared: end})
    added = removed = 0
    for one in wanted:
        gained, lost = _replace(one, at, looked_at)
        added, removed = added + gained, removed + lost
    return TagMoves(added, removed)


def _replace(wanted: Wanted, at: datetime, looked_at: Q) -> tuple[int, int]:
    rows = MemberTag.objects.filter(looked_at, tag=wanted.tag_id, source=TagSource.RULE)
    kept = rows.values_list("member_id", "id", "reason").iterator(chunk_size=_PIECE)
    has = {member_id: (row_id, reason) for member_id, row_id, reason in kept}
    gone = [row_id for member_id, (row_id, _) in has.items() if member_id not in wanted.reasons]
    for start in range(0, len(gone), _PIECE):
        _take_away(gone[start : start + _PIECE], at)
    fresh = [_row(wanted, member_id, at) for member_id in wanted.reasons if member_id not in has]
    MemberTag.objects.bulk_create(fresh, batch_size=_PIECE, ignore_conflicts=True)
    _retell(wanted, has, at)
    return len(fresh), len(gone)


def _take_away(ids: list[UUID], at: datetime) -> None:
    """Delete tags, and keep that they were there."""
    own = MemberTag.objects.filter(id__in=ids)
    TagPast.objects.bulk_create(
        TagPast(
            id=uuid7(),
            member_id=row.member_id,
            tag_id=row.tag_id,
            reason=row.reason,
            since=row.since,
            until=at,
        )
        for row in own
    )
    own.delete()


def _row(wanted: Wanted, member_id: UUID, at: datetime) -> MemberTag:
    return MemberTag(
        id=uuid7(),
        member_id=member_id,
        tag_id=wanted.tag_id,
        source=TagSource.RULE,
        reason=dict(wanted.reasons[member_id]),
        since=at,
    )


def _retell(
    wanted: Wanted, has: Mapping[UUID, tuple[UUID, Mapping[str, Any]]], at: datetime
) -> None:
    """Write the reasons that differ, as rows that are there already: so a piece is one statement."""
    changed = [
        _row(wanted, member_id, at)
        for member_id, (_, reason) in has.items()
        if member_id in wanted.reasons and reason != dict(wanted.reasons[member_id])
    ]
    MemberTag.objects.bulk_create(
        changed,
        batch_size=_PIECE,
        update_conflicts=True,
        unique_fields=["member", "tag", "source"],
        update_fields=["reason"],
    )
