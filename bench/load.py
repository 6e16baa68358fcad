"""Clients that send checkouts over keep-alive connections and note how long each took."""

import random
import re
import socket
import threading
import time
from dataclasses import dataclass, field
from uuid import UUID

import orjson

from bench.chain import LINES, MEMBERS, SKUS, TOTAL_MINOR, WALLET_MINOR, Chain, bench_id
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

    @property
    def told(self) -> str:
        """The median and the slow end, in words."""
        return f"p50 {self.percentile(0.5):.1f} ms, p95 {self.percentile(0.95):.1f} ms"


def run(port: int, chain: Chain, *, clients: int, seconds: float) -> Measured:
    """Let ``clients``, each at tills of its own, check out for ``seconds``.

    Raises RuntimeError on any refusal.
    """
    measured, failures = Measured(), list[str]()
    until = time.perf_counter() + seconds

    def work(client: int) -> None:
        tills, chance = chain.tills_of(client, clients=clients), random.Random()
        with Line(port) as line:
            while time.perf_counter() < until and not failures:
                token, body = chain.tokens[chance.choice(tills)], cart(chain, chance)
                begun = time.perf_counter()
                status, answer = line.post("/api/v1/sales", body, token)
                measured.milliseconds.append((time.perf_counter() - begun) * 1000)
                if status != 200:
                    failures.append(f"{status} {answer.decode()[:300]}")

    threads = [threading.Thread(target=work, args=(client,)) for client in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.seconds = time.perf_counter() - begun
    if failures:
        raise RuntimeError(failures[0])
    return measured


def warm(port: int, chain: Chain, *, clients: int) -> None:
    """Check out until every worker has loaded and seen all that it keeps in memory."""
    done = 0
    while done < 100 * clients:
        done += len(run(port, chain, clients=clients, seconds=2).milliseconds)


def each_till(port: int, chain: Chain, *, count: int) -> None:
    """Check out ``count`` times at every till, one after the other."""
    chance = random.Random()
    with Line(port) as line:
        for token in chain.tokens * count:
            status, answer = line.post("/api/v1/sales", cart(chain, chance), token)
            if status != 200:
                raise RuntimeError(f"{status} {answer.decode()[:300]}")


class Line:
    """One keep-alive connection. Python's own client costs as much as a part of the server."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def post(self, path: str, body: bytes, token: str) -> tuple[int, bytes]:
        """Send JSON; returns the status and the answer."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._socket.sendall(head.encode() + body)
        answer = self._socket.recv(65_536)
        while not (found := _LENGTH.search(answer)) or _short(answer, int(found.group(1))):
            if not (more := self._socket.recv(65_536)):
                raise ConnectionError("the server hung up")
            answer += more
        return int(answer[9:12]), answer.partition(b"\r\n\r\n")[2]


_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


def _short(answer: bytes, length: int) -> bool:
    """Whether ``answer`` still lacks a part of its body."""
    begin = answer.find(b"\r\n\r\n")
    return begin < 0 or len(answer) < begin + 4 + length


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
