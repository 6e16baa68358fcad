"""What would become of a row: read only, and looked at anew before it is posted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.imports import errors, rules
from tessera.imports.models import ImportRow, MemberImport, Outcome
from tessera.imports.rules import Told
from tessera.kernel.actor import Actor
from tessera.members import errors as member_errors
from tessera.members import operations as members
from tessera.members import queries as member_queries
from tessera.members import rules as member_rules
from tessera.members.models import Member, Profile
from tessera.members.rules import Birthday
from tessera.org import queries as org


@dataclass(frozen=True, slots=True)
class World:
    """What names in a file may mean here."""

    levels: Mapping[str, UUID]
    tags: Mapping[str, UUID]
    stores: Mapping[str, UUID]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a row. ``gaps`` names what a known member lacks and gets."""

    outcome: str
    told: Told
    member_id: UUID | None = None
    gaps: tuple[str, ...] = ()
    level_id: UUID | None = None
    store_id: UUID | None = None
    tag_ids: tuple[UUID, ...] = ()


def world_of(actor: Actor) -> World:
    """Levels, tags that may be hung, and stores, by name; stores by code as well."""
    stores = org.list_stores(actor)
    return World(
        levels={level.name: level.id for level in member_queries.list_levels()},
        tags={tag.name: tag.id for tag in member_queries.list_tags() if tag.is_active},
        stores={store.code: store.id for store in stores}
        | {store.name: store.id for store in stores},
    )


def look(job: MemberImport, row: ImportRow, world: World, *, at: datetime) -> Plan:
    """What would become of ``row``; its phone and reference are put on it.

    Raises the refusals of ``rules.read_row``; Invalid ``imports.level_unknown``,
    ``imports.tag_unknown``, ``imports.store_unknown``, ``imports.consent_unproved``,
    ``members.name_needed``, ``members.phone_needed``; Conflict ``imports.twice_in_file``,
    ``imports.two_members``, ``members.guardian_needed``.
    """
    told = rules.read_row(row.cells, job.mapping)
    row.phone, row.reference = told.phone or "", told.reference or ""
    if not row.phone and not row.reference:
        raise member_errors.phone_needed()
    _check_once(job, row)
    found = _find(told)
    store_id = _store(told, job, world)
    level_id, tag_ids = _level(told, world), tuple(_tag(name, world) for name in told.tags)
    today = members.today_of(store_id, at)
    if told.consent_on is not None and told.consent_on > today:
        raise errors.consent_unproved()
    if found is not None:
        gaps = tuple(_gaps(found, told, store_id))
        outcome = Outcome.FILLED if gaps else Outcome.KNOWN
        return Plan(outcome, told, found.id, gaps, store_id=store_id)
    member_rules.name(told.name)
    if told.birthday and (born := member_rules.born_on(told.birthday)):
        member_rules.birthday(born, today=today)
    return Plan(Outcome.NEW, told, level_id=level_id, store_id=store_id, tag_ids=tag_ids)


def _check_once(job: MemberImport, row: ImportRow) -> None:
    """Only the first row of a member counts."""
    above = ImportRow.objects.filter(job=job, number__lt=row.number)
    above = above.exclude(outcome__in=[Outcome.REFUSED, Outcome.OPEN])
    for key, value in (("phone", row.phone), ("reference", row.reference)):
        if value and (first := above.filter(**{key: value}).first()):
            raise errors.twice_in_file(row=first.number)


def _find(told: Told) -> Member | None:
    ids = set()
    for key, value in (("phone", told.phone), ("reference", told.reference)):
        row = Member.objects.filter(**{key: value}).first() if value else None
        if row is not None:
            ids.add(member_queries.survivor_of(row.id))
    if len(ids) > 1:
        raise errors.two_members()
    return Member.objects.get(id=ids.pop()) if ids else None


def _gaps(found: Member, told: Told, store_id: UUID | None) -> list[str]:
    """What the member lacks and the row tells; what is known already stays as it is."""
    gaps = []
    if told.birthday and not _has_birthday(found):
        gaps.append("birthday")
    if told.reference and not found.reference:
        gaps.append("reference")
    if told.phone and not found.phone:
        gaps.append("phone")
    if store_id and not found.home_store_id:
        gaps.append("home_store")
    return gaps


def _has_birthday(found: Member) -> bool:
    if found.birthday is not None:
        return True
    return Profile.objects.filter(member=found, birth_month__isnull=False).exists()


def is_solar(birthday: Birthday | None) -> bool:
    """Whether a birthday is a whole day by the sun, as a new member may bring it along."""
    return birthday is not None and birthday.year is not None and not birthday.lunar


def _level(told: Told, world: World) -> UUID | None:
    if told.level and told.level not in world.levels:
        raise errors.level_unknown(name=told.level[:40])
    return world.levels.get(told.level)


def _tag(name: str, world: World) -> UUID:
    if name not in world.tags:
        raise errors.tag_unknown(name=name[:30])
    return world.tags[name]


def _store(told: Told, job: MemberImport, world: World) -> UUID | None:
    if told.store and told.store not in world.stores:
        raise errors.store_unknown(name=told.store[:60])
    return world.stores.get(told.store, job.store_id)
