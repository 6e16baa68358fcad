"""The agent's HTTP: on this PC only, for the shop's pages only.

A page of somebody else that is open on the same PC can reach 127.0.0.1 as well. It is kept out by four things:
the name that it called (no other name may lead here), the origin that its browser tells, the token, and a
content type for which a browser asks beforehand.
"""

import hmac
import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tessera.agent import page
from tessera.agent.desk import Desk, RefusedError
from tessera.agent.queue import Job

HOST = "127.0.0.1"
LARGEST_BODY = 1_000_000
LONGEST_WAIT = 10.0


class AgentServer(ThreadingHTTPServer):
    """Serves one desk until it is shut down."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk = desk
        super().__init__((HOST, port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: AgentServer
    server_version = "tessera-agent"
    sys_version = ""
    timeout = 30

    def do_OPTIONS(self) -> None:
        """A browser asks whether its page may ask."""
        if self._is_foreign() or not self.headers.get("Origin"):
            self._answer(HTTPStatus.FORBIDDEN, {"code": "foreign"})
            return
        self._answer(HTTPStatus.NO_CONTENT, None)

    def do_GET(self) -> None:
        """``/`` is for people, ``/status`` and ``/jobs/ID`` for the till."""
        if self.path == "/" and not self._is_foreign():
            self._show()
            return
        self._guarded(self._get)

    def do_POST(self) -> None:
        """``/jobs`` takes a job."""
        self._guarded(self._post)

    def do_DELETE(self) -> None:
        """``/jobs/ID`` drops a job."""
        self._guarded(lambda: _told(self.server.desk.drop(self._job_id())))

    def _get(self) -> dict[str, Any]:
        if urlsplit(self.path).path == "/status":
            latest = [_told(job) for job in self.server.desk.queue.latest(10)]
            return {"printers": self.server.desk.printers(), "jobs": latest}
        return _told(self.server.desk.tell(self._job_id(), wait_seconds=self._wait()))

    def _post(self) -> dict[str, Any]:
        if urlsplit(self.path).path != "/jobs":
            raise RefusedError(HTTPStatus.NOT_FOUND, "no_such_address")
        job = self.server.desk.take(self._body())
        return _told(self.server.desk.tell(job.id, wait_seconds=self._wait()))

    def _guarded(self, act: Any) -> None:
        try:
            self._admit()
            self._answer(HTTPStatus.OK, act())
        except RefusedError as refused:
            self._answer(refused.status, {"code": refused.code})

    def _admit(self) -> None:
        if self._is_foreign():
            raise RefusedError(HTTPStatus.FORBIDDEN, "foreign")
        given = self.headers.get("Authorization", "")
        wanted = f"Bearer {self.server.desk.settings.token}"
        if not hmac.compare_digest(given.encode(), wanted.encode()):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "token")

    def _is_foreign(self) -> bool:
        """Whether this came by another name than this PC's own, or from another's page."""
        port = self.server.server_address[1]
        origin = self.headers.get("Origin")
        own = {f"{HOST}:{port}", f"localhost:{port}"}
        return self.headers.get("Host") not in own or (
            origin is not None and origin != self.server.desk.settings.shop
        )

    def _body(self) -> dict[str, Any]:
        if self.headers.get_content_type() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "json_only")
        size = self.headers.get("Content-Length", "")
        if not size.isascii() or not size.isdecimal() or int(size) > LARGEST_BODY:
            self.close_connection = True
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_long")
        try:
            given = json.loads(self.rfile.read(int(size)))
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "no_paper")
        return given

    def _job_id(self) -> str:
        folder, _, job_id = urlsplit(self.path).path.strip("/").partition("/")
        if folder != "jobs":
            raise RefusedError(HTTPStatus.NOT_FOUND, "no_such_address")
        return job_id

    def _wait(self) -> float:
        """For how many seconds the till wants to wait for news."""
        given = parse_qs(urlsplit(self.path).query).get("wait", ["0"])[0]
        return min(float(given), LONGEST_WAIT) if given.isascii() and given.isdecimal() else 0.0

    def _show(self) -> None:
        desk = self.server.desk
        shown = page.drawn(desk.settings.shop, desk.printers(), desk.queue.latest(20))
        self._send(HTTPStatus.OK, shown.encode(), "text/html; charset=utf-8")

    def _answer(self, status: int, told: Any) -> None:
        body = b"" if told is None else json.dumps(told).encode()
        self._send(status, body, "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in self._headers(kind, len(body)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _headers(self, kind: str, size: int) -> dict[str, str]:
        told = {
            "Content-Type": kind,
            "Content-Length": str(size),
            "Cache-Control": "no-store",
            "Vary": "Origin",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        }
        if self._is_foreign() or not self.headers.get("Origin"):
            return told
        return told | {
            "Access-Control-Allow-Origin": self.server.desk.settings.shop,
            "Access-Control-Allow-Methods": "GET, POST, DELETE",
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Access-Control-Allow-Private-Network": "true",
            "Access-Control-Max-Age": "600",
        }

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the queue tells what was done, and an address may hold a job's id only."""


def _told(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "printer": job.printer,
        "title": job.title,
        "state": job.state,
        "code": job.code,
    }
