"""Feie's cloud printers (domain handbook, 8): a form, signed by SHA-1 of user, key and time.

Feie knows no name of ours for an order, so what was sent without an answer is never sent again; what it
took is asked about by the number that it gave.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from tessera.printing.models import PaperState
from tessera.printing.rules import KEPT_FOR, FeieAccount

BASE_URL = "https://api.feieyun.cn/Api/Open/"
TIMEOUT = httpx.Timeout(10, connect=5)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a paper now. ``queued``: surely not taken, it may be handed over again."""

    state: str
    reference: str = ""
    error: str = ""


class Feie:
    """One account at Feie. No call may be made in a transaction."""

    def __init__(self, account: FeieAccount, client: httpx.Client) -> None:
        self._account = account
        self._client = client

    def send(self, *, number: str, content: str, at: datetime) -> Answer:
        """Hand a paper over, once. Feie drops it when the printer does not take it in time."""
        asked = {
            "sn": number,
            "content": content,
            "times": "1",
            "expired": str(int((at + KEPT_FOR).timestamp())),
        }
        try:
            told = self._call("Open_printMsg", asked, at)
            if told["ret"] == 0:
                return Answer(PaperState.SENT, reference=str(told["data"]))
            return Answer(PaperState.FAILED, error=str(told["ret"]))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return Answer(PaperState.QUEUED, error="own.unreachable")
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return Answer(PaperState.UNKNOWN, error="own.no_answer")

    def is_printed(self, *, reference: str, at: datetime) -> bool | None:
        """Whether an order is on paper; None where that cannot be learned now."""
        try:
            told = self._call("Open_queryOrderState", {"orderid": reference}, at)
            return bool(told["data"]) if told["ret"] == 0 else None
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return None

    def _call(self, name: str, asked: Mapping[str, str], at: datetime) -> Any:
        stamp = str(int(at.timestamp()))
        signed = f"{self._account.user}{self._account.key}{stamp}".encode()
        form = {
            "user": self._account.user,
            "stime": stamp,
            "sig": hashlib.sha1(signed, usedforsecurity=False).hexdigest(),
            "apiname": name,
            **asked,
        }
        answer = self._client.post(self._account.base_url or BASE_URL, data=form)
        answer.raise_for_status()
        return answer.json()
