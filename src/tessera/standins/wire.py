"""What stand-ins share: reading a request, answering it, hanging up in the middle."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

import httpx

HANG_UP = "x-standin-hangs-up"
"""The header by which a stand-in says that its answer is never to arrive."""

_REASONS = {200: "OK", 302: "Found", 400: "Bad Request", 403: "Forbidden", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. Names of headers are in lower case."""

    method: str
    path: str
    query_text: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the address."""
        return dict(parse_qsl(self.query_text, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        """The body, as a form sends it."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def json(self) -> dict[str, Any]:
        """The body, understood."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in JSON. ``hangs_up``: what was asked is done, and nobody hears of it."""

    body: Mapping[str, Any]
    status: int = 200
    hangs_up: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """An answer letter by letter: a page, a signed text, or, with a ``location``, a way elsewhere."""

    body: str = ""
    kind: str = "text/html;charset=utf-8"
    status: int = 200
    location: str = ""
    hangs_up: bool = False


def serve(
    answer: Callable[[Asked], Told | Written],
    environ: WSGIEnvironment,
    start_response: StartResponse,
) -> Iterable[bytes]:
    """Answer one WSGI request."""
    told = _written(answer(_asked(environ)))
    body = told.body.encode()
    headers = [
        ("Content-Type", told.kind),
        ("Content-Length", str(len(body))),
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
    ]
    if told.location:
        headers.append(("Location", told.location))
    if told.hangs_up:
        headers.append((HANG_UP, "1"))
    start_response(f"{told.status} {_REASONS[told.status]}", headers)
    return [body]


def _written(told: Told | Written) -> Written:
    if isinstance(told, Written):
        return told
    text = json.dumps(told.body, ensure_ascii=False)
    return Written(text, "application/json;charset=utf-8", told.status, hangs_up=told.hangs_up)


def _asked(environ: WSGIEnvironment) -> Asked:
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name in {"CONTENT_TYPE", "CONTENT_LENGTH"}
    }
    return Asked(
        environ["REQUEST_METHOD"],
        environ.get("PATH_INFO") or "/",
        environ.get("QUERY_STRING", ""),
        headers,
        environ["wsgi.input"].read(),
    )


class Line(httpx.BaseTransport):
    """The way to a stand-in, that can be cut: before anything is sent, or before the answer comes."""

    def __init__(self, standin: Callable[..., Iterable[bytes]]) -> None:
        self._inner = httpx.WSGITransport(app=standin)
        self.cut = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Pass ``request`` on and its answer back."""
        if self.cut:
            raise httpx.ConnectError("the line is cut", request=request)
        response = self._inner.handle_request(request)
        if HANG_UP in response.headers:
            raise httpx.ReadTimeout("no answer came", request=request)
        return response
