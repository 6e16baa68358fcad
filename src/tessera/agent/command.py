"""``tessera agent --config FILE``."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tessera.agent import ports, settings
from tessera.agent.desk import Desk
from tessera.agent.server import HOST, AgentServer
from tessera.agent.words import TROUBLES


def main(arguments: Sequence[str]) -> None:
    """Run the agent until Ctrl+C; with ``--check``, only look at its printers."""
    parser = argparse.ArgumentParser(
        prog="tessera agent", description="Prints for the till that is open on this PC."
    )
    parser.add_argument("--config", type=Path, required=True, help="the file from the office")
    parser.add_argument("--check", action="store_true", help="look at the printers, and end")
    given = parser.parse_args(arguments)
    try:
        found = settings.read(given.config)
    except settings.WrongFileError as error:
        sys.exit(str(error))
    if given.check:
        _check(found)
    else:
        _serve(found)


def _check(found: settings.Settings) -> None:
    for printer in found.printers.values():
        try:
            ports.check(printer)
        except ports.NotBegunError as error:
            _say(f"{printer.name}: {TROUBLES[error.code]}")
        else:
            _say(f"{printer.name}: ready")


def _serve(found: settings.Settings) -> None:
    desk = Desk(found, time.time)
    try:
        server = AgentServer(desk, found.port)
    except OSError:
        sys.exit(f"Port {found.port} is taken: is the agent running already?")
    desk.start()
    _say(f"Printing for {found.shop}. Look at http://{HOST}:{server.server_address[1]}/")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        _say("Good-bye.")
    finally:
        server.server_close()
        desk.stop()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
