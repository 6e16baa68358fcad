"""Invitations, made when they are asked for."""

from typing import Any
from uuid import UUID

from tessera.kernel.ids import short_code, uuid7
from tessera.members import errors, queries, rules
from tessera.members.models import Invitation, InvitationKind
from tessera.members.queries import InvitationFacts

_TARGETS = {
    InvitationKind.STORE: "store_id",
    InvitationKind.TILL: "till_id",
    InvitationKind.GUIDE: "staff_id",
    InvitationKind.MEMBER: "member_id",
    InvitationKind.CAMPAIGN: "label",
    InvitationKind.ONLINE: "store_id",
}


def invitation_of(
    *,
    kind: str,
    store_id: UUID | None = None,
    till_id: UUID | None = None,
    staff_id: UUID | None = None,
    member_id: UUID | None = None,
    label: str = "",
) -> InvitationFacts:
    """The one invitation of a store, till, guide, member or campaign, made if there is none.

    A campaign is named by its ``label``, and may bring members to a ``store_id``. The caller
    has checked that the target exists and is the actor's to invite for. Raises Invalid
    ``members.invitation_invalid``, ``members.text_too_long``.
    """
    target = {
        "store_id": store_id if kind in {"store", "campaign", "online"} else None,
        "till_id": till_id,
        "staff_id": staff_id,
        "member_id": member_id,
        "label": rules.label(label),
    }
    key = _TARGETS.get(InvitationKind(kind)) if kind in InvitationKind.values else None
    if key is None or not target[key]:
        raise errors.invitation_invalid()
    return queries.facts_of_invitation(_made(kind, key, target))


def _made(kind: str, key: str, target: dict[str, Any]) -> Invitation:
    """One conflict is somebody who was faster; the other, a code that exists, has odds of 1:10^11."""
    wanted = Invitation.objects.filter(kind=kind, **{key: target[key]})
    if (row := wanted.first()) is not None:
        return row
    fresh = Invitation(id=uuid7(), code=short_code(), kind=kind, **target)
    Invitation.objects.bulk_create([fresh], ignore_conflicts=True)
    return wanted.get()
