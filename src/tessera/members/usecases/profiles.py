"""What is known of a member: facts, birthday, picture, the brand's own fields."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import errors, operations, permissions, rules
from tessera.members.models import CustomField
from tessera.members.rules import Birthday
from tessera.platform.usecases import usecase


@usecase(permission=permissions.CHANGE, audit="member.profile_changed")
def change_profile(
    *,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    gender: str = "",
    income_band: str = "",
    region: str = "",
    sizes: Mapping[str, str] | None = None,
    style: str = "",
) -> None:
    """Write down what the member tells: each is kept as given, empty for unknown.

    ``income_band`` is one of ``rules.INCOME_BANDS``; ``sizes`` are texts by what they are of.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; Invalid
    ``members.answer_invalid``, ``members.text_too_long``.
    """
    row = operations.locked(actor, member_id)
    changed = operations.keep_facts(
        row.id,
        gender=gender,
        income_band=income_band,
        region=region,
        sizes=sizes or {},
        style=style,
    )
    operations.record(actor, at, "member.profile_changed", row, fields=changed)


@usecase(permission=permissions.CHANGE, audit="member.birthday_set")
def set_birthday(*, actor: Actor, at: datetime, member_id: UUID, birthday: Birthday | None) -> None:
    """Keep a birthday by the sun or the moon, with or without the year; None for unknown.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; Invalid
    ``members.birthday_invalid``; Conflict ``members.guardian_needed`` for who would be under
    14 without a guardian.
    """
    row = operations.locked(actor, member_id)
    operations.set_birthday(row, birthday, at)
    operations.record(actor, at, "member.birthday_set", row)


@usecase(permission=permissions.CHANGE, audit="member.photo_set")
def set_photo(*, actor: Actor, at: datetime, member_id: UUID, data: bytes | None) -> None:
    """Keep a picture of the member (JPEG, PNG or WebP, up to 3 MB); None takes it away.

    Raises Forbidden beyond the actor's stores; NotFound ``members.not_found``; Invalid
    ``members.picture_invalid``, ``members.picture_too_large``.
    """
    row = operations.locked(actor, member_id)
    operations.set_photo(row.id, data)
    operations.record(actor, at, "member.photo_set", row, removed=data is None)


@usecase(permission=permissions.CHANGE, audit="member.answers_kept")
def answer_fields(
    *, actor: Actor, at: datetime, member_id: UUID, answers: Mapping[UUID, str]
) -> None:
    """Answer fields of the brand, by their id; an empty answer takes it away.

    Raises Forbidden beyond the actor's stores, ``members.field_closed`` for a field that the
    actor's role may not change; NotFound ``members.not_found``, ``members.field_not_found``;
    Invalid ``members.answer_invalid``.
    """
    row = operations.locked(actor, member_id)
    found = CustomField.objects.filter(id__in=answers, is_active=True)
    fields = {field: answers[field.id] for field in found}
    if len(fields) != len(answers):
        raise errors.field_not_found()
    for field in fields:
        if not rules.may(actor.role, field.changed_by):
            raise errors.field_closed(name=field.name)
    changed = operations.keep_answers(row.id, fields)
    operations.record(actor, at, "member.answers_kept", row, fields=changed)
