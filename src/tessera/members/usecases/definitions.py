"""What the brand defines about members: tags, fields of its own, age bands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.members import errors, permissions, rules
from tessera.members.models import AgeBand, CustomField, FieldKind, Tag
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase


@usecase(permission=permissions.DEFINE, audit="tag.defined")
def define_tag(*, actor: Actor, at: datetime, name: str, colour: str) -> UUID:
    """Define a tag; ``colour`` is one of ``rules.COLOURS``.

    Raises Forbidden; Conflict ``members.name_taken``; Invalid ``members.name_needed``,
    ``members.text_too_long``, ``members.answer_invalid``.
    """
    actor.require_everywhere(permissions.DEFINE)
    row = Tag(id=uuid7(), name=rules.tag_name(name), colour=rules.colour(colour))
    _check_free(Tag.objects.all(), row.id, row.name)
    row.save(force_insert=True)
    _record(actor, at, "tag.defined", row.id, name=row.name)
    return row.id


@usecase(permission=permissions.DEFINE, audit="tag.changed")
def change_tag(
    *, actor: Actor, at: datetime, tag_id: UUID, name: str, colour: str, is_active: bool = True
) -> None:
    """Give a tag another name or colour, or retire it: it stays where it is, and goes nowhere new.

    Raises NotFound ``members.tag_not_found``; otherwise as ``define_tag``.
    """
    actor.require_everywhere(permissions.DEFINE)
    row = Tag.objects.filter(id=tag_id).first()
    if row is None:
        raise errors.tag_not_found()
    row.name, row.colour, row.is_active = rules.tag_name(name), rules.colour(colour), is_active
    _check_free(Tag.objects.all(), row.id, row.name)
    row.save(force_update=True)
    _record(actor, at, "tag.changed", row.id, name=row.name)


@usecase(permission=permissions.DEFINE, audit="field.defined")
def define_field(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    kind: str,
    choices: Sequence[str] = (),
    seen_by: Sequence[str] = (),
    changed_by: Sequence[str] = (),
) -> UUID:
    """Ask something of members besides: a text, number, date, choice or yes-no.

    ``seen_by`` and ``changed_by`` are roles; who may change sees as well, and an owner both.

    Raises Forbidden; Conflict ``members.name_taken``; Invalid ``members.name_needed``,
    ``members.text_too_long``, ``members.answer_invalid`` for an unknown kind,
    ``members.choices_needed``.
    """
    actor.require_everywhere(permissions.DEFINE)
    if kind not in FieldKind.values:
        raise errors.answer_invalid()
    row = CustomField(id=uuid7(), kind=kind, position=CustomField.objects.count())
    _describe(row, name=name, choices=choices, seen_by=seen_by, changed_by=changed_by)
    row.save(force_insert=True)
    _record(actor, at, "field.defined", row.id, name=row.name, kind=kind)
    return row.id


@usecase(permission=permissions.DEFINE, audit="field.changed")
def change_field(
    *,
    actor: Actor,
    at: datetime,
    field_id: UUID,
    name: str,
    choices: Sequence[str] = (),
    seen_by: Sequence[str] = (),
    changed_by: Sequence[str] = (),
    is_active: bool = True,
) -> None:
    """Change a field but for its kind, or retire it: answers stay, and are no longer shown.

    Raises NotFound ``members.field_not_found``; otherwise as ``define_field``.
    """
    actor.require_everywhere(permissions.DEFINE)
    row = CustomField.objects.filter(id=field_id).first()
    if row is None:
        raise errors.field_not_found()
    row.is_active = is_active
    _describe(row, name=name, choices=choices, seen_by=seen_by, changed_by=changed_by)
    row.save(force_update=True)
    _record(actor, at, "field.changed", row.id, name=row.name)


@usecase(permission=permissions.DEFINE, audit="age_band.defined")
def define_age_band(*, actor: Actor, at: datetime, from_age: int, name: str) -> UUID:
    """Name the members from an age on, up to the next band; the same age again renames it.

    Raises Forbidden; Conflict ``members.name_taken``; Invalid ``members.age_invalid``,
    ``members.name_needed``, ``members.text_too_long``.
    """
    actor.require_everywhere(permissions.DEFINE)
    if not 0 <= from_age <= 120:
        raise errors.age_invalid()
    row = AgeBand.objects.filter(from_age=from_age).first() or AgeBand(from_age=from_age)
    row.name = rules.field_name(name)
    _check_free(AgeBand.objects.all(), row.id, row.name)
    row.save()
    _record(actor, at, "age_band.defined", row.id, name=row.name, from_age=from_age)
    return row.id


@usecase(permission=permissions.DEFINE, audit="age_band.removed")
def remove_age_band(*, actor: Actor, at: datetime, band_id: UUID) -> None:
    """Forget a band; its ages belong to the one below. Raises NotFound ``members.band_not_found``."""
    actor.require_everywhere(permissions.DEFINE)
    row = AgeBand.objects.filter(id=band_id).first()
    if row is None:
        raise errors.band_not_found()
    row.delete()
    _record(actor, at, "age_band.removed", band_id, name=row.name)


def _describe(
    row: CustomField,
    *,
    name: str,
    choices: Sequence[str],
    seen_by: Sequence[str],
    changed_by: Sequence[str],
) -> None:
    row.name = rules.field_name(name)
    _check_free(CustomField.objects.all(), row.id, row.name)
    kept = list(dict.fromkeys(filter(None, (one_line(text)[:60] for text in choices))))
    if row.kind == FieldKind.CHOICE and len(kept) < 2:
        raise errors.choices_needed()
    row.choices = kept if row.kind == FieldKind.CHOICE else []
    row.seen_by = sorted({*seen_by, *changed_by})
    row.changed_by = sorted(set(changed_by))


def _check_free(named: QuerySet[Any], own_id: UUID, name: str) -> None:
    if named.filter(name=name).exclude(id=own_id).exists():
        raise errors.name_taken()


def _record(actor: Actor, at: datetime, action: str, subject: UUID, **data: Any) -> None:
    versions.bump("members")
    audit.record(actor=actor, at=at, action=action, subject=subject, data=data)
