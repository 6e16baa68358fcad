"""Invitations: what a code means."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from tessera.kernel.actor import Actor
from tessera.members import errors, permissions
from tessera.members.models import Invitation, Member
from tessera.members.queries.survivors import survivor_of
from tessera.members.rules import SHORT_CODE
from tessera.org.models import Store


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """Who invites. ``store_id`` is where those who come by it are at home: the store itself,
    the till's, the guide's where there is but one, the member's, or the campaign's if any.
    ``member_id`` is the member who refers; ``label`` is a campaign's name.
    """

    id: UUID
    code: str
    kind: str
    store_id: UUID | None
    till_id: UUID | None
    staff_id: UUID | None
    member_id: UUID | None
    label: str


def find_invitation(code: str) -> InvitationFacts | None:
    """What the code on a poster means, written in either case; None where nobody has it."""
    tidy = code.strip().upper()
    if not SHORT_CODE.fullmatch(tidy):
        return None
    row = Invitation.objects.select_related("till", "member").filter(code=tidy).first()
    return facts_of_invitation(row) if row else None


def facts_of_invitation(row: Invitation) -> InvitationFacts:
    """The facts of one row."""
    member_id = survivor_of(row.member_id) if row.member_id else None
    return InvitationFacts(
        id=row.id,
        code=row.code,
        kind=row.kind,
        store_id=row.store_id or _home(row),
        till_id=row.till_id,
        staff_id=row.staff_id,
        member_id=member_id,
        label=row.label,
    )


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation with who invites, in which store, and how many joined by it."""

    facts: InvitationFacts
    name: str
    store_name: str
    joined_count: int


def list_invitations(actor: Actor) -> list[InvitationView]:
    """Those of stores, tills, guides and campaigns in the actor's stores; members' own are theirs.

    Raises Forbidden.
    """
    actor.require(permissions.INVITE)
    rows = Invitation.objects.exclude(kind__in=["member", "online"]).select_related(
        "store", "till__store", "staff"
    )
    counted = rows.annotate(count=Count("joined")).order_by("kind", "label", "id")
    return [_view(row, row.count) for row in counted if _reaches(actor, row)]


def get_invitation(actor: Actor, code: str) -> InvitationView:
    """One of them, by its code. Raises Forbidden; NotFound ``members.invitation_not_found``."""
    actor.require(permissions.INVITE)
    rows = Invitation.objects.select_related("store", "till__store", "staff", "member")
    row = rows.annotate(count=Count("joined")).filter(code=code.strip().upper()).first()
    if row is None or not _reaches(actor, row):
        raise errors.invitation_not_found()
    return _view(row, row.count)


def _reaches(actor: Actor, row: Invitation) -> bool:
    if actor.store_ids is None or (row.staff_id and row.staff_id == actor.id):
        return True
    if row.staff_id:
        return not actor.store_ids.isdisjoint(_stores_of(row))
    store_id = facts_of_invitation(row).store_id
    return store_id is not None and actor.reaches(store_id)


def _stores_of(row: Invitation) -> list[UUID]:
    return list(Store.objects.filter(staff=row.staff_id).values_list("id", flat=True))


def _view(row: Invitation, count: int) -> InvitationView:
    store = row.store or (row.till.store if row.till else None)
    named = [one.name for one in (row.staff, row.till, row.member) if one]
    name = row.label or next(iter(named), store.name if store else "")
    facts = facts_of_invitation(row)
    return InvitationView(facts, name, store.name if store else "", count)


def _home(row: Invitation) -> UUID | None:
    if row.till:
        return row.till.store_id
    if row.member_id:
        homes = Member.objects.filter(id=survivor_of(row.member_id))
        return homes.values_list("home_store", flat=True).first()
    if row.staff_id:
        stores = Store.objects.filter(staff=row.staff_id).values_list("id", flat=True)[:2]
        return stores[0] if len(stores) == 1 else None
    return None
