"""What a moment of a member's life is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tessera.insights import pages
from tessera.kernel.actor import Actor

BUYING, HOLDING, LEVEL, REFERRAL = "buying", "holding", "level", "referral"
TAG, MESSAGE, NOTE, CONSENT = "tag", "message", "note", "consent"
PERSON, APPLICATION, DOOR = "person", "application", "door"

KINDS = (
    BUYING,
    HOLDING,
    LEVEL,
    REFERRAL,
    APPLICATION,
    TAG,
    MESSAGE,
    NOTE,
    PERSON,
    CONSENT,
    DOOR,
)
"""What happens: purchases; what is held; levels; bringing others; and so on, as people filter it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a document or entry did to what the member holds.

    ``kind`` is the entry's; ``changes`` are signed amounts by the account's kind; ``store_name`` is
    None for a store that the reader does not see. ``number`` and ``amount_minor`` are those of the
    sale or return behind it, of a reward the number is its name, ``sale_id`` the sale itself or the one that the goods came from.
    ``points_in`` and ``points_out`` are told apart: a sale both spends and earns.
    """

    at: datetime
    business_on: date
    kind: str
    store_name: str | None
    document_id: UUID
    number: str = ""
    amount_minor: int | None = None
    changes: Mapping[str, int] = field(default_factory=dict)
    sale_id: UUID | None = None
    points_in: int = 0
    points_out: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of one thing that was sold or came back."""

    name: str
    colour: str
    size: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: a ``deed`` of one of the ``KINDS``, by ``who`` if that is known.

    ``event`` is set where something was bought or moved, with its ``lines``; ``data`` holds what
    else there is to tell, by the deed.
    """

    at: datetime
    id: UUID
    kind: str
    deed: str
    who: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    event: Event | None = None
    lines: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Who reads, of whom (a member with the duplicates merged into it), behind which place, and
    how many moments at most. ``is_own``: the member reads. Nothing before ``since`` is told."""

    actor: Actor
    ids: Sequence[UUID]
    key: tuple[datetime, UUID] | None
    size: int
    is_own: bool = False
    since: datetime | None = None

    def newest(self, found: "QuerySet[Any]", field: str = "at") -> list[Any]:
        """What of ``found`` may be on this page."""
        if self.since is not None:
            found = found.filter(**{f"{field}__gte": self.since})
        return pages.first_of(found, field=field, key=self.key, size=self.size)
