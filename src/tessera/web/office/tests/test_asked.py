"""Addresses that somebody made up open their pages nevertheless."""

import base64
from uuid import uuid4

import pytest
from django.urls import reverse

from tessera.web.office.tests.conftest import SignIn

PAGES = ("members", "products", "sales", "search", "audit")


def key(instant: str) -> str:
    """Where a page of a long list begins, as the list itself writes it."""
    return base64.urlsafe_b64encode(f"{instant} {uuid4().hex}".encode()).decode().rstrip("=")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        {"q": "a\0b", "action": "a\0b", "after": "\0"},
        {"since": "0001-01-01", "until": "0001-01-01"},
        {"since": "9999-12-31", "until": "9999-12-31"},
        {"before": "0001-01-01T00:00:00+14:00", "after": key("0001-01-01T00:00:00+14:00")},
        {"before": "9999-12-31T23:59:59-14:00", "after": key("9999-12-31T23:59:59-14:00")},
        {"before": "2026-03-10T04:00:00", "after": key("2026-03-10T04:00:00")},
    ],
)
def test_a_made_up_address_opens_a_page(sign_in: SignIn, name: str, query: dict[str, str]) -> None:
    assert sign_in().get(reverse(f"office:{name}"), query).status_code == 200
