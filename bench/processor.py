"""Processor time of processes and what they started: it tells about work where clocks tell about
the machine's other users as well."""

import os
import resource
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")


def parent_of(pid: int) -> int:
    """The process that started ``pid``."""
    return int(_fields(pid)[1])


def seconds_of(pid: int) -> float:
    """Seconds of processor time of ``pid`` and all its descendants, those that ended included."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            children.setdefault(parent_of(int(folder.name)), []).append(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return _TICK * _ticks(pid, children)


def _ticks(pid: int, children: dict[int, list[int]]) -> int:
    try:
        # own time in user and kernel, then that of children that ended
        own = sum(int(field) for field in _fields(pid)[11:15])
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return own + sum(_ticks(child, children) for child in children.get(pid, ()))


def _fields(pid: int) -> list[str]:
    """The fields after the process's name, from its state on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


class Meter:
    """Processor time for each checkout, by part, over several runs."""

    def __init__(self, **pids: int) -> None:
        self._pids = pids
        self._spent: Counter[str] = Counter()
        self._count = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time that is spent inside."""
        before = self._now()
        yield
        self._spent.update({part: now - before[part] for part, now in self._now().items()})

    def count(self, checkouts: int) -> None:
        """So many were done."""
        self._count += checkouts

    @property
    def milliseconds(self) -> float:
        """All parts together."""
        return 1000 * sum(self._spent.values()) / self._count

    def __str__(self) -> str:
        parts = (f"{part} {1000 * s / self._count:.2f}" for part, s in self._spent.items())
        return f"{self.milliseconds:.2f} ms ({', '.join(parts)})"

    def _now(self) -> dict[str, float]:
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        clients = time.process_time() + ended.ru_utime + ended.ru_stime
        return {part: seconds_of(pid) for part, pid in self._pids.items()} | {"clients": clients}
