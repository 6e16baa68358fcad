"""Printing what is in the queue, each printer by a thread of its own, one paper after the other."""

import threading
from collections.abc import Callable
from typing import NamedTuple

from tessera.agent import ports
from tessera.agent.queue import FAILED, PRINTED, PRINTING, UNKNOWN, WAITING, Job, Queue
from tessera.agent.settings import PrinterSettings

AGAIN_SECONDS = 5.0
"""How soon a printer that was off is looked for again."""


class Press(NamedTuple):
    """A printer with its queue. ``clock`` gives seconds since 1970."""

    queue: Queue
    printer: PrinterSettings
    clock: Callable[[], float]

    def print_next(self) -> bool:
        """Print one paper; False when there is none, or the printer cannot print now.

        A paper is tried again as long as surely nothing of it was printed and its time is not up.
        """
        job = self.queue.waiting(self.printer.name)
        if job is None or not self.queue.move(job.id, WAITING, PRINTING, job.code):
            return False
        try:
            ports.put(self.printer, job.data, job.id)
        except ports.BrokenOffError as error:
            self.queue.move(job.id, PRINTING, UNKNOWN, error.code)
        except ports.NotBegunError as error:
            return self._later(job, error.code)
        else:
            self.queue.move(job.id, PRINTING, PRINTED)
        return True

    def _later(self, job: Job, code: str) -> bool:
        over = self.clock() >= job.until
        self.queue.move(job.id, PRINTING, FAILED if over else WAITING, code)
        return over

    def run(self, stopped: threading.Event) -> None:
        """Print until ``stopped``."""
        while not stopped.is_set():
            if not self.print_next():
                self.queue.rest(self.printer.name, stopped, AGAIN_SECONDS)
