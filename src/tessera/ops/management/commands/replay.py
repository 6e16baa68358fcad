"""`tessera replay FILE`: push a real shop's sales through the use cases, and prove the result."""

from pathlib import Path
from typing import IO, Any, cast

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from rich.console import Console

from tessera.kernel.errors import DomainError
from tessera.ops.replay import running, source
from tessera.ops.replay.progress import progress
from tessera.ops.replay.reconciling import comparing, report
from tessera.ops.replay.running import Outcome
from tessera.platform import refusals


class Command(BaseCommand):
    """Replays a file; run again, it goes on where it stopped."""

    help = "Replay the sales of an Online Retail csv.gz through the same use cases as the till."
    requires_system_checks = ()  # they would load every page and endpoint first

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and check all, post, reconcile, verify; exit status 1 when anything differs."""
        self.stdout.ending = ""  # rich ends its own lines
        console = Console(file=cast(IO[str], self.stdout), highlight=False)
        path: Path = options["file"]
        done = _replay(path)
        result = comparing.reconcile(path, done.store_id, done.set_aside)
        report.show(console, result)
        call_command("verify", stdout=self.stdout)
        if not result.holds:
            raise SystemExit(1)


def _replay(path: Path) -> Outcome:
    terminal = Console(stderr=True)
    try:
        with terminal.status(_("Reading and checking the file")):
            file = source.read(path)
    except DomainError as error:
        raise CommandError(refusals.message(error) + "\n" + _("Nothing was written.")) from error
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)  # an empty data folder: that is what it is for
    try:
        with progress(terminal, file.line_count) as advance:
            return running.run(file, advance)
    except DomainError as error:
        raise CommandError(_told(error)) from error
    except KeyboardInterrupt as error:
        raise CommandError(
            _("Stopped. Run the same command again; it goes on from here."), returncode=130
        ) from error


def _told(error: DomainError) -> str:
    """The refusal, and under it that of the use case which caused it."""
    told = refusals.message(error)
    cause = error.__cause__
    return f"{told}\n{refusals.message(cause)}" if isinstance(cause, DomainError) else told
