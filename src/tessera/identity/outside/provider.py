"""What every provider of sign-ins does, and what all share in speaking to one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from tessera.identity import errors

TIMEOUT = httpx.Timeout(8, connect=4)

WECHAT, ALIPAY = "wechat", "alipay"


@dataclass(frozen=True, slots=True)
class Person:
    """Who came back. ``subject`` is the key of the account, ``openid`` application and openid.

    Either may be what the other is; ``openid`` is empty where the provider gives none.
    """

    subject: str
    openid: str = ""
    name: str = ""


class Provider(Protocol):
    """Somebody who says who a person is. No call may be made in a transaction."""

    name: str
    code_field: str
    """Under which name the code comes back in the address."""

    def serves(self, *, inside_wechat: bool) -> bool:
        """Whether people can sign in by it from such a browser."""

    def authorize_url(self, redirect: str, state: str, *, inside_wechat: bool) -> str:
        """Where the browser is sent; it comes back to ``redirect`` with ``state`` and a code."""

    def fetch(self, code: str, *, inside_wechat: bool) -> Person:
        """Who the code stands for; it counts once.

        Raises Forbidden ``identity.outside_unproved``; Conflict ``identity.outside_busy``,
        ``identity.outside_snapshot``.
        """


def understood(call: Callable[[], httpx.Response], read: Callable[[httpx.Response], Any]) -> Any:
    """What ``read`` understands of the answer to ``call``; a line that breaks is a busy provider.

    Raises Conflict ``identity.outside_busy``.
    """
    try:
        return read(call())
    except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise errors.outside_busy() from problem
