"""The figures that both sides are brought to."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Document(NamedTuple):
    """An outcome of an invoice. All sales that cost nothing share the empty invoice number."""

    outcome: str
    invoice: str


@dataclass(slots=True)
class Sums:
    """What a document holds; money in pence, positive for returns too."""

    lines: int = 0
    pieces: int = 0
    minor: int = 0

    def add(self, *, lines: int, pieces: int, minor: int) -> None:
        """Add a part of the document."""
        self.lines += lines
        self.pieces += pieces
        self.minor += minor


@dataclass(slots=True)
class Figures:
    """One side: by document, net revenue by month and by customer, pieces on hand by code."""

    documents: dict[Document, Sums] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    customers: Counter[str] = field(default_factory=Counter)
    on_hand: Counter[str] = field(default_factory=Counter)

    def document(self, outcome: str, invoice: str) -> Sums:
        """The sums of a document, to be added to."""
        return self.documents.setdefault(Document(outcome, invoice), Sums())
