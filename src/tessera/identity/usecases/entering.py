"""Coming in: by a code, by a password, or as somebody new."""

from collections.abc import Mapping
from datetime import date, datetime

from tessera.identity import errors, operations, permissions, queries, rules
from tessera.identity.operations import Device, Entered
from tessera.kernel.actor import Actor
from tessera.members import operations as members_operations
from tessera.members import queries as members
from tessera.members import rules as members_rules
from tessera.messaging import operations as messaging_operations
from tessera.messaging import queries as messaging
from tessera.platform.usecases import usecase

MEMBERSHIP = "membership"
"""The one purpose without which there is no card."""


_NO_PHONE = "none"
"""Under which whatever is no phone is counted: at this door nobody is found by a card."""


@usecase(permission=permissions.SIGN_IN, audit="member.sign_in")
def enter_by_code(*, actor: Actor, at: datetime, proof: str, device: Device) -> Entered:
    """Let in who has just proved a phone (``messaging.prove_phone``).

    Without a token where nobody is registered under the phone: then ``join`` is what to do.
    Only who holds the phone learns that. Raises Forbidden ``messaging.proof_expired``.
    """
    phone = messaging.phone_of(proof, "sign_in")
    member_id = members.find_by_phone_or_card(phone)
    if member_id is None:
        operations.record_try(
            actor=actor, at=at, subject="", means="code", device=device, entered=False
        )
        return Entered()
    messaging_operations.spend_proof(proof, "sign_in", at=at)
    return operations.let_in(actor=actor, at=at, member_id=member_id, means="code", device=device)


@usecase(permission=permissions.SIGN_IN, audit="member.sign_in")
def enter_by_password(
    *, actor: Actor, at: datetime, phone: str, password: str, device: Device
) -> Entered:
    """Let in who knows the password; a wrong one and an unknown phone look alike.

    Raises Conflict ``identity.too_many_tries``.
    """
    name = members_rules.find_phone(phone) or _NO_PHONE
    guesses = rules.guesses(name=name, address=device.address, device=device.mark)
    if not queries.may_try(guesses, at):
        raise errors.too_many_tries()
    member_id = queries.find_by_password(name, password)
    if member_id is None:
        return operations.keep_out(actor=actor, at=at, name=name, means="password", device=device)
    return operations.let_in(
        actor=actor, at=at, member_id=member_id, means="password", device=device
    )


@usecase(permission=permissions.JOIN, audit="member.sign_in")
def join(
    *,
    actor: Actor,
    at: datetime,
    proof: str,
    name: str,
    consents: Mapping[str, bool],
    text_versions: Mapping[str, int],
    device: Device,
    birthday: date | None = None,
    invitation_code: str = "",
    evidence: str = "",
) -> Entered:
    """Make who proved a phone a member with a card, and let them in.

    ``consents`` has one answer for each purpose that was asked for, ``text_versions`` the version
    of the text that was read, ``evidence`` what else shows it; ``invitation_code`` says who brought them, once and for ever. The home
    store is the inviter's. Who is a member already comes in, and nothing
    of theirs is changed.

    Raises Forbidden ``messaging.proof_expired``; Invalid ``identity.consent_needed``,
    ``members.name_needed``, ``members.birthday_invalid``, ``messaging.text_unknown``; Conflict ``members.guardian_needed``.
    """
    phone = messaging_operations.spend_proof(proof, "sign_in", at=at)
    known = members.find_by_phone_or_card(phone)
    if known is not None:
        return operations.let_in(actor=actor, at=at, member_id=known, means="code", device=device)
    if not consents.get(MEMBERSHIP):
        raise errors.consent_needed()
    invitation = members.find_invitation(invitation_code) if invitation_code else None
    row = members_operations.join(
        actor=actor,
        at=at,
        phone=phone,
        name=name,
        birthday=birthday,
        store_id=invitation.store_id if invitation else None,
        invitation=invitation,
    )
    messaging_operations.record_consents(
        member_id=row.id,
        given=consents,
        text_versions=text_versions,
        at=at,
        source="join",
        evidence=f"{evidence} {device.address}".strip(),
    )
    return operations.let_in(
        actor=actor, at=at, member_id=row.id, means="code", device=device, is_new=True
    )
