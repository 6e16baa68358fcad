"""A till as the API sees one: a token, requests by HTTP, and answers that are held to OpenAPI."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import jsonschema_rs
from django.test import Client

from tessera.api import openapi
from tessera.kernel.actor import Actor
from tessera.kernel.clock import utc_now
from tessera.org import queries as org_queries
from tessera.org import usecases as org
from tests.support.shop import Shop

BASE = "/api/v1"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """A refusal's code."""
        return str(self.body["code"])


@dataclass(frozen=True)
class Till:
    """Somebody at a till, or nobody: without a token nothing is sent for it."""

    token: str = ""
    language: str = "en"

    def get(self, path: str, **query: object) -> Answer:
        """GET ``path`` of the API."""
        sent = {name: str(value) for name, value in query.items()}
        return self._answer("get", path, self._client().get(BASE + path, sent))

    def post(self, path: str, body: object) -> Answer:
        """POST ``body`` as JSON."""
        sent = self._client().post(BASE + path, body, content_type="application/json")
        return self._answer("post", path, sent)

    def send(self, method: str, path: str, data: bytes | str = b"", **more: Any) -> Answer:
        """Anything else, however wrong."""
        return self._answer(method, path, self._client().generic(method, BASE + path, data, **more))

    def cart(self, *lines: tuple[UUID, int], **more: Any) -> dict[str, object]:
        """A cart of (SKU, quantity) as it is sent."""
        sent = [{"key": str(i), "sku_id": str(s), "quantity": n} for i, (s, n) in enumerate(lines)]
        return {"lines": sent, **more}

    def sale(
        self, *lines: tuple[UUID, int], total: Any, tenders: Any = (), **more: Any
    ) -> dict[str, object]:
        """A cart to complete, paid in cash by default."""
        cash = [{"kind": "cash", "amount_minor": total}]
        request = {"request_id": str(uuid4()), "expected_total_minor": total}
        return {**self.cart(*lines), **request, "tenders": list(tenders) or cash, **more}

    def _client(self) -> Client:
        headers = {"Accept-Language": self.language}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return Client(headers=headers, raise_request_exception=False)

    def _answer(self, method: str, path: str, response: Any) -> Answer:
        assert response.headers["Content-Type"] == "application/json", response.content
        answer = Answer(response.status_code, response.json(), dict(response.headers))
        check(method, path, answer)
        return answer


def check(method: str, path: str, answer: Answer) -> None:
    """Hold ``answer`` to what the OpenAPI document says of its endpoint; a refusal is one anywhere."""
    schema = _refusal() if answer.status >= 400 else _schema(method.lower(), path, answer.status)
    errors = [error.message for error in schema.iter_errors(answer.body)]
    assert not errors, (path, answer.status, answer.body, errors)


@functools.cache
def document() -> dict[str, Any]:
    """The OpenAPI document."""
    return openapi.document()


@functools.cache
def _refusal() -> jsonschema_rs.Validator:
    return _validator({"$ref": "#/components/schemas/Refusal"})


def _schema(method: str, path: str, status: int) -> jsonschema_rs.Validator:
    for template, operations in sorted(document()["paths"].items(), reverse=True):
        pattern = re.sub(r"\{\w+\}", ".+", template)
        if method in operations and re.fullmatch(pattern, BASE + path.partition("?")[0]):
            content = operations[method]["responses"][str(status)]["content"]
            return _validator(content["application/json"]["schema"])
    raise AssertionError(f"{method} {path} is not in the OpenAPI document")


def _validator(schema: dict[str, Any]) -> jsonschema_rs.Validator:
    whole = {**schema, "components": document()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def hire(shop: Shop, role: str, *store_ids: UUID) -> Actor:
    """Somebody new with ``role`` in ``store_ids``, or in the shop's own store."""
    staff_id = org.hire(
        actor=shop.boss,
        at=utc_now(),
        username=f"{role}-{uuid4().hex[:8]}",
        password="silk-and-brocade-88",
        name=role,
        role=role,
        store_ids=[] if role == "owner" else store_ids or [shop.store_id],
    )
    actor = org_queries.known_at().actor(staff_id=staff_id)
    assert actor is not None
    return actor


def sign_in(
    shop: Shop,
    actor: Actor | None = None,
    *,
    till_id: UUID | None = None,
    scopes: Iterable[str] = (),
    life: timedelta = timedelta(hours=16),
    language: str = "en",
) -> Till:
    """``actor``, a new cashier by default, at the shop's till."""
    token = org.issue_till_token(
        actor=actor or hire(shop, "cashier"),
        at=utc_now(),
        till_id=till_id or shop.till_id,
        scopes=tuple(scopes),
        life=life,
    )
    return Till(token, language)
