"""Tills that send sales over HTTP and repeat, under the same id, what got no answer."""

import http.client
import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

ANSWER_WITHIN = 20
"""Seconds that a client waits for an answer before it repeats the request."""

REFUSALS = {"coupons.used", "wallet.insufficient"}
"""What somebody may be refused who shares wallets and coupons with others."""


@dataclass(frozen=True)
class Goods:
    """What the clients know of the shop."""

    prices: Mapping[UUID, int]
    fee: UUID
    topup: UUID
    members: Sequence[UUID]
    coupon: str


@dataclass
class Sent:
    """A request: what was sent how often, and what was said to it."""

    body: dict[str, Any]
    times: int = 0
    sent_at: float = 0.0
    said: list[str] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    refused: str = ""


class Score:
    """What all clients together have seen; the one who kills watches it."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.port = 0
        self.answers = 0
        self.unanswered = 0
        self.faults: list[str] = []
        self.changed = threading.Condition()

    def note(self, *, answered: bool) -> None:
        """Count an answer, or a request that got none."""
        with self.changed:
            self.answers += answered
            self.unanswered += not answered
            self.changed.notify_all()

    def fault(self, evidence: str) -> None:
        """Give up, with evidence."""
        with self.changed:
            self.faults.append(evidence)
            self.stop.set()
            self.changed.notify_all()

    def move_to(self, port: int) -> None:
        """Send the clients to another server."""
        with self.changed:
            self.port = port
            self.changed.notify_all()

    def await_answers(self, more: int, within: float) -> bool:
        """Wait until so many more requests were answered, or there is a fault."""
        with self.changed:
            enough = self.answers + more
            return self.changed.wait_for(
                lambda: bool(self.faults) or self.answers >= enough, within
            )

    def await_move(self, lost: int, within: float) -> None:
        """Wait until requests go elsewhere than to the port ``lost``."""
        with self.changed:
            self.changed.wait_for(lambda: self.port != lost, within)


class Client(threading.Thread):
    """One till's client with a chance of its own. It stops when its last request is answered."""

    def __init__(self, score: Score, token: str, goods: Goods, seed: int) -> None:
        super().__init__(daemon=True)
        self._score = score
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._goods = goods
        self._chance = random.Random(seed)
        self._link: http.client.HTTPConnection | None = None
        self._port = 0
        self.requests: dict[UUID, Sent] = {}

    def run(self) -> None:
        """Sell until told to stop."""
        try:
            while not self._score.stop.is_set():
                request_id = UUID(int=self._chance.getrandbits(128), version=4)
                sent = self.requests[request_id] = Sent(self._cart(request_id))
                self._send_until_answered(sent)
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            self._score.fault(f"{type(error).__name__}: {error}\n{self._last()}")

    def _last(self) -> str:
        return str(list(self.requests.items())[-1:])

    def _cart(self, request_id: UUID) -> dict[str, Any]:
        member = self._chance.choice([None, *self._goods.members])
        make = self._chance.choice([self._sale, self._sale, self._sale, self._fee, self._topup])
        return {"request_id": str(request_id), **make(member or self._goods.members[0], member)}

    def _sale(self, _: UUID, member: UUID | None) -> dict[str, Any]:
        skus = self._chance.sample(list(self._goods.prices), self._chance.randint(1, 3))
        pieces = {sku: self._chance.randint(1, 3) for sku in skus}
        total = sum(self._goods.prices[sku] * count for sku, count in pieces.items())
        codes = [self._goods.coupon] if total >= 10000 and self._chance.random() < 0.3 else []
        return _body(pieces, member, "cash", total - 2000 * len(codes), codes)

    def _fee(self, member: UUID, _: UUID | None) -> dict[str, Any]:
        return _body({self._goods.fee: 1}, member, "wallet", 2000)

    def _topup(self, member: UUID, _: UUID | None) -> dict[str, Any]:
        return _body({self._goods.topup: 1}, member, "card", 50000)

    def _send_until_answered(self, sent: Sent) -> None:
        body = orjson.dumps(sent.body)
        while not self._score.faults:
            sent.times += 1
            sent.sent_at = time.time()
            try:
                status, text = self._post(body)
            except (OSError, http.client.HTTPException) as lost:
                sent.said.append(f"{self._port}: {type(lost).__name__} {lost}")
                self._lose()
                continue
            sent.said.append(f"{self._port}: {status} {text[:300]!r}")
            if self._settled(sent, status, text):
                self._score.note(answered=True)
                return

    def _post(self, body: bytes) -> tuple[int, bytes]:
        if self._link is None or self._port != self._score.port:
            self._port = self._score.port
            self._link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=ANSWER_WITHIN)
        self._link.request("POST", "/api/v1/sales", body, self._headers)
        response = self._link.getresponse()
        return response.status, response.read()

    def _lose(self) -> None:
        """Nobody answered: drop the line, and wait a little for another server to serve."""
        if self._link:
            self._link.close()
        self._link, lost = None, self._port
        self._score.note(answered=False)
        self._score.await_move(lost, 0.05)

    def _settled(self, sent: Sent, status: int, text: bytes) -> bool:
        said = orjson.loads(text)
        if status == 200:
            sent.answer = said
            return True
        if said["code"] == "busy.try_again":
            return False
        assert said["code"] in REFUSALS, (sent, status, said)
        sent.refused = said["code"]
        return True


def _body(
    pieces: Mapping[UUID, int],
    member: UUID | None,
    kind: str,
    total: int,
    codes: Sequence[str] = (),
) -> dict[str, Any]:
    lines = enumerate(pieces.items())
    return {
        "member_id": member and str(member),
        "lines": [{"key": str(n), "sku_id": str(sku), "quantity": q} for n, (sku, q) in lines],
        "coupon_codes": list(codes),
        "expected_total_minor": total,
        "tenders": [{"kind": kind, "amount_minor": total}],
    }
