"""What a quote says of the room that a bill has for points."""

from dataclasses import replace

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tessera.pricing import PointsRoom, telling
from tessera.pricing.quote import Limit

SOME = PointsRoom(most=1200, step=100, least=500, limit="", cap_bp=5000, held=9000)


def said(room: PointsRoom) -> str:
    with translation.override("en"):
        return telling.points_room(room, gettext)


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("", ""),
        ("share", "At most 1,200 points: 50% of the bill."),
        ("amount", "At most 1,200 points on one bill."),
        ("goods", "At most 1,200 points: they do not pay for everything here."),
    ],
)
def test_what_holds_the_points_there_is_told(limit: Limit, told: str) -> None:
    assert said(replace(SOME, limit=limit)) == told


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("", ""),
        ("order", "The bill is too small for points."),
        ("share", "The bill is too small for points."),
        ("amount", "The bill is too small for points."),
        ("goods", "Points do not pay for what is on this bill."),
        ("minimum", "Points are used from 500 on; this bill has no room for so many."),
    ],
)
def test_where_none_may_be_used_it_is_told_why_and_no_figure(limit: Limit, told: str) -> None:
    assert said(replace(SOME, most=0, limit=limit)) == told
