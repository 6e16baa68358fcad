"""What a measurement runs against: a database of its own, a chain in it, and the web server."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench import chain

ROOT = Path(__file__).parents[1]
PAST_SALES = 20_000
"""A chain that has sold before: PostgreSQL keeps plans, and would keep those for empty tables."""


def on_postgresql(module: str) -> None:
    """Go on under a durable PostgreSQL of our own, unless an address was given."""
    if "TESSERA_DATABASE_URL" not in os.environ:
        again = [sys.executable, "-m", module, *sys.argv[1:]]
        done = subprocess.run([ROOT / "script/with-postgres", "--durable", *again], check=False)
        raise SystemExit(done.returncode)


@contextmanager
def surroundings(*, sqlite: bool = False) -> Iterator[Path]:
    """An empty data folder, and the settings of a shop's own machine, until the end.

    With ``sqlite`` the database is a file in that folder, whatever address was given.
    """
    with tempfile.TemporaryDirectory(prefix="tessera-bench.") as name:
        data = Path(name)
        (data / "static").mkdir()
        os.environ |= {
            "TESSERA_DATA": name,
            "TESSERA_HTTPS": "false",
            "TESSERA_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "tessera.config.settings.production",
        }
        if sqlite:
            os.environ.pop("TESSERA_DATABASE_URL", None)
        yield data


def make_chain(
    data: Path,
    *,
    members: int,
    sales: int = PAST_SALES,
    database: str | None = None,
    spread: bool = False,
) -> chain.Chain:
    """Migrate the database (the surroundings' own, or another) and make a chain in it.

    With ``spread`` its members are of all kinds, as lists ask for them.
    """
    described = data / f"chain-{members}.json"
    command = [sys.executable, "-m", "bench.housed", "bench.shop", "--members", str(members)]
    command += ["--sales", str(sales), *(["--spread"] if spread else []), str(described)]
    subprocess.run(command, env=_environment(database), check=True)
    return chain.load(described)


def _environment(database: str | None) -> Mapping[str, str]:
    return os.environ | ({"TESSERA_DATABASE_URL": database} if database else {})


@contextmanager
def served(*, workers: int, threads: int, database: str | None = None) -> Iterator["Web"]:
    """The web server as script/server starts it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "--log-level", "warning"]
    command += ["--workers", str(workers), "--blocking-threads", str(threads)]
    command += ["tessera.config.wsgi:application"]
    process = subprocess.Popen(command, env=_environment(database))
    try:
        _wait_for(port, process)
        yield Web(port, process.pid)
    finally:
        process.terminate()
        process.wait()


class Web:
    """A web server that runs: where it listens, and its process."""

    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid
        self.address = f"http://127.0.0.1:{port}"


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
