"""Put the two sides beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tessera.ops.replay.reconciling import books, reading, rules
from tessera.ops.replay.reconciling.figures import Document, Figures, Sums
from tessera.ops.replay.reconciling.reading import FileSide

_NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class Month:
    """Net revenue of a month in pence: by the file, by the documents, by the ledger."""

    month: str
    file_minor: int
    documents_minor: int
    ledger_minor: int

    @property
    def agrees(self) -> bool:
        """Whether all three are equal to the penny."""
        return self.file_minor == self.documents_minor == self.ledger_minor


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is one figure in the file and another in the database."""

    what: str
    in_file: str
    in_database: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The outcome. ``posted`` are lines found in the database, by what became of them;
    ``set_aside`` those that the replay says it left out, by reason."""

    file: FileSide
    posted: dict[str, int]
    set_aside: Mapping[str, int]
    months: tuple[Month, ...]
    pieces: dict[str, tuple[int, int]]
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether every line is accounted for and every figure agrees."""
        return (
            {**self.posted, **self.set_aside}
            == {**dict.fromkeys(self.posted, 0), **self.file.lines}
            and not self.differences
            and all(month.agrees for month in self.months)
        )


def reconcile(path: Path, store_id: UUID, set_aside: Mapping[str, int]) -> Reconciliation:
    """Compare the file at ``path`` with what is posted in the store.

    ``set_aside`` is what the replay says it left out.
    """
    file, found = reading.read(path), books.read(store_id)
    return Reconciliation(
        file=file,
        posted=_posted(file.figures, found),
        set_aside=set_aside,
        months=_months(file.figures, found, books.ledger_months(store_id)),
        pieces=_pieces(file.figures, found),
        differences=(*_documents(file.figures, found), *_counts(file.figures, found)),
    )


def _posted(file: Figures, found: Figures) -> dict[str, int]:
    """Lines found in the database.

    A returned line may be split over several sales or merged with its like, so the lines of a
    return count when its pieces and its money are there.
    """
    posted = dict.fromkeys(rules.POSTED, 0)
    for document, sums in found.documents.items():
        if document.outcome != rules.RETURNED:
            posted[document.outcome] += sums.lines
        elif (wanted := file.documents.get(document)) and _agree(document, wanted, sums):
            posted[rules.RETURNED] += wanted.lines
    return posted


def _agree(document: Document, one: Sums, other: Sums) -> bool:
    same_lines = one.lines == other.lines or document.outcome == rules.RETURNED
    return same_lines and (one.pieces, one.minor) == (other.pieces, other.minor)


def _months(file: Figures, found: Figures, ledger: dict[str, int]) -> tuple[Month, ...]:
    return tuple(
        Month(month, file.months[month], found.months[month], ledger.get(month, 0))
        for month in sorted({*file.months, *found.months, *ledger})
    )


def _pieces(file: Figures, found: Figures) -> dict[str, tuple[int, int]]:
    """Pieces by outcome, in the file and in the database."""
    return {
        outcome: (_pieces_of(file, outcome), _pieces_of(found, outcome)) for outcome in rules.POSTED
    }


def _pieces_of(figures: Figures, outcome: str) -> int:
    return sum(s.pieces for d, s in figures.documents.items() if d.outcome == outcome)


def _documents(file: Figures, found: Figures) -> list[Difference]:
    return [
        Difference(f"{document.outcome} {document.invoice}", _told(one), _told(other))
        for document in sorted({*file.documents, *found.documents})
        if not _agree(
            document,
            one := file.documents.get(document, _NOTHING),
            other := found.documents.get(document, _NOTHING),
        )
    ]


def _told(sums: Sums) -> str:
    return f"{sums.lines} / {sums.pieces} / {sums.minor}"


def _counts(file: Figures, found: Figures) -> list[Difference]:
    """Money by customer and pieces by stock code."""
    sides = (("customer", file.customers, found.customers), ("stock", file.on_hand, found.on_hand))
    return [
        Difference(f"{what} {key}", str(one[key]), str(other[key]))
        for what, one, other in sides
        for key in sorted({*one, *other})
        if one[key] != other[key]
    ]
