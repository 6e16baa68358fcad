"""Facts about members and levels for other rooms, and views of them for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.members import errors, rules
from tessera.members.models import Level, Member
from tessera.platform import versions
from tessera.platform.reads import Found, Select


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A level. ``discount_bp`` is off the price of goods, in basis points."""

    id: UUID
    name: str
    rank: int
    discount_bp: int


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What a sale needs to know of its member. ``phone`` and ``card_code`` are whole."""

    id: UUID
    name: str
    phone: str | None
    level_id: UUID
    level_name: str
    level_discount_bp: int
    birthday: date | None
    card_code: str
    is_blocked: bool = False
    earns_points: bool = True
    joined_on: date | None = None


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member as people see one: masked (law 10). The birthday is for the home store's people."""

    id: UUID
    name: str
    phone_masked: str
    card_masked: str
    level_id: UUID
    level_name: str
    discount_bp: int
    birthday: date | None
    home_store_id: UUID | None
    joined_on: date
    reference: str | None
    earns_points: bool = True


def select_member(member_id: UUID) -> Select:
    """The part of a gathered read for one member; a duplicate that was merged is none,
    nor is who left."""
    return Select(
        "SELECT m.id, m.name, m.phone, m.level_id, l.name AS level_name, l.discount_bp,"
        " m.birthday, m.card_code, m.card_blocked_at IS NOT NULL AS is_blocked, m.earns_points,"
        " m.joined_on"
        " FROM members_member m"
        " JOIN members_level l ON l.id = m.level_id"
        " WHERE m.id = {member} AND m.merged_into_id IS NULL AND m.left_at IS NULL",
        {"member": member_id},
    )


def select_tags(member_id: UUID) -> Select:
    """The part of a gathered read for the ids of a member's tags, by hand or by rule."""
    return Select(
        "SELECT DISTINCT tag_id FROM members_membertag WHERE member_id = {member}",
        {"member": member_id},
    )


def tag_ids_of(found: Found) -> frozenset[str]:
    """The ids of the tags from what ``select_tags`` read, as text."""
    return frozenset(str(ids.parse_uuid(row["tag_id"])) for row in found)


def select_birthday(member_id: UUID) -> Select:
    """The part of a gathered read for ``birthdays_near``."""
    return Select(
        "SELECT m.birthday, p.birth_month, p.birth_day, p.birth_lunar, p.birth_leap"
        " FROM members_member m LEFT JOIN members_profile p ON p.member_id = m.id"
        " WHERE m.id = {member}",
        {"member": member_id},
    )


def birthdays_near(found: Found, on: date) -> tuple[date, ...]:
    """The days around ``on`` that the birthday falls on, three of them, by the member's own
    calendar; none where it is not known."""
    for row in found:
        if row["birth_month"]:
            lunar, leap = bool(row["birth_lunar"]), bool(row["birth_leap"])
            own = rules.Birthday(row["birth_month"], row["birth_day"], lunar=lunar, leap=leap)
            return rules.birthdays_around(own, on)
        if row["birthday"]:
            born = date.fromisoformat(row["birthday"])
            return rules.birthdays_around(rules.Birthday(born.month, born.day), on)
    return ()


def member_of(found: Found) -> MemberFacts:
    """The member from what ``select_member`` read. Raises NotFound ``members.not_found``."""
    if not found:
        raise errors.not_found()
    row = found[0]
    return MemberFacts(
        id=ids.parse_uuid(row["id"]),
        name=row["name"],
        phone=row["phone"],
        level_id=ids.parse_uuid(row["level_id"]),
        level_name=row["level_name"],
        level_discount_bp=row["discount_bp"],
        birthday=date.fromisoformat(row["birthday"]) if row["birthday"] else None,
        card_code=row["card_code"],
        is_blocked=bool(row["is_blocked"]),
        earns_points=bool(row["earns_points"]),
        joined_on=date.fromisoformat(row["joined_on"]),
    )


def _load_levels() -> tuple[LevelFacts, ...]:
    rows = Level.objects.order_by("rank")
    return tuple(LevelFacts(row.id, row.name, row.rank, row.discount_bp) for row in rows)


_levels: versions.Cached[tuple[LevelFacts, ...]] = versions.Cached("members", _load_levels)


def list_levels(current: Mapping[str, str] | None = None) -> tuple[LevelFacts, ...]:
    """All levels, the lowest rank first, from memory.

    ``current`` are versions that the caller has read anyway; they spare a statement.
    """
    return _levels.get(versions.current() if current is None else dict(current))


def get_level(level_id: UUID) -> LevelFacts:
    """One level. Raises NotFound ``members.level_not_found``."""
    for level in list_levels():
        if level.id == level_id:
            return level
    raise errors.level_not_found()


def is_home(row: Member, actor: Actor) -> bool:
    """Whether the member belongs to a store that the actor reaches."""
    return actor.store_ids is None or row.home_store_id in actor.store_ids


def viewable() -> QuerySet[Member]:
    """All members, each with what ``view_of`` needs."""
    return Member.objects.select_related("level")


def view_of(row: Member, actor: Actor) -> MemberView:
    """What ``actor`` sees of ``row``, whose level was read with it."""
    return MemberView(
        id=row.id,
        name=row.name,
        phone_masked=rules.mask_phone(row.phone),
        card_masked=rules.mask_card(row.card_code),
        level_id=row.level_id,
        level_name=row.level.name,
        discount_bp=row.level.discount_bp,
        birthday=row.birthday if is_home(row, actor) else None,
        home_store_id=row.home_store_id,
        joined_on=row.joined_on,
        reference=row.reference,
        earns_points=row.earns_points,
    )
