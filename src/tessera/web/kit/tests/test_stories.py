"""The ledger's history in words that a member understands."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation
from tests.support.shop import NOON, open_shop

from tessera.insights.queries.life import Event, Moment
from tessera.kernel.ids import uuid7
from tessera.wallet import places
from tessera.web.kit import stories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    open_shop()
    with translation.override("en"):
        yield


def told(kind: str, **more: Any) -> str:
    document: UUID = uuid7()
    event = Event(NOON, date(2026, 3, 10), kind, "人民路店", document, **more)
    about = "buying" if kind == "sale" else "holding"
    return stories.tell(Moment(NOON, document, about, kind, event=event)).sentence


@pytest.mark.parametrize(
    ("kind", "more", "sentence"),
    [
        ("referral", {"points_in": 59}, "For a friend who bought · 人民路店, earned 59 points"),
        (
            "referral_back",
            {"points_out": 59},
            "A friend brought goods back · 人民路店, 59 points taken back",
        ),
        (
            "referral_back",
            {"changes": {places.BONUS: -1200}},
            "A friend brought goods back · 人民路店, ¥12.00 taken back",
        ),
        ("expiry", {"points_out": 1}, "Expired · 人民路店, 1 point less"),
        (
            "sale",
            {"amount_minor": 29900, "points_out": 100, "points_in": 298},
            "Bought for ¥299.00 at 人民路店, spent 100 points, earned 298 points",
        ),
    ],
)
def test_every_entry_is_told_by_what_it_was_and_what_it_did(
    kind: str, more: dict[str, Any], sentence: str
) -> None:
    assert told(kind, **more) == sentence
