"""Show how far the replay is: a bar on a terminal, a plain line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils.translation import gettext
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

EVERY_SECONDS = 10


@contextmanager
def progress(console: Console, total: int) -> Iterator[Callable[[int], None]]:
    """Hand out a function that is told how many more of ``total`` lines are done."""
    if console.is_terminal:
        with _bar(console) as bar:
            task = bar.add_task(gettext("Replaying"), total=total, rate="")
            started = time.monotonic()

            def advance(lines: int) -> None:
                done = bar.tasks[task].completed + lines
                bar.update(task, advance=lines, rate=_rate(done, started))

            yield advance
    else:
        plain = _Plain(console, total)
        yield plain.advance
        plain.say()


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("→"),
        TimeRemainingColumn(),
        console=console,
        speed_estimate_period=30,
    )


def _rate(done: float, started: float) -> str:
    per_second = done / max(time.monotonic() - started, 0.001)
    return gettext("%(rate)s lines/s") % {"rate": f"{per_second:,.0f}"}


class _Plain:
    """One line every ten seconds."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = total
        self._done = 0
        self._started = self._said = time.monotonic()

    def advance(self, lines: int) -> None:
        self._done += lines
        if time.monotonic() - self._said >= EVERY_SECONDS:
            self.say()

    def say(self) -> None:
        self._said = time.monotonic()
        left = (self._said - self._started) * (self._total - self._done) / max(self._done, 1)
        text = gettext("%(done)s of %(total)s lines, %(rate)s, %(left)s left") % {
            "done": f"{self._done:,}",
            "total": f"{self._total:,}",
            "rate": _rate(self._done, self._started),
            "left": timedelta(seconds=round(left)),
        }
        self._console.print(text, highlight=False)
