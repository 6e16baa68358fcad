"""Who brought whom, drawn as a tree. Rewards go one level up; the tree is for looking at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from tessera.kernel.actor import Actor
from tessera.members import permissions
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.sales.models import Buyer

DEEPEST, MOST = 6, 300
"""How deep and how large a tree may be."""


@dataclass(frozen=True, slots=True)
class Node:
    """A member in the tree. ``brought`` counts whom the member brought, shown or not; names are
    masked beyond the actor's stores."""

    member_id: UUID
    name: str
    joined_on: date
    level_name: str
    visits: int
    spent_minor: int
    brought: int
    children: tuple["Node", ...]


def referral_tree(actor: Actor, member_id: UUID, *, depth: int = 3) -> Node:
    """Whom a member brought, and whom these brought, so many levels down: one read a level.

    Raises Forbidden; NotFound ``members.not_found`` beyond the actor's stores.
    """
    actor.require(permissions.VIEW)
    members.get_profile(actor, member_id)
    rows = {member_id: _rows(Q(id=member_id))[0]}
    below: dict[UUID, list[UUID]] = {}
    edge = [member_id]
    for _ in range(max(0, min(depth, DEEPEST))):
        found = [row for row in _below(edge, MOST - len(rows)) if row.id not in rows]
        edge = [row.id for row in found]
        for row in found:
            assert row.referred_by_id is not None
            rows[row.id] = row
            below.setdefault(_survivor(row), []).append(row.id)
        if not edge:
            break
    return _node(actor, member_id, rows, below, _bought(list(rows)))


def _below(edge: Sequence[UUID], most: int) -> list[Member]:
    return _rows(Q(referred_by__in=edge) | Q(referred_by__merged_into__in=edge), most)


def _rows(which: Q, most: int = 1) -> list[Member]:
    found = Member.objects.filter(which, merged_into=None).select_related("level", "referred_by")
    return list(found.annotate(brought=Count("referred")).order_by("joined_at", "id")[:most])


def _survivor(row: Member) -> UUID:
    """Who brought the member, after merging."""
    assert row.referred_by is not None
    return row.referred_by.merged_into_id or row.referred_by.id


def _bought(member_ids: Sequence[UUID]) -> dict[UUID, Buyer]:
    return Buyer.objects.in_bulk(member_ids)


def _node(
    actor: Actor,
    member_id: UUID,
    rows: Mapping[UUID, Member],
    below: Mapping[UUID, Sequence[UUID]],
    bought: Mapping[UUID, Buyer],
) -> Node:
    row, buyer = rows[member_id], bought.get(member_id)
    at_home = actor.store_ids is None or row.home_store_id in actor.store_ids
    return Node(
        member_id=member_id,
        name=row.name if at_home else members.mask_name(row.name),
        joined_on=row.joined_on,
        level_name=row.level.name,
        visits=buyer.visits if buyer else 0,
        spent_minor=buyer.spent_minor if buyer else 0,
        brought=row.brought,  # type: ignore[attr-defined]  # annotated above
        children=tuple(
            _node(actor, child, rows, below, bought) for child in below.get(member_id, ())
        ),
    )
