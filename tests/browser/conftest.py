"""The server as script/server runs it, on a database of its own, and a Chromium: once for each worker."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser.backroom import STARTED, BackRoom
from tests.browser.shop import WIDTHS

PATIENCE_MS = 30_000
"""A busy machine may take its time; nothing is waited for longer than it takes."""

LIMITS = {"seconds_between": 0, "per_address_hour": 100, "challenge_cost": 500}
"""Everybody comes from one address, and nobody wants to wait."""

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A shop in a folder of its own, for every process that works in it."""
    data = tmp_path_factory.mktemp("data")
    made = {
        **os.environ,
        "TESSERA_DATA": str(data),
        "TESSERA_DATABASE_URL": f"sqlite:///{data}/shop.sqlite3",
        "TESSERA_HTTPS": "false",
        "TESSERA_CODE_LIMITS": json.dumps(LIMITS),
        "DJANGO_SETTINGS_MODULE": "tessera.config.settings.production",
    }
    fill = "import django; django.setup(); from tests.browser import shop; shop.fill()"
    _run(made, sys.executable, "-c", fill)
    return made


@pytest.fixture(scope="session")
def back_room(environment: dict[str, str]) -> Iterator[BackRoom]:
    """What happens away from the browser."""
    command = [sys.executable, "-c", STARTED]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield BackRoom(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="session")
def site(environment: dict[str, str]) -> Iterator[str]:
    """The address of a running shop."""
    _run(environment, str(_tool("tessera")), "collectstatic", "--no-input", "-v", "0")
    port = _free_port()
    command = [str(_tool("granian")), "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "--log-level", "warning", "--workers", "1"]
    command += ["--blocking-threads", "4", "tessera.config.wsgi:application"]
    # A group of its own: a server that is stopped as it starts may leave its workers behind.
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def _run(environment: dict[str, str], *command: str) -> None:
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _tool(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium as the machine has it."""
    path = os.environ.get("TESSERA_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    """A desk, a tablet, a phone."""
    return int(request.param)


@pytest.fixture
def phone(chromium: Browser, site: str, width: int) -> Iterator[BrowserContext]:
    """A member's own browser; keys for fingers work where the host has a name."""
    with closing(_phone(chromium, site, width)) as context:
        yield context


@pytest.fixture
def second_phone(chromium: Browser, site: str, width: int) -> Iterator[BrowserContext]:
    """The browser of a member's friend."""
    with closing(_phone(chromium, site, width)) as context:
        yield context


def _phone(chromium: Browser, site: str, width: int) -> BrowserContext:
    base = f"http://localhost:{urlsplit(site).port}"
    size = ViewportSize(width=width, height=800)
    context = chromium.new_context(base_url=base, viewport=size, locale="zh-CN", has_touch=True)
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    return context


def is_fault(line: ConsoleMessage) -> bool:
    """Whether an error is one: of a refusal the browser says that it failed to load, also of what a
    till's page asks by itself after another page took the till."""
    taken_over = "status of 401" in line.text and "/api/v1/" in line.location.get("url", "")
    return line.type == "error" and "status of 409" not in line.text and not taken_over


def _no_engine(route: Route) -> None:
    """A worker that never answers: the server prices, and no story waits for another's Python.

    What the engine does in the browser is told by the stories of the cut line.
    """
    route.fulfill(body="", content_type="text/javascript")


@pytest.fixture
def page(chromium: Browser, site: str, width: int) -> Iterator[Page]:
    """A page in Chinese that may not log an error."""
    size = ViewportSize(width=width, height=780 if width < 700 else 900)
    context = chromium.new_context(base_url=site, viewport=size, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    context.route("**/till/pricing/*", _no_engine)
    expect.set_options(timeout=PATIENCE_MS)
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if is_fault(line) else None)
    yield page
    context.close()
    assert not complaints
