"""What is to be printed, kept on disk: a paper that was taken is printed, or somebody is told.

A job's id is made by whoever asks (law 4): the same again is not printed twice.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WAITING, PRINTING, PRINTED, FAILED, UNKNOWN = "waiting", "printing", "printed", "failed", "unknown"
ENDS = frozenset({PRINTED, FAILED, UNKNOWN})
KEPT_SECONDS = 7 * 86400

_TABLE = """
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY, printer TEXT NOT NULL, title TEXT NOT NULL, data BLOB NOT NULL,
    state TEXT NOT NULL, code TEXT NOT NULL, at REAL NOT NULL, until REAL NOT NULL
)"""
_COLUMNS = "id, printer, title, data, state, code, at, until"


class OtherContentError(Exception):
    """This id was used for another paper."""


@dataclass(frozen=True, slots=True)
class Job:
    """A paper in a printer's language. ``at`` and ``until`` are seconds since 1970.

    ``code`` says why it is not printed, if it is not. After ``until`` it is given up.
    """

    id: str
    printer: str
    title: str
    data: bytes
    state: str
    code: str
    at: float
    until: float


class Queue:
    """The jobs of one agent, in one SQLite file."""

    def __init__(self, folder: Path, *, now: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._changed = threading.Condition()
        self._rows = sqlite3.connect(folder / "queue.sqlite3", check_same_thread=False)
        with self._writing() as rows:
            rows.execute(_TABLE)
            # whoever died while printing left a paper of which nobody knows
            rows.execute(
                "UPDATE job SET state = ?, code = 'broken_off' WHERE state = ?", (UNKNOWN, PRINTING)
            )
            rows.execute("DELETE FROM job WHERE at < ?", (now - KEPT_SECONDS,))

    def close(self) -> None:
        """Let go of the file."""
        with self._changed:
            self._rows.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._changed, self._rows:
            yield self._rows
            self._changed.notify_all()

    def put(self, job: Job) -> Job:
        """Keep ``job``; returns it as it stands, which is older than now if it came before.

        Raises OtherContentError when the id was used for something else.
        """
        with self._writing() as rows:
            values = (job.id, job.printer, job.title, job.data, WAITING, "", job.at, job.until)
            rows.execute(
                f"INSERT OR IGNORE INTO job ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        kept = self.find(job.id)
        assert kept is not None
        if (kept.printer, kept.data) != (job.printer, job.data):
            raise OtherContentError
        return kept

    def find(self, job_id: str) -> Job | None:
        """The job of this id."""
        return next(iter(self._select("id = ?", job_id)), None)

    def latest(self, count: int) -> list[Job]:
        """The newest jobs, the newest first."""
        return self._select("1 ORDER BY at DESC, rowid DESC LIMIT ?", count)

    def waiting(self, printer: str) -> Job | None:
        """What is next for a printer: the drawer, which is wanted now or never, before the papers."""
        found = self._select(
            "printer = ? AND state = 'waiting' ORDER BY until, rowid LIMIT 1", printer
        )
        return next(iter(found), None)

    def _select(self, where: str, *values: object) -> list[Job]:
        with self._changed:
            found = self._rows.execute(f"SELECT {_COLUMNS} FROM job WHERE {where}", values)
            return [Job(*row) for row in found]

    def move(self, job_id: str, before: str, state: str, code: str = "") -> bool:
        """Put a job from the state ``before`` into another; False where it is elsewhere by now."""
        with self._writing() as rows:
            done = rows.execute(
                "UPDATE job SET state = ?, code = ? WHERE id = ? AND state = ?",
                (state, code, job_id, before),
            )
            return done.rowcount == 1

    def rest(self, printer: str, stopped: threading.Event, seconds: float) -> None:
        """Until there is work for a printer, or, when there is and it cannot print, for ``seconds``."""
        with self._changed:
            if self.waiting(printer) is not None:
                self._changed.wait(seconds)
            else:
                self._changed.wait_for(
                    lambda: stopped.is_set() or self.waiting(printer) is not None
                )

    def wake(self) -> None:
        """Let everybody look again."""
        with self._changed:
            self._changed.notify_all()

    def settled(self, job_id: str, seconds: float) -> Job | None:
        """A job once it has come to an end or into trouble, or as it is after ``seconds``."""

        def is_told() -> bool:
            job = self.find(job_id)
            return job is None or job.state in ENDS or bool(job.code)

        with self._changed:
            self._changed.wait_for(is_told, seconds)
        return self.find(job_id)
