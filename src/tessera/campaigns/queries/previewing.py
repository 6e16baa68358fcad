"""Whom a rule would give its tag, before it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.campaigns import permissions
from tessera.campaigns.queries.lifecycle import brand_day
from tessera.campaigns.queries.measuring import measure
from tessera.campaigns.queries.pieces import Piece, piece_of
from tessera.campaigns.rules.judging import Rule, judge
from tessera.kernel.actor import Actor
from tessera.members.models import Member
from tessera.members.queries import MemberView
from tessera.members.queries.facts import view_of, viewable

ALL_OF, PLACES, NAMES = 10_000, 50, 5
"""So many members are looked at; of more than that a sample from so many places among them."""


@dataclass(frozen=True, slots=True)
class Preview:
    """How many would have the tag, some of them, and whether that is reckoned from a sample."""

    count: int
    total_count: int
    is_reckoned: bool
    some: tuple[MemberView, ...]


def preview(actor: Actor, rule: Rule, *, at: datetime) -> Preview:
    """Look at everybody, or at a sample of many. Changes nothing.

    Raises Forbidden; Invalid ``campaigns.rule_empty``, ``campaigns.rule_invalid``.
    """
    actor.require_everywhere(permissions.SET_TAG_RULES)
    rule.check()
    living = Member.objects.filter(merged_into=None, left_at=None)
    total = living.count()
    if total <= ALL_OF:
        piece = piece_of(living.values_list("id", flat=True))
    else:
        piece = piece_of(_sample())
    found = whom(rule, piece, at=at)
    rows = viewable().filter(id__in=sorted(found)[:NAMES])
    looked_at = len(piece.living)
    return Preview(
        count=len(found) * total // looked_at if looked_at else 0,
        total_count=total,
        is_reckoned=looked_at < total,
        some=tuple(view_of(row, actor) for row in rows),
    )


def whom(rule: Rule, piece: Piece, *, at: datetime) -> set[UUID]:
    """Who of the piece would have the tag."""
    today = brand_day(at)
    asked = {one.measure() for one in rule.conditions}
    found = {one: measure(one, piece, today=today) for one in asked}
    return set(judge(rule, found, today=today, living=piece.living))


def _sample() -> set[UUID]:
    """Members from places all over the span of ids, which follow the time of joining."""
    ids = Member.objects.order_by("id").values_list("id", flat=True)
    first, last = ids.first(), ids.last()
    if first is None or last is None:
        return set()
    return set(_some(first, last))


def _some(first: UUID, last: UUID) -> Iterator[UUID]:
    step = (last.int - first.int) // PLACES
    rows = Member.objects.order_by("id").values_list("id", flat=True)
    for place in range(PLACES):
        yield from rows.filter(id__gte=UUID(int=first.int + place * step))[: ALL_OF // PLACES]
