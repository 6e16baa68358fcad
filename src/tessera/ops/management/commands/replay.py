"""`tessera replay FILE`: push a real shop's sales through the use cases, and prove the result."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console

from tessera.ops.replay import running, source
from tessera.ops.replay.progress import progress


class Command(BaseCommand):
    """Replays a file; run again, it goes on where it stopped."""

    help = "Replay the sales of an Online Retail csv.gz through the same use cases as the till."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and check, post, reconcile, verify."""
        file = source.read(options["file"])
        with progress(Console(stderr=True), file.line_count) as advance:
            running.run(file, advance)
