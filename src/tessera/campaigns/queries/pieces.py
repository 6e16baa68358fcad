"""Some of the members, to look at together: a span of their ids, or a few by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from tessera.members.models import Member


@dataclass(frozen=True, slots=True)
class Piece:
    """Members by ``ids``; or else those behind ``after`` through ``through``, None being no end.

    ``gone`` are duplicates that were merged into one of them: whose documents are its past.
    ``living`` are those who are members still.
    """

    ids: tuple[UUID, ...] | None = None
    after: UUID | None = None
    through: UUID | None = None
    living: frozenset[UUID] = frozenset()
    gone: Mapping[UUID, UUID] = field(default_factory=dict)

    def of(self, column: str) -> Q:
        """Whose ``column`` names one of them."""
        return _of(column, self.ids, self.after, self.through)

    def past(self, column: str) -> Q:
        """Whose ``column`` names one of them or of their duplicates."""
        return (
            self.of(column) | Q(**{f"{column}__in": list(self.gone)})
            if self.gone
            else self.of(column)
        )

    def survivor(self, member_id: UUID) -> UUID:
        """Who a member of a document is now."""
        return self.gone.get(member_id, member_id)


def next_piece(after: UUID | None, *, size: int) -> Piece:
    """The next ``size`` members behind ``after``; the last piece has no end."""
    rows = Member.objects.filter(_of("id", None, after, None)).order_by("id")
    ids = list(rows.values_list("id", flat=True)[size - 1 : size])
    return _piece(None, after, ids[0] if ids else None)


def piece_of(member_ids: Iterable[UUID]) -> Piece:
    """These members."""
    return _piece(tuple(member_ids), None, None)


def _piece(ids: tuple[UUID, ...] | None, after: UUID | None, through: UUID | None) -> Piece:
    living = Member.objects.filter(_of("id", ids, after, through), merged_into=None, left_at=None)
    gone = Member.objects.filter(_of("merged_into", ids, after, through), merged_into__isnull=False)
    return Piece(
        ids=ids,
        after=after,
        through=through,
        living=frozenset(living.values_list("id", flat=True)),
        gone={row: into for row, into in gone.values_list("id", "merged_into") if into},
    )


def _of(column: str, ids: tuple[UUID, ...] | None, after: UUID | None, through: UUID | None) -> Q:
    if ids is not None:
        return Q(**{f"{column}__in": list(ids)})
    ends = {f"{column}__gt": after, f"{column}__lte": through}
    return Q(**{key: value for key, value in ends.items() if value is not None})
