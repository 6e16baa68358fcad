"""What promotions ask about a member and their own limits: read with the rest, where any asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.platform import reads
from tessera.platform.reads import Found, Select
from tessera.sales.queries.buyers import buyer_of, select_buyer

MOST_SALES = 200
"""So many sales of late are counted; no promotion asks for more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked; of what was not, nothing is known."""

    wants: offers.Wants
    place: offers.Place
    counts: offers.Counts = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    birthdays: tuple[date, ...] = ()
    bought_on: tuple[date, ...] = ()
    has_bought: bool = False


def selects(wants: offers.Wants, place: offers.Place) -> dict[str, Select]:
    """The parts of a gathered read for what these promotions ask."""
    found: dict[str, Select] = {}
    if wants.limited:
        found["counts"] = offers.select_counts([key for key, _ in wants.limited], place)
    if (member_id := place.member_id) is None:
        return found
    if wants.tags:
        found["tags"] = members.select_tags(member_id)
    if wants.birthday:
        found["birthday"] = members.select_birthday(member_id)
    if wants.first_purchase:
        found["before"] = select_buyer(member_id)
    if wants.bought_days:
        since = place.day - timedelta(days=wants.bought_days - 1)
        found["bought"] = _select_bought(member_id, since)
    return found


def asked_of(
    found: dict[str, Found], current: Mapping[str, str], place: offers.Place, read: offers.Wants
) -> Asked:
    """What was asked, from what ``selects`` of ``read`` brought; where promotions changed since this
    process last knew them, the rest is read now."""
    wants = offers.wants(current)
    if wants != read:
        found |= reads.gather(more) if (more := selects(wants, place)) else {}
    return _told(found, wants, place)


def ask(wants: offers.Wants, place: offers.Place) -> Asked:
    """What these promotions ask, read by itself."""
    wanted = selects(wants, place)
    return _told(reads.gather(wanted) if wanted else {}, wants, place)


def _told(found: Mapping[str, Found], wants: offers.Wants, place: offers.Place) -> Asked:
    before = buyer_of(found.get("before", []))
    return Asked(
        wants=wants,
        place=place,
        counts=offers.counts_of(found.get("counts", [])),
        tags=members.tag_ids_of(found.get("tags", [])),
        birthdays=members.birthdays_near(found.get("birthday", []), place.day),
        bought_on=tuple(date.fromisoformat(row["day"]) for row in found.get("bought", [])),
        has_bought=before is not None and before.first_on is not None,
    )


def _select_bought(member_id: UUID, since: date) -> Select:
    """The business days of the member's sales since, also of those who were merged into the member;
    sales of nothing but value are no purchases."""
    return Select(
        "SELECT s.business_on AS day FROM sales_sale s WHERE s.business_on >= {since}"
        " AND s.member_id IN (SELECT m.id FROM members_member m"
        " WHERE m.id = {member} OR m.merged_into_id = {member})"
        " AND EXISTS (SELECT 1 FROM sales_saleline l"
        " WHERE l.sale_id = s.id AND l.kind NOT IN ('topup', 'gift'))"
        " ORDER BY s.business_on DESC LIMIT {most}",
        {"since": since.isoformat(), "member": member_id, "most": MOST_SALES},
    )
