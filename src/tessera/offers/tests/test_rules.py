import json
from datetime import date
from typing import Any

import pytest

from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers import rules
from tessera.pricing import (
    AddOn,
    Bundle,
    BuyGet,
    Conditions,
    LimitedTime,
    NthPiece,
    PercentTier,
    PiecesOff,
    PiecesTier,
    Purchases,
    SaveTier,
    Slot,
    SpendGift,
    SpendPercent,
    SpendSave,
)

SKU = str(uuid7())
TWO_TIERS = [
    {"threshold_minor": 100, "save_minor": 5},
    {"threshold_minor": 200, "save_minor": 15},
]


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
        (
            "spend_save",
            {
                "tiers": [
                    {"threshold_minor": 100, "save_minor": 5},
                    {"threshold_minor": 200, "save_minor": 15},
                ]
            },
            SpendSave((SaveTier(100, 5), SaveTier(200, 15))),
        ),
        (
            "spend_percent",
            {"tiers": [{"threshold_minor": 10000, "off_bp": 1000}], "cap_minor": 5000},
            SpendPercent((PercentTier(10000, 1000),), 5000),
        ),
        ("nth_piece", {"n": 2, "off_bp": 5000}, NthPiece(2, 5000)),
        ("buy_get", {"buy": 2, "get": 1, "same_sku": True}, BuyGet(2, 1, same_sku=True)),
        (
            "pieces_off",
            {"tiers": [{"pieces": 2, "off_bp": 1000}, {"pieces": 3, "off_bp": 2000}]},
            PiecesOff((PiecesTier(2, 1000), PiecesTier(3, 2000))),
        ),
        (
            "bundle",
            {"price_minor": 9900, "slots": [{"pieces": 3}]},
            Bundle(9900, (Slot(pieces=3),)),
        ),
        (
            "bundle",
            {"price_minor": 0, "slots": [{"pieces": 1, "categories": ["裙装"]}, {"pieces": 1}]},
            Bundle(0, (Slot(categories=frozenset({"裙装"})), Slot())),
        ),
        (
            "spend_gift",
            {"threshold_minor": 30000, "sku_ids": [SKU], "choose": 2, "repeat": True},
            SpendGift(30000, frozenset({SKU}), 2, repeat=True),
        ),
        (
            "add_on",
            {"threshold_minor": 10000, "price_minor": 990, "sku_ids": [SKU]},
            AddOn(10000, 990, frozenset({SKU})),
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
        ("spend_save", {"tiers": TWO_TIERS, "repeat": True}, "repeat"),
        ("spend_save", {"tiers": TWO_TIERS[::-1]}, "tiers"),
        ("spend_percent", {"tiers": [{"threshold_minor": 100, "off_bp": 0}]}, "off_bp"),
        ("nth_piece", {"n": 1, "off_bp": 5000}, "n"),
        ("nth_piece", {"n": 2}, "off_bp"),
        ("buy_get", {"buy": 0, "get": 1}, "buy"),
        ("buy_get", {"buy": 1, "get": 1, "same_sku": "yes"}, "same_sku"),
        ("pieces_off", {"tiers": [{"pieces": 100, "off_bp": 1}]}, "pieces"),
        ("bundle", {"price_minor": 100, "slots": []}, "slots"),
        ("bundle", {"price_minor": 100, "slots": [{"pieces": 1}]}, "slots"),
        ("bundle", {"slots": [{"pieces": 2}]}, "price_minor"),
        ("bundle", {"price_minor": 1, "slots": [{"pieces": 2, "style": ["D"]}]}, "style"),
        ("spend_gift", {"threshold_minor": 100, "sku_ids": []}, "sku_ids"),
        ("add_on", {"threshold_minor": 100, "price_minor": -1, "sku_ids": [SKU]}, "price_minor"),
        ("add_on", {"threshold_minor": 100, "price_minor": 1, "sku_ids": [SKU], "most": 0}, "most"),
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
    given = {"styles": ["D2", " D1", "D2", ""], "excluded_sku_ids": [SKU.upper()]}
    assert rules.parse_filters(given) == rules.Filters(styles=("D1", "D2"), excluded_sku_ids=(SKU,))
    assert rules.parse_filters({}) == rules.Filters()


@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({"style": ["D1"]}, "style"),
        ({"styles": "D1"}, "styles"),
        ({"sku_ids": ["D1"]}, "sku_ids"),
        ({"excluded_sku_ids": ["D1"]}, "excluded_sku_ids"),
        ({"member_only": True}, "member_only"),
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
    "conditions": {},
    "limits": {},
    "combines_with_level": None,
    "config": {"discount_bp": 1000},
}


ON_ORDER: dict[str, Any] = {
    "kind": "spend_save",
    "config": {"threshold_minor": 100, "save_minor": 10},
}
CONDITIONS: dict[str, Any] = {
    "member_only": True,
    "tags": [SKU],
    "birthday": "month",
    "joined_within_days": 30,
    "purchases": {"days": 90, "least": 2, "most": 5},
    "channels": ["store"],
    "weekdays": [3, 1],
    "month_days": [31],
    "from_minute": 1080,
    "until_minute": 1320,
}
ASKED = Conditions(
    member_only=True,
    tags=frozenset({SKU}),
    birthday="month",
    joined_within_days=30,
    purchases=Purchases(90, 2, 5),
    channels=frozenset({"store"}),
    weekdays=frozenset({1, 3}),
    month_days=frozenset({31}),
    from_minute=1080,
    until_minute=1320,
)


def test_conditions_come_back_as_they_were_given() -> None:
    terms = rules.terms(**TERMS | {"conditions": CONDITIONS, "limits": {"uses_per_member": 1}})
    assert terms.conditions == ASKED
    assert terms.limits == rules.Limits(uses_per_member=1)
    kept = terms.columns()
    assert kept["limits"] == {"uses_per_member": 1}
    assert rules.parse_conditions(json.loads(json.dumps(kept["conditions"]))) == ASKED


def test_who_may_have_it_may_stand_among_the_filters() -> None:
    terms = rules.terms(**TERMS | {"filters": {"styles": ["D1"], "member_only": True}})
    assert terms.filters == rules.Filters(styles=("D1",))
    assert terms.conditions == Conditions(member_only=True)


@pytest.mark.parametrize(
    ("conditions", "field"),
    [
        ({"member_only": 1}, "member_only"),
        ({"level_ids": ["gold"]}, "level_ids"),
        ({"birthday": "year"}, "birthday"),
        ({"weekdays": [0]}, "weekdays"),
        ({"weekdays": 3}, "weekdays"),
        ({"month_days": [32]}, "month_days"),
        ({"from_minute": 1440}, "from_minute"),
        ({"from_minute": 60, "until_minute": 60}, "until_minute"),
        ({"joined_within_days": 0}, "joined_within_days"),
        ({"purchases": [1]}, "purchases"),
        ({"purchases": {"least": 1}}, "days"),
        ({"purchases": {"days": 30, "least": 3, "most": 2}}, "most"),
        ({"weather": "rain"}, "weather"),
    ],
)
def test_conditions_that_cannot_be_are_refused(conditions: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.parse_conditions(conditions)
    assert refusal.value.code == "promotions.field_invalid"
    assert refusal.value.data == {"field": field}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"limits": {"uses": 0}}, "uses"),
        ({"limits": {"uses": "1"}}, "uses"),
        ({"limits": {"budget_minor": 0}}, "budget_minor"),
        ({"limits": {"per_day": 1}}, "per_day"),
        ({**ON_ORDER, "limits": {"units": 5}}, "units"),
    ],
)
def test_limits_that_cannot_be_are_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        rules.terms(**TERMS | change)
    assert refusal.value.data == {"field": field}


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
