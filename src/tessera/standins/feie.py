"""A stand-in for Feie's cloud printers (domain handbook, 8): one account, its printers, their paper."""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from wsgiref.types import StartResponse, WSGIEnvironment

from tessera.kernel import clock
from tessera.standins import wire
from tessera.standins.wire import Asked, Told

# The last digits of a printer's number are its fate; every other prints at once.
HANGS_UP = "002"
"""Takes the order and prints; the answer never arrives."""
SWALLOWED = "003"
"""Never takes the order, and the answer never arrives."""
OFFLINE = "004"
"""Takes the order; the printer is switched off, so nothing is printed."""

LONGEST = 5000
"""Bytes of one order."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was taken for a printer."""

    reference: str
    number: str
    content: str
    at: datetime


@dataclass
class FeieCloud:
    """One account with its printers; with None, every number is one of them.

    What it took is told by the order's own name, so that it may answer in another process.
    """

    user: str
    key: str
    printers: set[str] | None
    now: Callable[[], datetime] = clock.utc_now
    orders: list[Order] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer over WSGI."""
        return wire.serve(self._answer, environ, start_response)

    def _answer(self, asked: Asked) -> Told:
        given = asked.form
        if asked.method != "POST" or asked.path != "/Api/Open/":
            return Told({"msg": "not found"}, status=404)
        if given.get("user") != self.user:
            return _error(-2, "参数错误 : 该帐号未注册.")
        signed = f"{self.user}{self.key}{given.get('stime', '')}".encode()
        wanted = hashlib.sha1(signed, usedforsecurity=False).hexdigest()
        if not hmac.compare_digest(wanted, given.get("sig", "")):
            return _error(-3, "参数错误 : 签名不正确.")
        name = given.get("apiname")
        if name == "Open_printMsg":
            return self._print(given.get("sn", ""), given.get("content", ""))
        if name == "Open_queryOrderState":
            return self._state(given.get("orderid", ""))
        return _error(-1, "参数错误 : 接口不存在.")

    def _print(self, number: str, content: str) -> Told:
        if not self._has(number):
            return _error(1002, "打印机未注册.")
        if not content or len(content.encode()) > LONGEST:
            return _error(1007, "打印内容为空或超过5K.")
        if number.endswith(SWALLOWED):
            return Told({}, hangs_up=True)
        reference = f"{number}_{self.now():%Y%m%d%H%M%S}_{len(self.orders) + 1}"
        self.orders.append(Order(reference, number, content, self.now()))
        return Told(_ok(reference), hangs_up=number.endswith(HANGS_UP))

    def _state(self, reference: str) -> Told:
        number = reference.partition("_")[0]
        if not reference or not self._has(number):
            return _error(1005, "未找到订单信息.")
        return Told(_ok(not number.endswith(OFFLINE)))

    def _has(self, number: str) -> bool:
        return self.printers is None or number in self.printers


def _ok(data: object) -> dict[str, object]:
    return {"msg": "ok", "ret": 0, "data": data, "serverExecutedTime": 3}


def _error(code: int, words: str) -> Told:
    return Told({"msg": words, "ret": code, "data": None, "serverExecutedTime": 3})
