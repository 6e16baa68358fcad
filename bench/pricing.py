"""Milliseconds to price 20 lines against 200 live promotions, and 40 against 500 of all kinds."""

import functools
import http.server
import json
import os
import platform
import shutil
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright
from tests.support import browser_python

from tessera.pricing import Book, codec
from tessera.pricing.tests import mixed, samples

LINES, PROMOTIONS, CARTS, SEED = 20, 200, 25, 20251120
WIDE, WIDE_GOAL = (40, 500, 12), 20.0
GOALS = {"CPython": 5.0, "browser": 20.0}
TIMER = '''
import json, time
from tessera.pricing import Book, Cart, Moment, codec, price

def measure(pairs, at, repeats=7):
    """For each pair the quickest of its repeats in milliseconds of the processor: other work on the
    machine does not count."""
    found = []
    for book_data, cart_data in pairs:
        book, cart = codec.from_dict(Book, book_data), codec.from_dict(Cart, cart_data)
        times = []
        for _ in range(repeats):
            began = time.process_time()
            for _ in range(3):
                price(book=book, cart=cart, at=at)
            times.append((time.process_time() - began) / 3 * 1000)
        found.append(min(times))
    return json.dumps(found)
'''


def timer_call(make: Callable[..., Book], lines: int, promotions: int, carts: int) -> str:
    """The Python program that measures, the same everywhere."""
    random = Random(SEED)
    pairs = []
    for _ in range(carts):
        book = make(random, promotions=promotions)
        cart = samples.random_cart(random, book, lines=lines)
        pairs.append((codec.to_dict(book), codec.to_dict(cart)))
    at = f"Moment.parse({samples.NOW.isoformat()!r})"
    return f"{TIMER}\nmeasure(json.loads({json.dumps(pairs)!r}), {at})"


def in_cpython(code: str) -> list[float]:
    """Run the program here."""
    program, call = code.rsplit("\n", 1)
    names: dict[str, Any] = {}
    exec(program, names)
    return list(json.loads(eval(call, names)))


def in_node(code: str) -> tuple[str, list[float]]:
    """Run it in Node's Pyodide."""
    node = browser_python.find_node()
    if node is None:
        raise SystemExit("Node is missing; script/bootstrap brings it.")
    answer = browser_python.run(node, "measure", {"code": code})
    return f"Pyodide {answer['python']} in Node", answer["result"]


def in_chromium(chromium: str, code: str) -> tuple[str, list[float]]:
    """Run it in a page of headless Chromium."""
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page()
        page.goto(f"{address}/check/page.html")
        page.wait_for_function("document.title === 'ready'")
        work = {"files": browser_python.engine_files(), "code": code}
        answer = page.evaluate("work => measure(work)", work)
        name = f"Pyodide {answer['python']} in Chromium {browser.version.split('.')[0]}"
        browser.close()
        return name, answer["result"]


class Files(http.server.SimpleHTTPRequestHandler):
    """Serves the check's page and Pyodide's files, and keeps quiet about it."""

    folders = {
        "check": browser_python.ROOT / "frontend/pricing-check",
        "pyodide": browser_python.ROOT / "node_modules/pyodide",
    }
    extensions_map = {".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html"}

    def translate_path(self, path: str) -> str:
        """Only the names inside the two folders."""
        folder, _, name = path.strip("/").partition("/")
        place = self.folders.get(folder, Path("/nowhere"))
        return str(place / Path(name.partition("?")[0]).name)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """A server on a free port of this machine; yields its address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Files) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def chromium_path() -> str | None:
    """The machine's Chromium, or None."""
    named = os.environ.get("TESSERA_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return named or next(filter(None, map(shutil.which, names)), None)


def main() -> None:
    """Measure and print the table."""
    code = timer_call(samples.random_book, LINES, PROMOTIONS, CARTS)
    results = [(f"CPython {platform.python_version()}", in_cpython(code), GOALS["CPython"])]
    chromium = chromium_path()
    run = functools.partial(in_chromium, chromium) if chromium else in_node
    name, times = run(code)
    results.append((name, times, GOALS["browser"]))
    print(
        f"{LINES} lines, {PROMOTIONS} live promotions, {CARTS} random carts, milliseconds a quote"
    )
    print(f"{'':36}{'median':>9}{'worst':>9}{'goal':>8}")
    for name, times, goal in results:
        verdict = "reached" if median(times) < goal else "MISSED"
        print(f"{name:36}{median(times):9.2f}{max(times):9.2f}{goal:8.0f}  {verdict}")
    wide(plain=median(results[0][1]))


def wide(*, plain: float) -> None:
    """Measure promotions of all kinds in CPython, and against ``plain`` milliseconds."""
    times = in_cpython(timer_call(mixed.random_book, *WIDE))
    verdict = "reached" if median(times) < WIDE_GOAL else "MISSED"
    print(f"{WIDE[0]} lines, {WIDE[1]} live promotions of all kinds, {WIDE[2]} random carts")
    print(f"{'CPython':36}{median(times):9.2f}{max(times):9.2f}{WIDE_GOAL:8.0f}  {verdict}")
    ratio = median(times) / plain
    print(f"{'times the cart of 20 lines':36}{ratio:9.2f}")


if __name__ == "__main__":
    main()
