"""What opens the door to a member, chosen by the member."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import hashers, password_validation
from django.core.exceptions import ValidationError

from tessera.identity import errors, operations, permissions
from tessera.identity.models import Password, Session
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.messaging import operations as messaging
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.OWN, audit="member.confirmed")
def confirm(*, actor: Actor, at: datetime, session_id: UUID, proof: str) -> None:
    """Who is at the device has proved the member's own phone again, for what needs it fresh.

    Raises Forbidden ``messaging.proof_expired``, ``identity.proof_needed`` for another phone.
    """
    phone = messaging.spend_proof(proof, "confirm", at=at)
    if members.find_by_phone_or_card(phone) != actor.id:
        raise errors.proof_needed()
    Session.objects.filter(id=session_id, member_id=actor.own_id).update(proved_at=at)
    audit.record(actor=actor, at=at, action="member.confirmed", subject=actor.id)


@usecase(permission=permissions.OWN, audit="member.password_chosen")
def choose_password(
    *, actor: Actor, at: datetime, session_id: UUID, fresh: bool, password: str
) -> None:
    """Choose a password; every other device is signed out.

    ``fresh`` says that the device's session is (``queries.find_session``). Raises Forbidden
    ``identity.proof_needed``; Invalid ``identity.password_weak``.
    """
    if not fresh:
        raise errors.proof_needed()
    try:
        password_validation.validate_password(password)
    except ValidationError as problem:
        raise errors.password_weak(advice=" ".join(problem.messages)) from problem
    values = {"hashed": hashers.make_password(password), "chosen_at": at}
    Password.objects.update_or_create(member_id=actor.own_id, defaults=values)
    ended = operations.end_sessions(actor.own_id, at=at, but=session_id)
    audit.record(
        actor=actor,
        at=at,
        action="member.password_chosen",
        subject=actor.id,
        data={"devices": ended},
    )
