"""Make invitations that staff hang up or hand out."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import operations, permissions
from tessera.members.queries import InvitationFacts
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.INVITE, audit="invitation.made")
def invite(
    *,
    actor: Actor,
    at: datetime,
    kind: str,
    store_id: UUID | None = None,
    till_id: UUID | None = None,
    staff_id: UUID | None = None,
    member_id: UUID | None = None,
    label: str = "",
) -> InvitationFacts:
    """The one invitation of a store, till, guide, member or campaign, made if there is none.

    Raises Forbidden beyond the actor's stores; NotFound ``org.store_not_found``,
    ``org.till_not_found``, ``org.staff_not_found``, ``members.not_found``; Invalid
    ``members.invitation_invalid``, ``members.text_too_long``.
    """
    if store_id is not None:
        org.get_store(store_id)
    if till_id is not None:
        actor.require(permissions.INVITE, org.get_till(till_id).store_id)
    if staff_id is not None and staff_id != actor.id:
        org.get_staff(actor, staff_id)
    if member_id is not None:
        operations.member_at_home(actor, member_id, permissions.INVITE)
    if kind == "campaign" and store_id is None:
        actor.require_everywhere(permissions.INVITE)
    made = operations.invitation_of(
        kind=kind,
        store_id=store_id,
        till_id=till_id,
        staff_id=staff_id,
        member_id=member_id,
        label=label,
    )
    audit.record(
        actor=actor,
        at=at,
        action="invitation.made",
        subject=made.id,
        store_id=made.store_id,
        data={"code": made.code, "kind": made.kind, "name": made.label},
    )
    return made
