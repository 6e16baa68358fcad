"""Invitations: what a code means."""

from dataclasses import dataclass
from uuid import UUID

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
