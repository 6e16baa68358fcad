"""Why a promotion gave nothing, in words."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tessera.pricing import Missed, telling


@pytest.mark.parametrize(
    ("code", "data", "sentence"),
    [
        ("spend_more", {"more_minor": 1200, "threshold_minor": 1}, "Spend 12.00 more for “满减”."),
        ("pieces_more", {"more": 1}, "Take 1 more for “满减”."),
        ("not_chosen", {"more": 2}, "“满减”: 2 may be chosen."),
        ("not_this_weekday", {"weekdays": "1,7"}, "“满减” holds on these days: Monday, Sunday."),
        (
            "not_this_month_day",
            {"month_days": "8,31"},
            "“满减” holds on these days of the month: 8,31.",
        ),
        (
            "not_this_time",
            {"from_minute": 1080, "until_minute": 1440},
            "“满减” holds from 18:00 to 24:00.",
        ),
        ("joined_too_long_ago", {"days": 30}, "“满减” is for who joined within 30 days."),
        (
            "purchases_too_few",
            {"more": 2, "days": 90},
            "“满减” is for who has bought 2 times more in 90 days.",
        ),
        (
            "purchases_too_many",
            {"most": 0, "days": 90},
            "“满减” is for who has bought at most 0 times in 90 days.",
        ),
        ("used_up", {}, "“满减” is used up."),
        (
            "budget_spent",
            {"left_minor": 5},
            "What is left of “满减” is not enough for this cart.",
        ),
        ("not_birthday", {"birthday": "month"}, "“满减” is for birthdays."),
        ("not_first_purchase", {}, "“满减” is for the first purchase."),
        ("tag_not_in", {}, "“满减” is for other members."),
        ("lifecycle_not_in", {}, "“满减” is for other members."),
        ("channel_not_in", {}, "“满减” does not hold here."),
        ("nothing_left", {}, "There is nothing left that “满减” could take off."),
        ("something_new", {}, "“满减” gives nothing here."),
    ],
)
def test_each_reason_is_said_in_a_sentence(
    code: str, data: dict[str, int | str], sentence: str
) -> None:
    with translation.override("en"):
        rule = Missed("1", "spend_save", "满减", code, data)
        assert telling.missed(rule, "CNY", gettext) == sentence
