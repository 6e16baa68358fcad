"""Where the document of an entry is to be seen, and its number."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from tessera.sales.models import Payout, Return, Sale


@dataclass(frozen=True, slots=True)
class Document:
    """A document's number. ``sale_id``: the sale on whose page it is."""

    number: str
    sale_id: UUID | None = None


def find_documents(ids: Collection[UUID]) -> dict[UUID, Document]:
    """The documents among ``ids`` that have a number of their own."""
    sales = Sale.objects.filter(id__in=ids).values_list("id", "number")
    returns = Return.objects.filter(id__in=ids).values_list("id", "number", "sale_id")
    payouts = Payout.objects.filter(id__in=ids).values_list("id", "number")
    return {
        **{row_id: Document(number, row_id) for row_id, number in sales},
        **{row_id: Document(number, sale_id) for row_id, number, sale_id in returns},
        **{row_id: Document(number) for row_id, number in payouts},
    }
