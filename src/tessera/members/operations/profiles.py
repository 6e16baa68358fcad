"""What is known of a member, kept: facts, birthdays, answers, pictures."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from tessera.members import errors, rules
from tessera.members.models import (
    CustomField,
    FamilyLink,
    FieldValue,
    Gender,
    Member,
    Note,
    Profile,
)
from tessera.members.queries import today_of
from tessera.members.rules import Birthday

NOBODY = "—"
"""The name of who left or handed the membership over."""

PHOTOS = "members"
"""The folder of members' pictures below MEDIA_ROOT, which only staff may look into."""


def profile_of(member_id: UUID) -> Profile:
    """The profile, made on demand, to be changed: the story that has it locked goes first."""
    Profile.objects.bulk_create([Profile(member_id=member_id)], ignore_conflicts=True)
    return Profile.objects.select_for_update().get(member=member_id)


def keep_facts(
    member_id: UUID,
    *,
    gender: str,
    income_band: str,
    region: str,
    sizes: Mapping[str, str],
    style: str,
) -> list[str]:
    """Keep what the member tells; the names of what is new.

    Raises Invalid ``members.answer_invalid``, ``members.text_too_long``.
    """
    if gender and gender not in Gender.values:
        raise errors.answer_invalid()
    row = profile_of(member_id)
    told = {
        "gender": gender,
        "income_band": rules.income_band(income_band),
        "region": rules.optional(region, field="region", limit=60),
        "sizes": rules.sizes(sizes),
        "style": rules.optional(style, field="style", limit=120),
    }
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, told[name])
    row.save(update_fields=changed or None)
    return changed


def set_birthday(row: Member, birthday: Birthday | None, at: datetime) -> None:
    """Keep a birthday where it belongs: a whole solar one on the member, any other on the profile.

    Raises Invalid ``members.birthday_invalid``; Conflict ``members.guardian_needed``.
    """
    whole = birthday is not None and birthday.year is not None and not birthday.lunar
    profile = profile_of(row.id)
    born = rules.born_on(rules.checked_birthday(birthday)) if birthday else None
    if born is not None:
        guarded = bool(profile.guardian_phone)
        rules.birthday(born, today=today_of(row.home_store_id, at), guarded=guarded)
    _put_birthday(profile, None if whole else birthday, born)
    row.birthday = born if whole else None
    row.save(update_fields=["birthday"])


def forget_other_birthday(member_id: UUID) -> None:
    """A whole solar birthday is known now: what the profile says of another goes."""
    profile = Profile.objects.filter(member=member_id, birth_month__isnull=False).first()
    if profile is not None:
        _put_birthday(profile, None, None)


def _put_birthday(profile: Profile, partial: Birthday | None, born: date | None) -> None:
    profile.birth_month = partial.month if partial else None
    profile.birth_day = partial.day if partial else None
    profile.birth_year = partial.year if partial else None
    profile.birth_lunar = partial.lunar if partial else False
    profile.birth_leap = partial.leap if partial else False
    profile.born_on = born if partial else None
    profile.save()


def keep_answers(member_id: UUID, fields: Mapping[CustomField, str]) -> list[str]:
    """Keep what was answered to the brand's fields; the names of those that are new.

    Raises Invalid ``members.answer_invalid``.
    """
    profile = profile_of(member_id)
    before = dict(profile.custom)
    changed = []
    for field, text in fields.items():
        kept = rules.answer(field.kind, text, field.choices)
        if kept == before.get(str(field.id), ""):
            continue
        changed.append(field.name)
        profile.custom[str(field.id)] = kept
        _index(member_id, field, kept)
    profile.custom = {key: value for key, value in profile.custom.items() if value}
    profile.save(update_fields=["custom"])
    return changed


def _index(member_id: UUID, field: CustomField, text: str) -> None:
    FieldValue.objects.filter(member=member_id, field=field).delete()
    if text:
        FieldValue.objects.create(member_id=member_id, field=field, text=rules.search_key(text))


def set_photo(member_id: UUID, data: bytes | None) -> None:
    """Keep a picture under a name that nobody guesses, or none; the old file goes after the commit.

    Raises Invalid ``members.picture_invalid``, ``members.picture_too_large``.
    """
    kind = rules.picture_kind(data) if data is not None else ""
    profile = profile_of(member_id)
    old = profile.photo
    profile.photo = ""
    if data is not None:
        path = PurePosixPath(PHOTOS, f"{uuid4().hex}.{kind}")
        profile.photo = default_storage.save(str(path), ContentFile(data))
    profile.save(update_fields=["photo"])
    if old:
        transaction.on_commit(lambda: default_storage.delete(old))


def forget_person(row: Member) -> None:
    """Forget what was told about the person that ``row`` was: profile, answers, family, notes.

    Duplicates that were merged have no name either, and their cards and phones find nobody.
    """
    set_photo(row.id, None)
    Profile.objects.filter(member=row).delete()
    FieldValue.objects.filter(member=row).delete()
    Note.objects.filter(member=row).delete()
    FamilyLink.objects.filter(Q(member=row) | Q(relative=row)).delete()
    for duplicate in Member.objects.filter(merged_into=row):
        duplicate.name, duplicate.initials = NOBODY, ""
        duplicate.phone = duplicate.reference = duplicate.birthday = None
        duplicate.card_code = rules.new_card_code()
        duplicate.save()
