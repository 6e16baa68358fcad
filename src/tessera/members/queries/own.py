"""What members see of themselves, and whose code a phone shows."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from tessera.kernel.actor import Actor
from tessera.members import errors, permissions, rules
from tessera.members.models import Invitation, Member, MemberTag, Profile
from tessera.members.queries.definitions import list_fields
from tessera.members.queries.facts import viewable
from tessera.members.queries.invitations import InvitationFacts, facts_of_invitation
from tessera.members.queries.profiles import Answer, birthday_of
from tessera.members.rules import Birthday


@dataclass(frozen=True, slots=True)
class OwnView:
    """A member as the member sees it. ``shown_name`` and ``shown_key`` make the minute's code."""

    id: UUID
    name: str
    phone_masked: str
    card_code: str
    level_name: str
    discount_bp: int
    birthday: date | None
    joined_on: date
    shown_name: str
    shown_key: str


def get_own(actor: Actor) -> OwnView:
    """The member who asks. Raises Forbidden for anybody else."""
    row = _own(actor)
    return OwnView(
        id=row.id,
        name=row.name,
        phone_masked=rules.mask_phone(row.phone),
        card_code=row.card_code,
        level_name=row.level.name,
        discount_bp=row.level.discount_bp,
        birthday=row.birthday,
        joined_on=row.joined_on,
        shown_name=rules.shown_name(row.id),
        shown_key=_key(row),
    )


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """What a member tells of themselves in the app; ``answers`` are to what the brand asks there."""

    gender: str
    birthday: Birthday | None
    answers: tuple[Answer, ...]

    @property
    def missing(self) -> int:
        """How many answers a complete profile still needs, the birthday among them."""
        return (self.birthday is None) + sum(not one.value for one in self.answers)


def get_own_profile(actor: Actor) -> OwnProfile:
    """The member's own. Raises Forbidden for anybody else."""
    return _profile_of(_own(actor))


def is_profile_complete(
    row: Member, *, birthday: Birthday | None = None, answers: Mapping[UUID, str] | None = None
) -> bool:
    """Whether name, phone and birthday are known, and all that the brand asks in the app, once
    ``birthday`` and ``answers`` are told besides."""
    known, told = _profile_of(row), answers or {}
    if not (row.name.strip() and row.phone and (birthday or known.birthday)):
        return False
    return all(told.get(one.field.id, one.value).strip() for one in known.answers)


def _profile_of(row: Member) -> OwnProfile:
    profile = Profile.objects.filter(member=row).first() or Profile(member=row)
    asked = [one for one in list_fields() if one.is_active and rules.SELF in one.changed_by]
    told = profile.custom
    answers = tuple(Answer(one, told.get(str(one.id), ""), changeable=True) for one in asked)
    return OwnProfile(profile.gender, birthday_of(row, profile), answers)


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """Everything that is known of a member, for the member to take along."""

    name: str
    phone: str | None
    reference: str | None
    birthday: date | None
    level: str
    card: str
    joined_on: date
    home_store: str
    gender: str
    region: str
    income_band: str
    sizes: dict[str, str]
    style: str
    birth: dict[str, Any] | None
    guardian_name: str
    guardian_phone: str
    custom: dict[str, str]
    tags: list[str]


def get_own_record(actor: Actor) -> OwnRecord:
    """The member's own file. Raises Forbidden for anybody else."""
    row = _own(actor)
    profile = Profile.objects.filter(member=row).first() or Profile(member=row)
    names = {str(field.id): field.name for field in list_fields()}
    birth = birthday_of(row, profile)
    return OwnRecord(
        name=row.name,
        phone=row.phone,
        reference=row.reference,
        birthday=row.birthday,
        level=row.level.name,
        card=row.card_code,
        joined_on=row.joined_on,
        home_store=row.home_store.name if row.home_store else "",
        gender=profile.gender,
        region=profile.region,
        income_band=profile.income_band,
        sizes=profile.sizes,
        style=profile.style,
        birth=asdict(birth) if birth else None,
        guardian_name=profile.guardian_name,
        guardian_phone=profile.guardian_phone,
        custom={names.get(key, key): value for key, value in profile.custom.items()},
        tags=list(MemberTag.objects.filter(member=row).values_list("tag__name", flat=True)),
    )


def find_own_invitation(actor: Actor) -> InvitationFacts | None:
    """The invitation by which the member brings others, once it was made."""
    actor.require(permissions.OWN)
    row = Invitation.objects.filter(member=actor.own_id).first()
    return facts_of_invitation(row) if row else None


def is_own_of(actor: Actor, member_ids: Iterable[UUID]) -> bool:
    """Whether one of the members, or who they were merged into, is the actor, who works here."""
    if actor.kind != "staff":
        return False
    named = Q(staff=actor.id, merged_into=None) | Q(merged_into__staff=actor.id)
    return Member.objects.filter(named, id__in=list(member_ids)).exists()


def own_cards(staff_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The masked own cards of people who work here, by the person's id."""
    rows = Member.objects.filter(staff__in=list(staff_ids)).values_list("staff", "card_code")
    return {staff_id: rules.mask_card(code) for staff_id, code in rows}


def held_since(actor: Actor) -> datetime | None:
    """Since when the membership is this person's, where it was another's before."""
    return _own(actor).held_since


def get_own_phone(actor: Actor) -> str:
    """The member's own phone as E.164, empty without one; to send a code to, not to show."""
    return _own(actor).phone or ""


def find_by_shown(code: str, at: datetime) -> Member | None:
    """Whose phone shows this code; None for what is no code of a phone, or is nobody's.

    Raises Conflict ``members.code_run_out`` for one of another minute, such as a picture of it.
    """
    member_id = rules.read_shown(code)
    row = viewable().filter(id=member_id).first() if member_id else None
    if row is not None and not rules.is_current(code, key=_key(row), at=at):
        raise errors.code_run_out()
    return row


def card_blocked_at(member_id: UUID) -> datetime | None:
    """Since when the card is reported lost; None while it works, and for nobody's."""
    found = Member.objects.filter(id=member_id)
    return found.values_list("card_blocked_at", flat=True).first()


def is_card_blocked(member_id: UUID) -> bool:
    """Whether the card is reported lost."""
    return card_blocked_at(member_id) is not None


def check_card(member_id: UUID) -> None:
    """Let nobody spend from, or for, a card that is reported lost. Raises Conflict
    ``members.card_blocked``."""
    if is_card_blocked(member_id):
        raise errors.card_blocked()


def minute_of_shown(code: str, *, member_id: UUID, at: datetime) -> int | None:
    """The minute of a code that this member's phone shows; None for any other, for one that is
    over, and while the card is blocked."""
    row = viewable().filter(id=member_id, card_blocked_at=None).first()
    if row is None or rules.read_shown(code) != member_id:
        return None
    return rules.minute_of(code, key=_key(row), at=at)


def _own(actor: Actor) -> Member:
    actor.require(permissions.OWN)
    row = viewable().filter(id=actor.own_id).first()
    if row is None:
        raise errors.not_found()
    return row


def _key(row: Member) -> str:
    return rules.shown_key(row.card_code, secret=settings.SECRET_KEY, turn=row.card_turn)
