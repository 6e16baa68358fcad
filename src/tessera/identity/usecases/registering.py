"""Staff make somebody a member, at a till or in the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera.identity import errors, queries
from tessera.identity.models import JoiningPolicy
from tessera.identity.queries.joining import POLICY
from tessera.identity.usecases.entering import MEMBERSHIP
from tessera.kernel.actor import Actor
from tessera.members import operations as members
from tessera.members import permissions as members_permissions
from tessera.members import queries as members_queries
from tessera.members import rules as members_rules
from tessera.members.models import Member
from tessera.members.queries import InvitationFacts, MemberView
from tessera.members.queries.facts import view_of
from tessera.members.rules import Guardian
from tessera.messaging import errors as messaging_errors
from tessera.messaging import operations as messaging
from tessera.messaging import rules as messaging_rules
from tessera.platform import audit
from tessera.platform.usecases import usecase


@dataclass(frozen=True, slots=True)
class Consents:
    """One answer for each purpose that was asked for, and the version of the text that was read."""

    given: Mapping[str, bool]
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class GuardianProof:
    """Who answers for a child: a name, and the proof of a phone for ``guardian``."""

    name: str
    proof: str


@usecase(permission=members_permissions.REGISTER, audit="member.registered")
def register(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID | None,
    name: str,
    consents: Consents,
    source: str,
    phone: str = "",
    proof: str = "",
    birthday: date | None = None,
    guardian: GuardianProof | None = None,
    brought_by: str = "",
    request_id: UUID | None = None,
) -> MemberView:
    """Make somebody a member at home in ``store_id``, with a card and with what they agree to.

    ``proof`` is of the ``phone`` for ``join``; without one only where the brand allows it. A
    child under 14 needs a ``guardian`` and may do without a phone. ``brought_by`` is the card or
    phone of who referred, or the code of an invitation; with none, the guide who registers, the
    till, or the store brought them. ``source`` is where it happens: ``till`` or ``office``.

    Raises Forbidden ``identity.code_needed``, ``messaging.proof_expired``; Invalid
    ``identity.consent_needed``, ``messaging.not_for_children``, ``messaging.text_unknown``;
    Conflict ``identity.guardian_unneeded``; otherwise as ``members.operations.join``.
    """
    if store_id is None:
        actor.require_everywhere(members_permissions.REGISTER)
    if not consents.given.get(MEMBERSHIP):
        raise errors.consent_needed()
    adult = _adult(guardian, birthday, members.today_of(store_id, at), at)
    number = _number(phone, proof, at, alone=adult is not None)
    invitation, referrer = _bringer(actor, store_id, brought_by)
    row = members.join(
        actor=actor,
        at=at,
        phone=number,
        name=name,
        birthday=birthday,
        store_id=store_id,
        invitation=invitation,
        reference=None if number else members_rules.child_reference(),
        referred_by_card=referrer,
        guardian=adult,
    )
    how = _How(source, bool(proof), adult, invitation)
    _keep_consents(actor, at, row.id, consents, how)
    _record(actor, at, row, how)
    return view_of(row, actor)


@usecase(permission=members_permissions.DEFINE, audit="joining.policy_set")
def set_joining_policy(*, actor: Actor, at: datetime, code_needed: bool) -> None:
    """Say whether staff register only phones that were confirmed by a code. Raises Forbidden."""
    actor.require_everywhere(members_permissions.DEFINE)
    JoiningPolicy.objects.update_or_create(id=POLICY, defaults={"code_needed": code_needed})
    audit.record(
        actor=actor,
        at=at,
        action="joining.policy_set",
        subject=POLICY,
        data={"code_needed": code_needed},
    )


def _adult(
    guardian: GuardianProof | None, birthday: date | None, today: date, at: datetime
) -> Guardian | None:
    """Who answers for a child, the phone proven. A child without one is refused by ``join``."""
    if guardian is None:
        return None
    if not queries.is_child(birthday, today=today):
        raise errors.guardian_unneeded()
    return Guardian(messaging.spend_proof(guardian.proof, "guardian", at=at), guardian.name)


def _number(phone: str, proof: str, at: datetime, *, alone: bool) -> str | None:
    """The phone to register, confirmed where the brand asks for it; a child may have none."""
    if alone and not phone.strip():
        return None
    if not proof:
        if queries.is_code_needed():
            raise errors.code_needed()
        return members_rules.phone(phone) if phone.strip() else phone
    proven = messaging.spend_proof(proof, "join", at=at)
    if phone.strip() and members_rules.phone(phone) != proven:
        raise messaging_errors.proof_expired()
    return proven


def _bringer(
    actor: Actor, store_id: UUID | None, text: str
) -> tuple[InvitationFacts | None, str | None]:
    """The invitation, or the card or phone, by which somebody came.

    What looks like a code of an invitation and is none may still be a phone.
    """
    if text.strip():
        found = members_queries.find_invitation(text)
        return (found, None) if found else (None, text)
    if actor.kind == "staff" and actor.role == "guide":
        return members.invitation_of(kind="guide", staff_id=actor.id), None
    if actor.till_id:
        return members.invitation_of(kind="till", till_id=actor.till_id), None
    if store_id:
        return members.invitation_of(kind="store", store_id=store_id), None
    return None, None


@dataclass(frozen=True, slots=True)
class _How:
    """Where somebody was registered, what was confirmed, who spoke and who brought them."""

    source: str
    proved: bool
    adult: Guardian | None
    invitation: InvitationFacts | None


def _keep_consents(actor: Actor, at: datetime, member_id: UUID, told: Consents, how: _How) -> None:
    messaging.record_consents(
        member_id=member_id,
        given=told.given,
        text_versions=told.versions,
        at=at,
        source=messaging_rules.GUARDIAN if how.adult else how.source,
        evidence=_evidence(actor, how),
    )


def _record(actor: Actor, at: datetime, row: Member, how: _How) -> None:
    members.record(
        actor,
        at,
        "member.registered",
        row,
        referred_by=str(row.referred_by_id or ""),
        invitation=how.invitation.code if how.invitation else "",
        source=how.source,
        proved=how.proved,
        guarded=how.adult is not None,
    )


def _evidence(actor: Actor, how: _How) -> str:
    """What shows the consent: where, who asked, and how the phone was confirmed."""
    confirmed = "phone by code" if how.proved else "phone without code"
    if how.adult is not None:
        confirmed = f"guardian's phone {members_queries.mask_phone(how.adult.phone)} by code"
    return f"{how.source}, {confirmed}, asked by {actor.name[:40]} {actor.id}"
