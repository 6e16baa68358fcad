"""A shop system tells whose an online order is: a member who is known, or somebody new."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from tessera.identity import errors, permissions
from tessera.identity.models import OnlineOrder
from tessera.identity.usecases.entering import MEMBERSHIP
from tessera.identity.usecases.registering import Consents
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict
from tessera.kernel.texts import one_line
from tessera.members import operations as members
from tessera.members import queries as members_queries
from tessera.members import rules as members_rules
from tessera.members.models import Member
from tessera.members.queries import MemberView
from tessera.members.queries.facts import view_of, viewable
from tessera.messaging import operations as messaging
from tessera.platform.usecases import StaleError, usecase

SOURCE = "online"

_KEY = "tessera.identity.order"


@dataclass(frozen=True, slots=True)
class Ordered:
    """Whose an order is, and whether they became a member by it."""

    member: MemberView
    is_new: bool


@usecase(permission=permissions.JOIN_BY_ORDER, audit="member.ordered_online")
def join_by_order(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    order: str,
    phone: str,
    name: str,
    consents: Consents,
    evidence: str,
    birthday: date | None = None,
) -> Ordered:
    """Find or make the member of the order ``order`` of the online shop of ``store_id``.

    The same order again gets the same member. Who is known by the phone stays as they are, and
    the consents told here are not theirs: a shop proves no phone. Who is new joins at home in
    the store, by its online shop, with the consents and the ``evidence`` of them.

    Raises Forbidden; Invalid ``identity.order_needed``, ``identity.consent_needed``,
    ``members.phone_invalid``, ``members.name_needed``, ``members.birthday_invalid``,
    ``members.text_too_long``, ``messaging.text_unknown``, ``messaging.purpose_unknown``; Conflict
    ``identity.order_differs``, ``members.guardian_needed``.
    """
    reference, number = _reference(order), members_rules.phone(phone)
    done = OnlineOrder.objects.filter(store=store_id, reference=reference).first()
    if done is not None:
        if not constant_time_compare(done.phone_digest, _digest(reference, number)):
            raise errors.order_differs(order=reference)
        return _answer(actor, at, done)
    known = members_queries.find_by_phone_or_card(number)
    member_id = known or _join(actor, at, store_id, number, name, birthday, consents, evidence)
    done = OnlineOrder.objects.create(
        store_id=store_id,
        reference=reference,
        phone_digest=_digest(reference, number),
        member_id=member_id,
        is_new=known is None,
        at=at,
    )
    return _answer(actor, at, done)


def _join(
    actor: Actor,
    at: datetime,
    store_id: UUID,
    phone: str,
    name: str,
    birthday: date | None,
    consents: Consents,
    evidence: str,
) -> UUID:
    if not consents.given.get(MEMBERSHIP):
        raise errors.consent_needed()
    try:
        row = members.join(
            actor=actor,
            at=at,
            phone=phone,
            name=name,
            birthday=birthday,
            store_id=store_id,
            invitation=members.invitation_of(kind=SOURCE, store_id=store_id),
        )
    except Conflict as refusal:
        if refusal.code == "members.phone_taken":  # by another order a moment ago
            raise StaleError from refusal
        raise
    messaging.record_consents(
        member_id=row.id,
        given=consents.given,
        text_versions=consents.versions,
        at=at,
        source=SOURCE,
        evidence=evidence,
    )
    members.record(actor, at, "member.registered", row, source=SOURCE)
    return row.id


def _digest(reference: str, phone: str) -> str:
    """By which a phone is known again without being kept."""
    return salted_hmac(_KEY, f"{reference}:{phone}", algorithm="sha256").hexdigest()


def _reference(order: str) -> str:
    reference = one_line(order)[:60]
    if not reference:
        raise errors.order_needed()
    return reference


def _answer(actor: Actor, at: datetime, done: OnlineOrder) -> Ordered:
    """The member as they are now: a duplicate that was merged is who stayed."""
    row: Member = viewable().get(id=members_queries.survivor_of(done.member_id))
    members.record(actor, at, "member.ordered_online", row, number=done.reference)
    return Ordered(view_of(row, actor), done.is_new)
