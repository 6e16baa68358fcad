"""What the brand defines about members, from memory."""

from dataclasses import dataclass
from uuid import UUID

from tessera.members import errors, rules
from tessera.members.models import AgeBand, CustomField, Tag
from tessera.platform import versions


@dataclass(frozen=True, slots=True)
class TagFacts:
    """A tag; ``colour`` is one of ``rules.COLOURS``."""

    id: UUID
    name: str
    colour: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """A field of the brand's own, and the roles that see and change it."""

    id: UUID
    name: str
    kind: str
    choices: tuple[str, ...]
    seen_by: tuple[str, ...]
    changed_by: tuple[str, ...]
    is_active: bool


@dataclass(frozen=True, slots=True)
class BandFacts:
    """How members from an age on are called."""

    id: UUID
    from_age: int
    name: str


def _load_tags() -> tuple[TagFacts, ...]:
    rows = Tag.objects.order_by("name")
    return tuple(TagFacts(row.id, row.name, row.colour, row.is_active) for row in rows)


def _load_fields() -> tuple[FieldFacts, ...]:
    return tuple(
        FieldFacts(
            id=row.id,
            name=row.name,
            kind=row.kind,
            choices=tuple(row.choices),
            seen_by=tuple(row.seen_by),
            changed_by=tuple(row.changed_by),
            is_active=row.is_active,
        )
        for row in CustomField.objects.order_by("position", "id")
    )


def _load_bands() -> tuple[BandFacts, ...]:
    rows = AgeBand.objects.order_by("from_age")
    return tuple(BandFacts(row.id, row.from_age, row.name) for row in rows)


_tags: versions.Cached[tuple[TagFacts, ...]] = versions.Cached("members", _load_tags)
_fields: versions.Cached[tuple[FieldFacts, ...]] = versions.Cached("members", _load_fields)
_bands: versions.Cached[tuple[BandFacts, ...]] = versions.Cached("members", _load_bands)


def list_tags() -> tuple[TagFacts, ...]:
    """All tags by name, the retired ones as well."""
    return _tags.get(versions.current())


def get_tag(tag_id: UUID) -> TagFacts:
    """One tag. Raises NotFound ``members.tag_not_found``."""
    for tag in list_tags():
        if tag.id == tag_id:
            return tag
    raise errors.tag_not_found()


def list_fields() -> tuple[FieldFacts, ...]:
    """All fields of the brand in their order, the retired ones as well."""
    return _fields.get(versions.current())


def get_field(field_id: UUID) -> FieldFacts:
    """One field. Raises NotFound ``members.field_not_found``."""
    for field in list_fields():
        if field.id == field_id:
            return field
    raise errors.field_not_found()


def list_age_bands() -> tuple[BandFacts, ...]:
    """All bands, the youngest first."""
    return _bands.get(versions.current())


def age_band_of(age: int) -> str:
    """How the brand calls somebody of ``age``; empty where it has no name for it."""
    bands = [rules.AgeBand(band.from_age, band.name) for band in list_age_bands()]
    return rules.age_band(bands, age)
