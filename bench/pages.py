"""Pages fetched as a browser would, and how soon they answer."""

import os
import statistics
import time
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

from bench import database, processor, servers
from bench.chain import OWNER, PASSWORD


def signed_in(address: str) -> OpenerDirector:
    """The owner's browser. Raises RuntimeError where signing in leads nowhere."""
    cookies = CookieJar()
    opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(cookies))
    opener.open(f"{address}/signin").read()
    token = next(str(cookie.value) for cookie in cookies if cookie.name == "csrftoken")
    form = {"username": OWNER, "password": PASSWORD, "csrfmiddlewaretoken": token}
    answer = opener.open(Request(f"{address}/signin", urlencode(form).encode()))
    if not answer.url.endswith("/office/"):
        raise RuntimeError(f"signing in led to {answer.url}")
    return opener


def measure(
    name: str, opener: OpenerDirector, addresses: list[str], web: servers.Web, goal: float
) -> None:
    """Fetch one after the other and print how long it took beside the ``goal``, in milliseconds.

    Raises HTTPError on any refusal.
    """
    _fetch(opener, addresses[:3])
    server = database.postmaster(os.environ["TESSERA_DATABASE_URL"])
    meter = processor.Meter(web=web.pid, database=server)
    with meter.running():
        times = sorted(_fetch(opener, addresses))
    meter.count(len(times))
    middle, slow = statistics.median(times), times[int(len(times) * 0.95)]
    verdict = "" if middle < goal else "  MISSED"
    print(
        f"  {name:23} median {middle:6.1f} ms, p95 {slow:6.1f} ms (goal {goal}{verdict});"
        f" processor {meter}",
        flush=True,
    )


def _fetch(opener: OpenerDirector, addresses: list[str]) -> list[float]:
    """Milliseconds for each."""
    times = []
    for address in addresses:
        begun = time.perf_counter()
        with opener.open(address) as answer:
            answer.read()
        times.append((time.perf_counter() - begun) * 1000)
    return times
