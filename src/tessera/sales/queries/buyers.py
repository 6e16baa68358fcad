"""What a member bought so far, for rooms and surfaces above."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tessera.kernel import ids
from tessera.platform.reads import Found, Select


@dataclass(frozen=True, slots=True)
class BuyerFacts:
    """A member's purchases; without any, no days and nothing but zeros.

    ``member_id`` is who the member is now, after merging.
    """

    member_id: UUID
    first_on: date | None = None
    last_on: date | None = None
    visits: int = 0
    spent_minor: int = 0
    pieces: int = 0


def select_buyer(member_id: UUID) -> Select:
    """The part of a gathered read for ``buyer_of``."""
    return Select(
        "SELECT coalesce(m.merged_into_id, m.id) AS member_id, b.first_on, b.last_on, b.visits,"
        " b.spent_minor, b.pieces FROM members_member m LEFT JOIN sales_buyer b"
        " ON b.member_id = coalesce(m.merged_into_id, m.id) WHERE m.id = {member}",
        {"member": member_id},
    )


def buyer_of(found: Found) -> BuyerFacts | None:
    """The buyer from what ``select_buyer`` read; None where there is no such member."""
    if not found:
        return None
    row = found[0]
    member_id = ids.parse_uuid(row["member_id"])
    if row["visits"] is None:
        return BuyerFacts(member_id)
    return BuyerFacts(
        member_id=member_id,
        first_on=date.fromisoformat(row["first_on"]),
        last_on=date.fromisoformat(row["last_on"]),
        visits=row["visits"],
        spent_minor=row["spent_minor"],
        pieces=row["pieces"],
    )
