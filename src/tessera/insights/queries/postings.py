"""The ledger's side of a document: which account gave what to which."""

from dataclasses import dataclass
from uuid import UUID

from tessera.ledger.models import Posting


@dataclass(frozen=True, slots=True)
class PostingView:
    """An amount that left an account of the kind ``source`` and arrived at ``destination``."""

    source: str
    destination: str
    unit: str
    amount: int


def list_postings(document_id: UUID) -> list[PostingView]:
    """The postings of a document; the caller has read the document itself within its scope."""
    found = Posting.objects.filter(entry__document_id=document_id)
    related = found.select_related("source", "destination").order_by("source__unit", "id")
    return [
        PostingView(p.source.kind, p.destination.kind, p.source.unit, p.amount) for p in related
    ]
