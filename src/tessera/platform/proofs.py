"""Proofs from the rows alone: what must hold, and the rows of which it does not.

A room states its ``Claim``s in ``proofs.py`` as plain SELECTs over tables, without any of the
code that wrote them. Each claim is judged by one statement, which sees one state of the
database; so nobody has to stop selling while the books are proved.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from tessera.platform import database, reads
from tessera.platform.reads import Select

SHOWN = 50
"""How many offending rows a proof shows at most."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that must be true of all rows.

    ``sentence`` is an English source text, marked by ``gettext_noop``. ``about`` names the
    rows it speaks of, as what follows FROM. ``offending`` selects those that break it, on
    SQLite and PostgreSQL alike, with integer sums only; ``json_items`` makes rows of a JSON
    array, each with its ``value``.
    """

    name: str
    sentence: str
    about: str
    offending: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a claim: how many rows were looked at, and the first of those that fail."""

    name: str
    sentence: str
    count: int
    offenders: tuple[dict[str, Any], ...]

    @property
    def holds(self) -> bool:
        """Whether the claim is true of every row."""
        return not self.offenders


def prove(claim: Claim) -> Proof:
    """Judge one claim by the rows as they stand now."""
    wrong = f"SELECT * FROM ({_spelled(claim.offending)}) offending LIMIT {SHOWN}"
    found = reads.gather(
        {"count": Select(f"SELECT count(*) AS n FROM {claim.about}"), "wrong": Select(wrong)}
    )
    offenders = tuple(_readable(row) for row in found["wrong"])
    return Proof(claim.name, claim.sentence, found["count"][0]["n"], offenders)


def spare_memory() -> None:
    """Let this connection sort on disk: SQLite is set up to do it in memory, for a till's sake.

    Does nothing within a transaction, where SQLite cannot change it.
    """
    if not database.is_postgresql() and not connection.in_atomic_block:
        database.rows("PRAGMA temp_store = FILE")


def _spelled(sql: str) -> str:
    own = "jsonb_array_elements" if database.is_postgresql() else "json_each"
    return sql.replace("json_items", own)


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    """Ids in one spelling, whichever engine they come from."""
    return {
        name: str(UUID(value)) if name.endswith("_id") and value else value
        for name, value in row.items()
    }
