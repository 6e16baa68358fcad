"""Members as rows for a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import permissions, rules
from tessera.members.queries.browse import members_of
from tessera.members.queries.filtering import MemberFilter
from tessera.members.queries.profiles import tags_of
from tessera.org import queries as org

MAX_ROWS = 50_000
_PIECE = 2_000


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A member in a file. ``phone`` is masked unless the whole one was asked for."""

    member_id: UUID
    name: str
    phone: str
    level: str
    home_store: str
    guide: str
    birthday: date | None
    joined_on: date
    tags: tuple[str, ...]


def list_export_rows(
    actor: Actor, wanted: MemberFilter | None, *, on: date, whole_phones: bool
) -> Iterator[ExportRow]:
    """The members of a list in pieces, the newest first, at most ``MAX_ROWS``.

    Raises Forbidden without the permission to export, and for whole phones without the one to
    see them.
    """
    actor.require(permissions.EXPORT)
    if whole_phones:
        actor.require(permissions.SEE_PHONE)
    return _rows(actor, wanted, on, whole=whole_phones)


def _rows(
    actor: Actor, wanted: MemberFilter | None, on: date, *, whole: bool
) -> Iterator[ExportRow]:
    stores = {store.id: store.name for store in org.list_stores(actor)}
    found = (
        members_of(actor, wanted, on=on)
        .order_by("-joined_at", "-id")
        .select_related("level", "guide")
    )
    for start in range(0, MAX_ROWS, _PIECE):
        rows = list(found[start : start + _PIECE])
        tags = tags_of([row.id for row in rows])
        for row in rows:
            yield ExportRow(
                member_id=row.id,
                name=row.name,
                phone=(row.phone or "") if whole else rules.mask_phone(row.phone),
                level=row.level.name,
                home_store=stores.get(row.home_store_id, "") if row.home_store_id else "",
                guide=row.guide.name if row.guide else "",
                birthday=row.birthday,
                joined_on=row.joined_on,
                tags=tuple(tag.name for tag in tags.get(row.id, ())),
            )
        if len(rows) < _PIECE:
            return
