from datetime import date
from typing import Any

import pytest

from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers import rules
from tessera.pricing import LimitedTime, SaveTier, SpendSave

SKU = str(uuid7())


@pytest.mark.parametrize(
    ("kind", "config", "parsed"),
    [
        ("limited_time", {"discount_bp": 1000}, LimitedTime(discount_bp=1000)),
        ("limited_time", {"discount_bp": 10_000}, LimitedTime(discount_bp=10_000)),
        (
            "limited_time",
            {"price_minor": 9900, "discount_bp": None},
            LimitedTime(price_minor=9900),
        ),
        (
            "spend_save",
            {"tiers": [{"threshold_minor": 10000, "save_minor": 2000}], "repeat": False},
            SpendSave((SaveTier(10000, 2000),)),
        ),
        (
            "spend_save",
            {"threshold_minor": 10000, "save_minor": 2000},
            SpendSave((SaveTier(10000, 2000),)),
        ),
        (
            "spend_save",
            {"threshold_minor": 10000, "save_minor": 2000, "repeat": True, "cap_minor": 4000},
            SpendSave((SaveTier(10000, 2000),), repeat=True, cap_minor=4000),
        ),
    ],
)
def test_a_config_becomes_what_the_engine_knows(
    kind: str, config: dict[str, Any], parsed: object
) -> None:
    assert rules.parse_config(kind, config) == parsed


@pytest.mark.parametrize(
    ("kind", "config", "field"),
    [
        ("lucky_draw", {}, "kind"),
        ("limited_time", {}, "discount_bp"),
        ("limited_time", {"discount_bp": 1000, "price_minor": 1}, "discount_bp"),
        ("limited_time", {"discount_bp": 0}, "discount_bp"),
        ("limited_time", {"discount_bp": 10_001}, "discount_bp"),
        ("limited_time", {"discount_bp": "1000"}, "discount_bp"),
        ("limited_time", {"discount_bp": 0.1}, "discount_bp"),
        ("limited_time", {"discount_bp": True}, "discount_bp"),
        ("limited_time", {"price_minor": -1}, "price_minor"),
        ("limited_time", {"discount_pb": 1000}, "discount_pb"),
        ("spend_save", {"tiers": []}, "tiers"),
        ("spend_save", {"tiers": [7]}, "tiers"),
        ("spend_save", {"save_minor": 1}, "threshold_minor"),
        ("spend_save", {"threshold_minor": 100}, "save_minor"),
        ("spend_save", {"threshold_minor": 0, "save_minor": 1}, "threshold_minor"),
        ("spend_save", {"threshold_minor": 100, "save_minor": 101}, "save_minor"),
        ("spend_save", {"threshold_minor": 100, "save_minor": 10, "cap_minor": 9}, "cap_minor"),
        ("spend_save", {"threshold_minor": 100, "save_minor": 10, "repeat": "no"}, "repeat"),
    ],
)
def test_a_config_that_cannot_be_is_refused_with_its_field(
    kind: str, config: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.parse_config(kind, config)
    assert refusal.value.code == "promotions.field_invalid"
    assert refusal.value.data == {"field": field}


def test_equal_filters_look_equal() -> None:
    given = {"styles": ["D2", " D1", "D2", ""], "sku_ids": [SKU.upper()], "member_only": True}
    assert rules.parse_filters(given) == rules.Filters(
        styles=("D1", "D2"), sku_ids=(SKU,), member_only=True
    )
    assert rules.parse_filters({}) == rules.Filters()


@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({"style": ["D1"]}, "style"),
        ({"styles": "D1"}, "styles"),
        ({"sku_ids": ["D1"]}, "sku_ids"),
        ({"level_ids": ["gold"]}, "level_ids"),
        ({"member_only": 1}, "member_only"),
    ],
)
def test_filters_that_cannot_be_are_refused(filters: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.parse_filters(filters)
    assert refusal.value.data == {"field": field}


TERMS: dict[str, Any] = {
    "kind": "limited_time",
    "name": " 春节特惠 ",
    "group": "",
    "combines": True,
    "priority": 0,
    "starts_on": date(2028, 2, 29),
    "ends_on": date(2028, 2, 29),
    "filters": {},
    "config": {"discount_bp": 1000},
}


def test_terms_may_hold_for_a_single_day() -> None:
    terms = rules.terms(**TERMS)
    assert terms.name == "春节特惠"
    assert rules.terms(**terms.columns()) == terms


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ends_on": date(2028, 2, 28)}, "promotions.days_invalid"),
        ({"name": " "}, "promotions.field_invalid"),
        ({"name": "长" * 61}, "promotions.field_invalid"),
        ({"group": "长" * 41}, "promotions.field_invalid"),
        ({"priority": 1000}, "promotions.field_invalid"),
    ],
)
def test_terms_that_cannot_be_are_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.terms(**TERMS | change)
    assert refusal.value.code == code
