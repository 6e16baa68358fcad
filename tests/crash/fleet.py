"""Web servers to be killed: one that serves, and the next one waiting for its turn."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

PATIENCE = 60
"""Seconds until a server that does not listen has failed the test."""


class Fleet:
    """Servers of one database. ``port`` is where requests go at the moment."""

    def __init__(self, folder: Path, database_url: str) -> None:
        (folder / "static").mkdir()
        self.port = 0
        self._groups: dict[int, int] = {}
        self._log = (folder / "servers.log").open("w+")
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tessera.config.settings.production",
            "TESSERA_DATA": str(folder),
            "TESSERA_DATABASE_URL": database_url,
            "TESSERA_HTTPS": "false",
        }
        self._launcher = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.launcher"],
            cwd=Path(__file__).resolve().parents[2],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def __enter__(self) -> "Fleet":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for port in list(self._groups):
            self.kill(port)
        self._launcher.kill()
        self._launcher.communicate()
        self._log.close()

    def launch(self) -> int:
        """Start one more server; the port on which it is going to listen."""
        port = _free_port()
        assert self._launcher.stdin
        assert self._launcher.stdout
        self._launcher.stdin.write(f"{port}\n")
        self._launcher.stdin.flush()
        self._groups[port] = int(self._launcher.stdout.readline())
        return port

    def await_listening(self, port: int) -> None:
        """Return once the server on ``port`` takes connections."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.01)  # between two looks at a condition that has a deadline
        raise AssertionError(f"nobody listens on {port}\n{self.said()}")

    def kill(self, port: int) -> None:
        """SIGKILL the server on ``port``: its whole process group, at once."""
        os.killpg(self._groups.pop(port), signal.SIGKILL)

    def said(self) -> str:
        """The end of what the servers wrote."""
        self._log.flush()
        self._log.seek(0)
        return self._log.read()[-4000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
