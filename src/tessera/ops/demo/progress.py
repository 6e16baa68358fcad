"""Show how far the demo is: a bar on a terminal, a plain line for each tenth elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn


@contextmanager
def progress(console: Console, total: int) -> Iterator[Callable[[int], None]]:
    """Hand out a function that is told how many more of ``total`` deeds are done."""
    if not console.is_terminal:
        yield _Plain(console, total).advance
        return
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task(_("Filling the demo"), total=total)
        yield lambda deeds: bar.advance(task, deeds)


class _Plain:
    """A line whenever another tenth is done."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = total
        self._done = 0
        self._said = 0

    def advance(self, deeds: int) -> None:
        """So many more are done."""
        self._done += deeds
        tenth = self._done * 10 // self._total
        if tenth > self._said:
            self._said = tenth
            text = _("Filling the demo: %(percent)s %%") % {"percent": tenth * 10}
            self._console.print(text, highlight=False)
