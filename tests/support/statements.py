"""Counts what is really sent to the database, past every layer that could leave something out."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock

from django.db import connection
from psycopg.pq import Trace

from tessera.platform import database


@dataclass
class Sent:
    """Statements in the order in which they were sent; one for many rows counts once."""

    statements: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there were, BEGIN and COMMIT included."""
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(statement[:120] for statement in self.statements)


@contextmanager
def counted() -> Iterator[Sent]:
    """Count the statements of the block."""
    connection.ensure_connection()
    sent = Sent()
    with _postgresql(sent) if connection.vendor == "postgresql" else _sqlite(sent):
        yield sent


@contextmanager
def _postgresql(sent: Sent) -> Iterator[None]:
    """What the driver's own library says that it wrote on the wire."""
    wire = connection.connection.pgconn
    with tempfile.TemporaryFile("w+") as file:
        wire.trace(file.fileno())
        wire.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
        try:
            yield
        finally:
            wire.untrace()
            file.seek(0)
            messages = (line.split("\t") for line in file)
            sent.statements += [
                " ".join(rest).strip()
                for side, _, *rest in messages
                if side == "F" and rest[0].split()[0] in {"Query", "Execute"}
            ]


@contextmanager
def _sqlite(sent: Sent) -> Iterator[None]:
    """What the engine says that it ran; a statement for many rows runs once for each."""
    run, many = database.execute_many, [False]

    def execute_many(sql: str, params: object) -> int:
        sent.statements.append(sql)
        many[0] = True
        try:
            return run(sql, params)  # type: ignore[arg-type]  # handed on as it came
        finally:
            many[0] = False

    def note(statement: str) -> None:
        if not many[0]:
            sent.statements.append(statement)

    connection.connection.set_trace_callback(note)
    try:
        with mock.patch.object(database, "execute_many", execute_many):
            yield
    finally:
        connection.connection.set_trace_callback(None)
