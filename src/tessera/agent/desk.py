"""What may be asked of the agent, without HTTP: take a job, tell of it, drop it, open the drawer."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tessera.agent import ports
from tessera.agent.press import Press
from tessera.agent.queue import FAILED, WAITING, Job, OtherContentError, Queue
from tessera.agent.settings import PrinterSettings, Settings
from tessera.papers import escpos, wire

KEEP_SECONDS = 600
"""So long a paper waits for its printer; then somebody must ask again."""


class RefusedError(Exception):
    """What was asked is not done. ``status`` is HTTP's, ``code`` says why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@dataclass
class Desk:
    """The printers of one PC and their queue. ``clock`` gives seconds since 1970."""

    settings: Settings
    clock: Callable[[], float]
    queue: Queue = field(init=False)
    _stopped: threading.Event = field(default_factory=threading.Event, init=False)
    _threads: list[threading.Thread] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.queue = Queue(self.settings.folder, now=self.clock())

    def start(self) -> None:
        """Let the printers work."""
        for printer in self.settings.printers.values():
            press = Press(self.queue, printer, self.clock)
            thread = threading.Thread(target=press.run, args=(self._stopped,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Let each printer finish the paper that it is at, and close the queue."""
        self._stopped.set()
        self.queue.wake()
        for thread in self._threads:
            thread.join()
        self.queue.close()

    def take(self, given: Mapping[str, Any]) -> Job:
        """Put what ``given`` asks for into the queue; the same id again changes nothing.

        ``given`` has an ``id``, the name of a ``printer``, and a ``paper``, or ``raw`` in the
        printer's own language, or ``drawer``. Raises RefusedError.
        """
        printer = self.settings.printers.get(str(given.get("printer", "")))
        if printer is None:
            raise RefusedError(404, "no_such_printer")
        title, data = _wanted(given, printer)
        at = self.clock()
        # A drawer that opens when nobody expects it is worse than one that stays shut.
        until = at if given.get("drawer") is True else at + KEEP_SECONDS
        job = Job(_id(given), printer.name, title, data, WAITING, "", at, until)
        try:
            return self.queue.put(job)
        except OtherContentError:
            raise RefusedError(409, "request_reused") from None

    def tell(self, job_id: str, *, wait_seconds: float = 0) -> Job:
        """A job, once it is printed or in trouble, or after ``wait_seconds``. Raises RefusedError."""
        job = self.queue.settled(job_id, wait_seconds)
        if job is None:
            raise RefusedError(404, "no_such_job")
        return job

    def drop(self, job_id: str) -> Job:
        """Print a job no more, unless it is begun. Raises RefusedError."""
        self.queue.move(job_id, WAITING, FAILED, "dropped")
        return self.tell(job_id)

    def printers(self) -> list[dict[str, Any]]:
        """Each printer, and whether it can print now."""
        return [
            {"name": one.name, "kind": one.kind, "columns": one.columns, "code": _trouble(one)}
            for one in self.settings.printers.values()
        ]


def _trouble(printer: PrinterSettings) -> str:
    try:
        ports.check(printer)
    except ports.NotBegunError as error:
        return error.code
    return ""


def _id(given: Mapping[str, Any]) -> str:
    try:
        return str(UUID(str(given.get("id"))))
    except ValueError:
        raise RefusedError(422, "no_id") from None


def _wanted(given: Mapping[str, Any], printer: PrinterSettings) -> tuple[str, bytes]:
    """The title of a job, and its bytes for the printer."""
    if given.get("drawer") is True:
        return "drawer", printer.drawer
    if isinstance(raw := given.get("raw"), str):
        return str(given.get("title", "labels"))[:80], raw.encode("gb18030", "replace")
    try:
        paper = wire.understood(given.get("paper"))
    except wire.NotAPaperError:
        raise RefusedError(422, "no_paper") from None
    return paper.title[:80], escpos.written(paper, printer.columns)
