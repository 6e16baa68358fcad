"""What is known of a member, for those who may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from tessera.kernel.actor import Actor
from tessera.members import errors, permissions, rules
from tessera.members.models import Audience, FamilyLink, Member, MemberTag, Note, Profile
from tessera.members.queries import definitions
from tessera.members.queries.definitions import FieldFacts
from tessera.members.queries.facts import MemberView, is_home, view_of, viewable
from tessera.members.queries.guides import GuideFacts, guide_of
from tessera.members.queries.invitations import InvitationFacts, facts_of_invitation
from tessera.members.rules import Birthday

_SOME = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a field, empty for nothing, and whether the reader may change it."""

    field: FieldFacts
    value: str
    changeable: bool


@dataclass(frozen=True, slots=True)
class TagOnMember:
    """A tag that hangs on a member: by hand or rule, why and since when."""

    tag_id: UUID
    name: str
    colour: str
    source: str
    reason: dict[str, Any]
    since: datetime


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note, who wrote it, and whether only managers read it."""

    text: str
    author: str
    at: datetime
    for_managers: bool


@dataclass(frozen=True, slots=True)
class Relative:
    """Another member, and what they are to this one."""

    member: MemberView
    relation: str


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """All that is known of one member beyond ``MemberView``. ``photo`` is below the media's root."""

    gender: str
    income_band: str
    region: str
    sizes: dict[str, str]
    style: str
    photo: str
    birthday: Birthday | None
    next_birthday: date | None
    age: int | None
    age_band: str
    guardian_name: str
    guardian_phone_masked: str
    answers: tuple[Answer, ...]
    tags: tuple[TagOnMember, ...]
    notes: tuple[NoteFacts, ...]
    family: tuple[Relative, ...]
    invitation: InvitationFacts | None
    guide: GuideFacts | None


def get_profile_facts(actor: Actor, member_id: UUID, *, on: date) -> ProfileFacts:
    """What is known of a member of the actor's stores, with the age on the day ``on``.

    Raises Forbidden; NotFound ``members.not_found``.
    """
    actor.require(permissions.VIEW)
    rows = Member.objects.select_related(
        "profile", "invitation__till", "invitation__member", "guide"
    )
    row = rows.filter(id=member_id).first()
    if row is None or not is_home(row, actor):
        raise errors.not_found()
    profile = getattr(row, "profile", None) or Profile(member=row)
    born = row.birthday or profile.born_on
    age = rules.age(born, today=on) if born else None
    birthday = birthday_of(row, profile)
    return ProfileFacts(
        gender=profile.gender,
        income_band=profile.income_band,
        region=profile.region,
        sizes=profile.sizes,
        style=profile.style,
        photo=profile.photo,
        birthday=birthday,
        next_birthday=rules.next_birthday(birthday, on) if birthday else None,
        age=age,
        age_band=definitions.age_band_of(age) if age is not None else "",
        guardian_name=profile.guardian_name,
        guardian_phone_masked=rules.mask_phone(profile.guardian_phone),
        answers=tuple(_answers(actor, profile)),
        tags=tuple(tags_of([member_id]).get(member_id, ())),
        notes=tuple(_notes(actor, member_id)),
        family=tuple(_family(actor, member_id)),
        invitation=facts_of_invitation(row.invitation) if row.invitation else None,
        guide=guide_of(row),
    )


def birthday_of(row: Member, profile: Profile | None) -> Birthday | None:
    """The birthday, wherever it is kept."""
    if profile is not None and profile.birth_month and profile.birth_day:
        return Birthday(
            month=profile.birth_month,
            day=profile.birth_day,
            year=profile.birth_year,
            lunar=profile.birth_lunar,
            leap=profile.birth_leap,
        )
    if row.birthday is None:
        return None
    return Birthday(row.birthday.month, row.birthday.day, row.birthday.year)


def birthdays_of(member_ids: Iterable[UUID]) -> dict[UUID, Birthday]:
    """The birthdays of those whose is known."""
    rows = Member.objects.select_related("profile").filter(id__in=list(member_ids))
    found = ((row.id, birthday_of(row, getattr(row, "profile", None))) for row in rows)
    return {member_id: birthday for member_id, birthday in found if birthday}


def tags_of(member_ids: Iterable[UUID]) -> dict[UUID, list[TagOnMember]]:
    """The tags of some members; by name, and by hand before by rule."""
    found: dict[UUID, list[TagOnMember]] = {}
    rows = MemberTag.objects.select_related("tag").filter(member__in=list(member_ids))
    for row in rows.order_by("tag__name", "source"):
        hung = TagOnMember(
            tag_id=row.tag_id,
            name=row.tag.name,
            colour=row.tag.colour,
            source=row.source,
            reason=row.reason,
            since=row.since,
        )
        found.setdefault(row.member_id, []).append(hung)
    return found


def _answers(actor: Actor, profile: Profile) -> Iterable[Answer]:
    for field in definitions.list_fields():
        if field.is_active and rules.may(actor.role, field.seen_by):
            may_change = actor.may(permissions.CHANGE) and rules.may(actor.role, field.changed_by)
            yield Answer(field, profile.custom.get(str(field.id), ""), may_change)


def _notes(actor: Actor, member_id: UUID) -> Iterable[NoteFacts]:
    rows = Note.objects.filter(member=member_id)
    if not actor.may(permissions.SEE_MANAGERS_NOTES):
        rows = rows.filter(audience=Audience.STORE)
    for row in rows.order_by("-at", "-id")[:_SOME]:
        yield NoteFacts(row.text, row.author_name, row.at, row.audience == Audience.MANAGERS)


def _family(actor: Actor, member_id: UUID) -> Iterable[Relative]:
    links = list(FamilyLink.objects.filter(Q(member=member_id) | Q(relative=member_id))[:_SOME])
    relations = {
        link.relative_id if link.member_id == member_id else link.member_id: link.relation
        if link.member_id == member_id
        else rules.inverse(link.relation)
        for link in links
    }
    rows = viewable().filter(id__in=relations).order_by("name", "id")
    return [Relative(view_of(row, actor), relations[row.id]) for row in rows]
