"""What a member tells of themselves in the app; the caller owns the transaction."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tessera.members import errors, queries, rules
from tessera.members.models import CustomField, Gender, Member, Profile
from tessera.members.operations import profiles
from tessera.members.rules import Birthday


def keep_told(
    row: Member,
    *,
    gender: str,
    birthday: Birthday | None,
    answers: Mapping[UUID, str],
    at: datetime,
) -> list[str]:
    """Keep gender, birthday and answers to what the brand asks in the app; the names of what is new.

    A birthday that is known stays, for it gives something every year: None leaves it as it is.

    Raises Conflict ``members.child_not_asked``, ``members.birthday_fixed``,
    ``members.guardian_needed``; NotFound ``members.field_not_found`` for what is not asked there;
    Invalid ``members.answer_invalid``, ``members.birthday_invalid``.
    """
    if queries.is_guarded(row.id, at=at):
        raise errors.child_not_asked()
    changed = [*_gender(row, gender), *_birthday(row, birthday, at)]
    found = CustomField.objects.filter(id__in=answers, is_active=True)
    fields = {one: answers[one.id] for one in found if rules.SELF in one.changed_by}
    if len(fields) != len(answers):
        raise errors.field_not_found()
    return [*changed, *profiles.keep_answers(row.id, fields)]


def _gender(row: Member, gender: str) -> list[str]:
    if gender and gender not in Gender.values:
        raise errors.answer_invalid()
    profile = profiles.profile_of(row.id)
    if profile.gender == gender:
        return []
    profile.gender = gender
    profile.save(update_fields=["gender"])
    return ["gender"]


def _birthday(row: Member, birthday: Birthday | None, at: datetime) -> list[str]:
    known = queries.birthday_of(row, Profile.objects.filter(member=row).first())
    if birthday in (None, known):
        return []
    if known is not None:
        raise errors.birthday_fixed()
    profiles.set_birthday(row, birthday, at)
    return ["birthday"]
