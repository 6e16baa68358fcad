"""An agent as it runs on a till's PC, over a real socket."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tessera.agent.desk import Desk
from tessera.agent.server import AgentServer
from tessera.agent.settings import PrinterSettings, Settings

SHOP = "https://shop.example"
TOKEN = "t" * 40


@dataclass(frozen=True)
class Agent:
    """A running agent, asked as the till's page asks it."""

    desk: Desk
    port: int
    folder: Path

    def ask(
        self, method: str, path: str, body: Any = None, **more: str | None
    ) -> tuple[int, dict[str, str], Any]:
        """Status, headers and JSON. A header of None is left out."""
        headers: dict[str, str | None] = {
            "Origin": SHOP,
            "Authorization": f"Bearer {TOKEN}",
            "Content-Type": "application/json",
        }
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {name: value for name, value in headers.items() if value is not None}
        line.request(method, path, None if body is None else json.dumps(body), sent)
        answer = line.getresponse()
        told = answer.read()
        line.close()
        is_json = answer.headers["Content-Type"] == "application/json"
        return answer.status, dict(answer.headers), json.loads(told or b"null") if is_json else told

    def put(self, **job: Any) -> Any:
        """Ask for a job, and wait for what becomes of it."""
        asked = {"id": str(uuid4()), "printer": "receipt", **job}
        return self.ask("POST", "/jobs?wait=10", asked)[2]


@contextmanager
def running(printer: PrinterSettings, folder: Path) -> Iterator[Agent]:
    desk = Desk(Settings(SHOP, TOKEN, folder, {printer.name: printer}), lambda: 1_000_000.0)
    server = AgentServer(desk, 0)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    desk.start()
    serving.start()
    try:
        yield Agent(desk, server.server_address[1], folder)
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
        desk.stop()


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[[PrinterSettings], Agent]]:
    with ExitStack() as stack:
        yield lambda printer: stack.enter_context(running(printer, tmp_path))


@pytest.fixture
def dummy(run: Callable[[PrinterSettings], Agent], tmp_path: Path) -> Agent:
    """An agent whose one printer writes into files."""
    return run(PrinterSettings("receipt", "dummy", columns=32, folder=tmp_path / "printed"))
