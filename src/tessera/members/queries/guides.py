"""Who looks after whom, now and at any time before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tessera.kernel.actor import Actor
from tessera.members import permissions, rules
from tessera.members.models import GuideChange, GuidePolicy, HandOver, Member
from tessera.members.queries.survivors import survivor_of
from tessera.org.models import Staff

_FEW = 2000


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """A member's own guide; ``is_active`` is False for who works here no more."""

    id: UUID
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class HandOverFacts:
    """Members on their way from one guide to another; an empty ``to_name`` is nobody."""

    from_name: str
    to_name: str
    done_count: int
    total_count: int

    @property
    def percent(self) -> int:
        """How far it has come."""
        return self.done_count * 100 // max(1, self.total_count)


def find_guide(member_id: UUID) -> GuideFacts | None:
    """A member's guide now; None for nobody. Who reads it may read the member."""
    rows = Member.objects.select_related("guide").filter(id=survivor_of(member_id))
    row = rows.only("guide__id", "guide__name", "guide__is_active").first()
    return guide_of(row) if row else None


def guide_of(row: Member) -> GuideFacts | None:
    """The guide of a member that was read with it."""
    if row.guide is None:
        return None
    return GuideFacts(row.guide.id, row.guide.name, row.guide.is_active)


def guide_at(member_id: UUID, *, at: datetime) -> UUID | None:
    """Whose member it was at an instant (handbook 5.10); None for nobody's."""
    rows = GuideChange.objects.filter(member=member_id, at__lte=at).order_by("-at", "-id")
    spells = [rules.GuideSpell(row.at, row.after_id) for row in rows[:1]]
    return rules.guide_at(spells, at)


def list_guides(actor: Actor) -> list[tuple[UUID, str]]:
    """Whom ``actor`` may make a guide of members: who works in the actor's stores, by name.

    Raises Forbidden.
    """
    actor.require(permissions.ASSIGN_GUIDE)
    found = Staff.objects.filter(is_active=True)
    if actor.store_ids is not None:
        within = Staff.stores.through.objects.filter(store__in=actor.store_ids)
        found = found.filter(everywhere=False, id__in=within.values("staff_id"))
    return list(found.order_by("name", "id").values_list("id", "name"))


def members_of_guide(
    staff_id: UUID, store_ids: Iterable[UUID | str] | None = None
) -> "QuerySet[Member]":
    """The members of a guide who are at home in ``store_ids``; None is everywhere."""
    found = Member.objects.filter(guide=staff_id, merged_into=None, left_at=None)
    return (
        found
        if store_ids is None
        else found.filter(home_store__in=[UUID(str(one)) for one in store_ids])
    )


def list_hand_overs(actor: Actor) -> list[HandOverFacts]:
    """What is under way. Raises Forbidden."""
    actor.require(permissions.ASSIGN_GUIDE)
    rows = HandOver.objects.filter(done_at=None).select_related("before", "after")
    return [
        HandOverFacts(
            row.before.name,
            row.after.name if row.after else "",
            row.done_count,
            row.total_count,
        )
        for row in rows.order_by("begun_at", "id")
        if _reaches(actor, row)
    ]


def is_guide_shown() -> bool:
    """Whether members read who their guide is; they do unless the brand says otherwise."""
    shown = GuidePolicy.objects.values_list("shown_to_members", flat=True).first()
    return True if shown is None else shown


def find_own_guide(actor: Actor) -> str:
    """How the member's guide is called before the member; empty for none, or where the brand
    does not show it. Raises Forbidden for anybody but a member."""
    actor.require(permissions.OWN)
    guide = find_guide(actor.own_id) if is_guide_shown() else None
    return rules.first_name(guide.name) if guide and guide.is_active else ""


def unguided() -> Q:
    """Who has no guide, or one who works here no more.

    By name where they are few: a list in the order of joining would look for them to its end.
    """
    gone = list(Staff.objects.filter(is_active=False).values_list("id", flat=True))
    living = Member.objects.filter(merged_into=None, left_at=None)
    nobodys = living.filter(guide=None).order_by("-joined_at", "-id")
    ids = {
        *nobodys.values_list("id", flat=True)[: _FEW + 1],
        *living.filter(guide__in=gone).values_list("id", flat=True)[: _FEW + 1],
    }
    return Q(id__in=ids) if len(ids) <= _FEW else Q(guide=None) | Q(guide__in=gone)


def _reaches(actor: Actor, row: HandOver) -> bool:
    if actor.store_ids is None:
        return True
    return row.store_ids is not None and not {str(one) for one in actor.store_ids}.isdisjoint(
        row.store_ids
    )
