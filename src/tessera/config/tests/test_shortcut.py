"""The API is reached past what only pages need, and pages are not."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from tessera.config.shortcut import arrival, shortcut


def test_only_the_api_takes_the_shortcut() -> None:
    view = arrival(lambda request: HttpResponse("view"))
    way = shortcut(lambda request: HttpResponse("by the steps for pages"))
    request = HttpRequest()
    for path, seen in (("/api/v1/sales", b"view"), ("/office/", b"by the steps for pages")):
        request.path_info = path
        answer = way(request)
        assert isinstance(answer, HttpResponse)
        assert answer.content == seen
    assert view(request).status_code == 200


@pytest.mark.django_db
def test_a_page_has_its_policy_and_a_form_needs_its_token() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/signin")
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert client.post("/signin", {"username": "x", "password": "y"}).status_code == 403


def test_an_address_of_the_api_that_leads_nowhere_is_a_refusal_whatever_is_sent() -> None:
    client = Client(enforce_csrf_checks=True)
    for method in ("get", "post", "put", "delete"):
        answer = getattr(client, method)("/api/v1/nothing")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert answer["X-Content-Type-Options"] == "nosniff"
