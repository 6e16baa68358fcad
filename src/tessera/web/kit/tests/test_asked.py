"""What cannot be read in an address is not asked."""

import pytest
from django.test import RequestFactory

from tessera.web.kit import asked


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-10T04:00:00", "x"]
)
def test_an_instant_beyond_all_reckoning_is_none(text: str) -> None:
    assert asked.instant(RequestFactory().get("/", {"before": text}), "before") is None


def test_a_text_comes_as_texts_are_kept() -> None:
    request = RequestFactory().get("/", {"q": " 王\0\n 芳１ "})

    assert asked.text(request) == "王 芳1"
