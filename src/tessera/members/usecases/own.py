"""What members do for themselves."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.members import operations, permissions
from tessera.members.queries import InvitationFacts
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.OWN, audit="member.invitation_made")
def own_invitation(*, actor: Actor, at: datetime) -> InvitationFacts:
    """Make the member's own invitation; asked for again, it is the same."""
    found = operations.invitation_of(kind="member", member_id=actor.own_id)
    audit.record(actor=actor, at=at, action="member.invitation_made", subject=actor.id)
    return found
