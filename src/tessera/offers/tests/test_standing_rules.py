"""Where a promotion stands, and which ones a second person looks at. No database."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.offers.rules import ApprovalRule, Limits, most_off_bp, parse_config, standing

LEAP = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("today", "flags", "stands"),
    [
        (date(2028, 2, 28), {}, "coming"),
        (LEAP, {}, "running"),
        (date(2028, 3, 1), {}, "over"),
        (LEAP, {"is_paused": True}, "paused"),
        (LEAP, {"waits": True, "is_paused": True}, "draft"),
        (LEAP, {"is_active": False, "waits": True}, "ended"),
        (date(2028, 3, 1), {"is_paused": True}, "over"),
        (date(2028, 3, 1), {"is_active": False}, "ended"),
    ],
)
def test_a_promotion_stands_where_its_days_and_people_put_it(
    today: date, flags: dict[str, bool], stands: str
) -> None:
    plain = {"is_active": True, "is_paused": False, "waits": False}
    assert standing(starts_on=LEAP, ends_on=LEAP, today=today, **plain | flags) == stands


@pytest.mark.parametrize(
    ("kind", "config", "off_bp"),
    [
        ("limited_time", {"discount_bp": 2000}, 2000),
        ("limited_time", {"price_minor": 9900}, 10_000),
        ("nth_piece", {"n": 2, "off_bp": 5000}, 2500),
        ("buy_get", {"buy": 2, "get": 1}, 3333),
        (
            "pieces_off",
            {"tiers": [{"pieces": 2, "off_bp": 1000}, {"pieces": 3, "off_bp": 2000}]},
            2000,
        ),
        ("spend_save", {"threshold_minor": 30000, "save_minor": 5000}, 1666),
        ("spend_percent", {"tiers": [{"threshold_minor": 30000, "off_bp": 1500}]}, 1500),
        ("bundle", {"price_minor": 9900, "slots": [{"pieces": 2}]}, 10_000),
    ],
)
def test_the_largest_share_off_is_told_of_each_kind(
    kind: str, config: dict[str, Any], off_bp: int
) -> None:
    assert most_off_bp(parse_config(kind, config)) == off_bp


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.one_of(st.none(), st.integers(1, 10**7)))
def test_what_one_person_may_decide_alone_ends_at_the_limit(
    off_bp: int, most_bp: int, budget: int | None
) -> None:
    config, limits = (
        parse_config("limited_time", {"discount_bp": off_bp}),
        Limits(budget_minor=budget),
    )
    assert ApprovalRule(off_bp=most_bp).wants(config, limits) == (off_bp > most_bp)
    assert ApprovalRule(budget_minor=most_bp).wants(config, limits) == (
        budget is None or budget > most_bp
    )
    assert not ApprovalRule().wants(config, limits)
