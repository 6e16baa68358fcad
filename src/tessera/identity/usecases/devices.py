"""Devices that are signed in."""

from datetime import datetime
from uuid import UUID

from tessera.identity import permissions
from tessera.identity.models import Session
from tessera.kernel.actor import Actor
from tessera.members import operations as members
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.OWN, audit="member.signed_out")
def sign_out(*, actor: Actor, at: datetime, session_id: UUID) -> None:
    """End the device's session."""
    _end(actor, at, session_id)


@usecase(permission=permissions.OWN, audit="member.signed_out")
def end_device(*, actor: Actor, at: datetime, session_id: UUID) -> None:
    """Sign another of one's devices out, such as a lost one, with the codes that it could show.
    Somebody else's is not touched."""
    members.turn_card(actor.own_id)
    _end(actor, at, session_id)


@usecase(permission=permissions.OWN, audit="member.seen")
def touch(*, actor: Actor, at: datetime, session_id: UUID, language: str = "") -> None:
    """Write down that the device was used, and in which language, so that it stays signed in;
    once a day is enough."""
    own = Session.objects.filter(id=session_id, member_id=actor.own_id, ended_at=None)
    own.update(seen_at=at, language=language[:10])
    audit.record(actor=actor, at=at, action="member.seen", subject=actor.id)


def _end(actor: Actor, at: datetime, session_id: UUID) -> None:
    own = Session.objects.filter(id=session_id, member_id=actor.own_id, ended_at=None)
    ended = own.update(ended_at=at)
    audit.record(
        actor=actor, at=at, action="member.signed_out", subject=actor.id, data={"devices": ended}
    )
