"""Pictures of the data folder: handed out to everybody, and nothing else with them."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

# Closing an answer looks at the connection that an earlier test may have left open.
pytestmark = pytest.mark.django_db

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    products: Path = settings.MEDIA_ROOT / "products"
    products.mkdir(parents=True)
    (products / "d1.svg").write_text(DRAWN)
    (products / "d1.html").write_text("<script>alert(1)</script>")
    (tmp_path / "secret.svg").write_text("secret")
    return products


def test_a_picture_is_shown_to_whoever_asks_and_may_be_kept() -> None:
    answer = Client().get("/media/products/d1.svg")

    assert answer.status_code == 200
    assert answer.getvalue().decode() == DRAWN
    assert answer["Content-Type"] == "image/svg+xml"
    assert "max-age=86400" in answer["Cache-Control"]


def test_a_picture_opened_by_itself_may_load_and_run_nothing() -> None:
    answer = Client().get("/media/products/d1.svg")

    assert answer["Content-Security-Policy"] == "default-src 'none'"
    answer.close()


@pytest.mark.parametrize(
    "path",
    [
        "products/d1.html",
        "products/d2.svg",
        "../secret.svg",
        "%2e%2e/secret.svg",
        "",
        "%00.svg",
        f"{'d' * 300}.svg",
    ],
)
def test_what_is_no_picture_of_the_folder_is_not_found(path: str) -> None:
    assert Client().get(f"/media/{path}").status_code == 404


def test_a_picture_cannot_be_changed_from_outside() -> None:
    assert Client().post("/media/products/d1.svg").status_code == 405
