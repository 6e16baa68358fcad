"""``tessera openapi [FILE]``: write the OpenAPI document of the API."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tessera.api import openapi


class Command(BaseCommand):
    """Writes the document to its place in the source tree, or to ``FILE``."""

    help = "Write the OpenAPI document of the API."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=openapi.PATH)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        path.write_text(openapi.text())
        self.stdout.write(f"{path}")
