"""What a phone is told when somebody puts the app on its home screen."""

import pytest
from django.test import Client
from tests.support.shop import open_shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shop() -> None:
    open_shop()


def test_the_manifest_names_pictures_for_every_kind_of_phone_and_all_are_there(
    client: Client,
) -> None:
    icons = client.get("/m/manifest.webmanifest").json()["icons"]

    png = {(one["sizes"], one["purpose"]) for one in icons if one["type"] == "image/png"}
    assert png == {
        (size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")
    }
    for one in icons:
        answer = client.get(one["src"])
        assert (answer.status_code, answer["Content-Type"]) == (200, one["type"])


def test_apples_phones_find_theirs_in_the_page(client: Client) -> None:
    page = client.get("/m/sign-in").content.decode()

    assert '<link rel="apple-touch-icon" sizes="180x180" href="/m/icon-180.png">' in page
    assert client.get("/m/icon-180.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize("size", ["0", "64", "100000"])
def test_no_other_size_is_painted(client: Client, size: str) -> None:
    assert client.get(f"/m/icon-{size}.png").status_code == 404
