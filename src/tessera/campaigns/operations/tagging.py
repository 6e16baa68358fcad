"""Giving the tags of some rules to one piece of the members."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from tessera.campaigns.models import TagCount
from tessera.campaigns.queries.measuring import measure
from tessera.campaigns.queries.pieces import Piece
from tessera.campaigns.queries.tag_rules import RuleFacts
from tessera.campaigns.rules.judging import judge
from tessera.members import operations as members
from tessera.members.models import MemberTag, TagSource
from tessera.members.operations import TagMoves, Wanted


def look_again(rules: Sequence[RuleFacts], piece: Piece, *, at: datetime, today: date) -> TagMoves:
    """Make the rules' tags on the members of the piece what they should be ``today``.

    What several rules count is counted once. A rule that was stopped gives its tag to nobody.
    The caller holds the lock of ``lock_watch`` since before the piece was read.
    """
    asked = {
        condition.measure() for one in rules if one.is_active for condition in one.rule.conditions
    }
    found = {one: measure(one, piece, today=today) for one in asked}
    added = removed = 0
    for one in rules:
        why = judge(one.rule, found, today=today, living=piece.living) if one.is_active else {}
        reasons = {member_id: {"rule": str(one.id), "met": met} for member_id, met in why.items()}
        moves = members.replace_rule_tags(
            [Wanted(one.tag_id, reasons)],
            at=at,
            among=piece.ids,
            span=(piece.after, piece.through),
        )
        added, removed = added + moves.added, removed + moves.removed
        _count(one.tag_id, moves.added - moves.removed)
    return TagMoves(added, removed)


def _count(tag_id: UUID, more: int) -> None:
    if more:
        TagCount.objects.filter(tag=tag_id).update(held_count=F("held_count") + more)


def count_anew(rules: Sequence[RuleFacts], *, at: datetime) -> None:
    """Count who has each rule's tag by it, after everybody was looked at."""
    rows = [
        TagCount(
            tag_id=one.tag_id,
            held_count=MemberTag.objects.filter(tag=one.tag_id, source=TagSource.RULE).count(),
            computed_at=at,
        )
        for one in rules
    ]
    TagCount.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["tag"],
        update_fields=["held_count", "computed_at"],
    )
