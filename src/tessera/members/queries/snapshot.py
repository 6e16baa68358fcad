"""Members as a till keeps them on its own disk: the least that it needs to know them again.

Whoever takes the disk must not have the brand's members in hand (law 10): phones are masked, a card
is a digest that nobody turns back, and names are those of the actor's own stores alone, as in a search.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.members import permissions, rules
from tessera.members.models import Member
from tessera.members.queries.facts import birthdays_near
from tessera.platform import audit, reads
from tessera.platform.reads import Found, Select

MOST_CHANGES = 5_000
"""More than so many changes are not told one by one: the till reads everything anew."""

ROUNDS = 1_000
"""How often a card's code is digested: dear enough for 69 random bits, cheap enough for a scan."""

_ID_LENGTH = len(str(UUID(int=0)))

_COLUMNS = (
    "SELECT m.id, m.name, m.initials, m.phone, m.card_code, m.home_store_id, m.joined_on,"
    " m.card_blocked_at IS NOT NULL AS is_blocked,"
    " m.level_id, l.name AS level_name, l.discount_bp"
    " FROM members_member m JOIN members_level l ON l.id = m.level_id"
    " WHERE m.merged_into_id IS NULL AND m.left_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member as a till knows one. ``phone_end`` are the last four digits, ``card_digest`` is what
    ``digest`` makes of the card; a member of other stores has no name."""

    id: UUID
    name: str
    initials: str
    phone_masked: str
    phone_end: str
    card_masked: str
    card_digest: str
    level_id: UUID
    level_name: str
    discount_bp: int
    joined_on: date
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class MemberChanges:
    """Members that are to be read again, and those that are none any more; ``too_many`` to be told."""

    changed: tuple[UUID, ...]
    gone: tuple[UUID, ...]
    too_many: bool = False


def list_known(
    *, actor: Actor, store_id: UUID, after: UUID | None, limit: int
) -> list[KnownMember]:
    """The next members of the brand by their ids. Raises Forbidden."""
    actor.require(permissions.FIND, store_id)
    where = " AND m.id > {after} ORDER BY m.id LIMIT {limit}"
    select = Select(_COLUMNS + where, {"after": after or UUID(int=0), "limit": limit})
    return _known(actor, store_id, reads.gather({"members": select})["members"])


def list_known_of(*, actor: Actor, store_id: UUID, member_ids: Sequence[UUID]) -> list[KnownMember]:
    """These members as ``list_known`` has them. Raises Forbidden."""
    actor.require(permissions.FIND, store_id)
    if not member_ids:
        return []
    select = Select(
        _COLUMNS + " AND m.id IN {members} ORDER BY m.id", {"members": list(member_ids)}
    )
    return _known(actor, store_id, reads.gather({"members": select})["members"])


def changes_since(*, actor: Actor, since: datetime, bought: Sequence[UUID]) -> MemberChanges:
    """Who changed since: who joined, left or was merged, whose card was blocked, about whom something
    was written (law 9), and ``bought``, who bought since. Raises Forbidden.

    What a nightly job changes for many at once is not in it; a till reads everything anew each
    business day.
    """
    actor.require(permissions.FIND)
    written = audit.list_subjects(since=since, actions=["member."], most=MOST_CHANGES + 1)
    named = {ids.parse_uuid(text) for text in written if len(text) == _ID_LENGTH}
    dated = (
        Q(joined_at__gte=since)
        | Q(merged_at__gte=since)
        | Q(left_at__gte=since)
        | Q(card_blocked_at__gte=since)
    )
    rows = Member.objects.filter(dated | Q(id__in=named | set(bought)))
    found = list(rows.values_list("id", flat=True)[: MOST_CHANGES + 1])
    if max(len(found), len(written)) > MOST_CHANGES:
        return MemberChanges((), (), too_many=True)
    stays = set(rows.filter(merged_into=None, left_at=None).values_list("id", flat=True))
    return MemberChanges(tuple(stays), tuple(set(found) - stays))


def salt_of(store_id: UUID) -> str:
    """What a store's tills put before a card's code, so that one digest is good for one store."""
    return hashlib.sha256(f"till:{store_id}:{settings.SECRET_KEY}".encode()).hexdigest()[:32]


def digest(card_code: str, *, salt: str) -> str:
    """What a till knows a card by: 32 hexadecimal digits of PBKDF2 with SHA-256."""
    made = hashlib.pbkdf2_hmac("sha256", card_code.encode(), salt.encode(), ROUNDS, dklen=16)
    return made.hex()


def select_tags_of(member_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for the tags of several members."""
    return Select(
        "SELECT DISTINCT member_id, tag_id FROM members_membertag WHERE member_id IN {members}",
        {"members": list(member_ids)},
    )


def tags_by_member(found: Found) -> dict[UUID, frozenset[str]]:
    """The ids of tags by member from what ``select_tags_of`` read, as text."""
    tags: dict[UUID, set[str]] = {}
    for row in found:
        own = tags.setdefault(ids.parse_uuid(row["member_id"]), set())
        own.add(str(ids.parse_uuid(row["tag_id"])))
    return {key: frozenset(own) for key, own in tags.items()}


def select_birthdays_of(member_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for the birthdays of several members."""
    return Select(
        "SELECT m.id, m.birthday, p.birth_month, p.birth_day, p.birth_lunar, p.birth_leap"
        " FROM members_member m LEFT JOIN members_profile p ON p.member_id = m.id"
        " WHERE m.id IN {members}",
        {"members": list(member_ids)},
    )


def birthdays_by_member(found: Found, on: date) -> dict[UUID, tuple[date, ...]]:
    """The days around ``on`` that each birthday falls on, from what ``select_birthdays_of`` read."""
    return {ids.parse_uuid(row["id"]): birthdays_near([row], on) for row in found}


def _known(actor: Actor, store_id: UUID, rows: Sequence[Mapping[str, Any]]) -> list[KnownMember]:
    salt = salt_of(store_id)
    return [_one(actor, row, salt) for row in rows]


def _one(actor: Actor, row: Mapping[str, Any], salt: str) -> KnownMember:
    home = row["home_store_id"]
    own = actor.store_ids is None or (home is not None and ids.parse_uuid(home) in actor.store_ids)
    return KnownMember(
        id=ids.parse_uuid(row["id"]),
        name=row["name"] if own else "",
        initials=row["initials"] if own else "",
        phone_masked=rules.mask_phone(row["phone"]),
        phone_end=(row["phone"] or "")[-4:],
        card_masked=rules.mask_card(row["card_code"]),
        card_digest=digest(row["card_code"], salt=salt),
        level_id=ids.parse_uuid(row["level_id"]),
        level_name=row["level_name"],
        discount_bp=row["discount_bp"],
        joined_on=date.fromisoformat(row["joined_on"]),
        is_blocked=bool(row["is_blocked"]),
    )
