"""What was posted since the sums were kept last, added up for the next time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Sum

from tessera.finance.queries.flows import mark_id
from tessera.finance.rules import keeping
from tessera.ledger.models import Posting


@dataclass(frozen=True, slots=True)
class Posted:
    """What was posted between two kinds in a store on a business day, and by how many postings."""

    store_id: UUID | None
    day: date
    source: str
    destination: str
    unit: str
    amount: int
    postings: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The entries from one id up to another, which is not in it."""

    since_id: UUID
    until_id: UUID
    until: datetime
    sums: tuple[Posted, ...]


def read_piece(at: datetime) -> Piece | None:
    """What nobody has added up yet, but for what may still be under way; None where that is nothing.

    Read it outside of a transaction: it may be much.
    """
    since, until = mark_id(), at - keeping.UNDER_WAY
    until_id = keeping.lowest_id(until)
    if until_id <= since:
        return None
    found = Posting.objects.filter(entry_id__gte=since, entry_id__lt=until_id).order_by()
    sums = found.values_list(
        "entry__store_id",
        "entry__business_on",
        "source__kind",
        "destination__kind",
        "source__unit",
    ).annotate(amount=Sum("amount"), postings=Count("pk"))
    return Piece(since, until_id, until, tuple(Posted(*row) for row in sums))
