"""How somebody becomes a member, whichever way they come."""

from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import queries, rules
from tessera.members.events import MemberHandedOver, MemberJoined
from tessera.members.models import Member, Profile
from tessera.members.operations import access, guiding, levels
from tessera.members.queries import InvitationFacts, today_of
from tessera.members.rules import Guardian
from tessera.platform import events
from tessera.platform.batch import Batch


def join(
    *,
    actor: Actor,
    at: datetime,
    phone: str | None,
    name: str,
    birthday: date | None = None,
    store_id: UUID | None = None,
    invitation: InvitationFacts | None = None,
    reference: str | None = None,
    referred_by_card: str | None = None,
    guardian: Guardian | None = None,
) -> Member:
    """Make somebody a member of the lowest level, with a card, and say so by ``MemberJoined``.

    Who brought them is bound now and never changes: ``invitation``, whose store becomes the
    home where ``store_id`` is None, or ``referred_by_card``, a member's card or phone.
    ``guardian``, whose phone the caller has proven, stands for a child under 14 (domain
    handbook, section 2). A guide who brought or registers them is their own guide from now on.
    The caller writes the audit row.

    Raises Conflict ``members.phone_taken`` (with ``member_id`` for who may find members),
    ``members.reference_taken``, ``members.guardian_needed``, ``members.self_referral``,
    ``members.level_missing``; NotFound ``members.referrer_not_found``,
    ``org.store_not_found``; Invalid ``members.phone_invalid``, ``members.phone_needed``,
    ``members.name_needed``, ``members.birthday_invalid``, ``members.text_too_long``.
    """
    home = store_id or (invitation.store_id if invitation else None)
    today = today_of(home, at)
    row = Member(
        id=uuid7(),
        name=rules.name(name),
        birthday=_birthday(birthday, today, guardian),
        level=levels.lowest_level(),
        card_code=rules.new_card_code(),
        invitation_id=invitation.id if invitation else None,
        home_store_id=home,
        joined_at=at,
        joined_on=today,
    )
    row.initials = rules.initials(row.name)
    access.give_numbers(row, actor, phone=phone, reference=reference)
    row.referred_by_id = _referrer(row, invitation, referred_by_card)
    row.guide_id = guiding.first_guide(actor, invitation)
    row.save(force_insert=True)
    _keep(row, guardian)
    if row.guide_id:
        guiding.note_first(row, actor)
    _tell(row)
    return row


def birthday_of(row: Member, day: date | None, at: datetime) -> date | None:
    """A birthday that ``row`` may be given: a child's only where a guardian consented.

    Raises Invalid ``members.birthday_invalid``; Conflict ``members.guardian_needed``.
    """
    if day is None:
        return None
    guarded = Profile.objects.filter(member=row).exclude(guardian_phone="").exists()
    return rules.birthday(day, today=today_of(row.home_store_id, at), guarded=guarded)


def _birthday(day: date | None, today: date, guardian: Guardian | None) -> date | None:
    return rules.birthday(day, today=today, guarded=guardian is not None) if day else None


def _keep(row: Member, guardian: Guardian | None) -> None:
    if guardian is not None:
        phone, name = rules.phone(guardian.phone), rules.name(guardian.name)
        Profile.objects.create(member=row, guardian_phone=phone, guardian_name=name)


def _referrer(
    row: Member, invitation: InvitationFacts | None, card_or_phone: str | None
) -> UUID | None:
    """A member's own invitation is a referral; otherwise who was named."""
    if invitation is None or invitation.member_id is None:
        return access.referrer(card_or_phone, own_phone=row.phone)
    return queries.survivor_of(invitation.member_id)


def tell_handed_over(row: Member, at: datetime) -> None:
    """Say that the membership is another person's."""
    batch = Batch()
    events.publish(MemberHandedOver(row.id, at), batch)
    batch.flush()


def _tell(row: Member) -> None:
    batch = Batch()
    event = MemberJoined(
        member_id=row.id,
        at=row.joined_at,
        joined_on=row.joined_on,
        store_id=row.home_store_id,
        invitation_id=row.invitation_id,
        referred_by=row.referred_by_id,
    )
    events.publish(event, batch)
    batch.flush()
