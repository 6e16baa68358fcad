"""Django's management commands under the product's own name."""

import os
import sys

from django.core.management import execute_from_command_line

from tessera.config.settings.environment import Environment

NEEDS_SHOP = frozenset({"verify", "worker", "schedules", "shell", "dbshell"})
"""Commands that are about what is there already: without a shop they make nothing and say so."""

_NO_SHOP = (
    "There is no shop in {folder}. Run script/server first, or name the folder of yours:"
    " TESSERA_DATA=/path/to/it tessera {command}"
)


def main() -> None:
    """Run a command, with a shop's settings where there is a shop and a developer's elsewhere."""
    environment, command = Environment(), sys.argv[1] if len(sys.argv) > 1 else ""
    if command in NEEDS_SHOP and not environment.has_shop:
        folder = environment.data.absolute()
        sys.exit(_NO_SHOP.format(folder=folder, command=command))
    stage = "production" if environment.has_shop else "development"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"tessera.config.settings.{stage}")
    environment.keep_private()
    execute_from_command_line(["tessera", *sys.argv[1:]])
