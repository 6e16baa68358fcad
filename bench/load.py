"""Clients that send checkouts over keep-alive connections and note how long each took."""

import http.client
import random
import threading
import time
from dataclasses import dataclass, field
from uuid import UUID

import orjson

from bench.shop import LINES, MEMBERS, SKUS, TOTAL_MINOR, WALLET_MINOR, Chain, bench_id
from tessera.kernel.ids import uuid7


@dataclass(slots=True)
class Measured:
    """What one run did: seconds it took, and each checkout's milliseconds."""

    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Checkouts per second."""
        return len(self.milliseconds) / self.seconds

    def percentile(self, share: float) -> float:
        """The time within which ``share`` of the checkouts were answered."""
        times = sorted(self.milliseconds)
        return times[min(len(times) - 1, int(len(times) * share))]


def run(port: int, chain: Chain, *, clients: int, seconds: float) -> Measured:
    """Let ``clients`` check out for ``seconds``. Raises RuntimeError on any refusal."""
    measured, failures = Measured(), list[str]()
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_client, args=(port, chain, number, until, measured, failures))
        for number in range(clients)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.seconds = time.perf_counter() - begun
    if failures:
        raise RuntimeError(failures[0])
    return measured


def _client(
    port: int, chain: Chain, number: int, until: float, measured: Measured, failures: list[str]
) -> None:
    chance = random.Random(number)
    line = http.client.HTTPConnection("127.0.0.1", port)
    while time.perf_counter() < until and not failures:
        # Each client is a till of its own, as in a shop; the stores are spread over the clients.
        store = (number + chance.randrange(4) * 8) % len(chain.stores)
        headers = {
            "Authorization": f"Bearer {chain.tokens[store]}",
            "Content-Type": "application/json",
        }
        body = cart(chain, chance)
        begun = time.perf_counter()
        line.request("POST", "/api/v1/sales", body, headers)
        response = line.getresponse()
        answer = response.read()
        measured.milliseconds.append((time.perf_counter() - begun) * 1000)
        if response.status != 200:
            failures.append(f"{response.status} {answer.decode()[:300]}")


def cart(chain: Chain, chance: random.Random) -> bytes:
    """Four lines, a member, a promotion, a coupon, partly from the wallet (DESIGN, section 5)."""
    member = chance.randrange(chain.member_count)
    skus = chance.sample(range(chain.sku_count), LINES)
    body = {
        "request_id": uuid7(),
        "member_id": bench_id(MEMBERS, member),
        "lines": [{"key": str(i), "sku_id": _sku(n), "quantity": 1} for i, n in enumerate(skus)],
        "coupon_codes": [f"CBENCH{member}"],
        "points": 0,
        "expected_total_minor": TOTAL_MINOR,
        "tenders": [
            {"kind": "wallet", "amount_minor": WALLET_MINOR},
            {"kind": "cash", "amount_minor": TOTAL_MINOR - WALLET_MINOR},
        ],
    }
    return orjson.dumps(body)


def _sku(number: int) -> UUID:
    return bench_id(SKUS, number)
