"""Books, carts and quotes survive JSON; what is malformed is refused."""

import json
from random import Random
from typing import Any

import pytest

from tessera.kernel import errors
from tessera.pricing import Book, Cart, LimitedTime, Quote, codec, price
from tessera.pricing.tests import samples


@pytest.mark.parametrize("seed", range(20))
def test_what_is_written_is_read_again(seed: int) -> None:
    book, cart = samples.random_pair(Random(seed), lines=8, promotions=30)
    quote = price(book=book, cart=cart, at=samples.NOW)
    assert codec.from_dict(Book, json.loads(json.dumps(codec.to_dict(book)))) == book
    assert codec.from_dict(Cart, json.loads(json.dumps(codec.to_dict(cart)))) == cart
    assert codec.from_dict(Quote, json.loads(json.dumps(codec.to_dict(quote)))) == quote


def test_from_json_to_json_is_the_same_price() -> None:
    book, cart = samples.random_pair(Random(3), lines=8, promotions=30)
    texts = (json.dumps(codec.to_dict(book)), json.dumps(codec.to_dict(cart)))
    answer = json.loads(codec.price_json(*texts, samples.NOW.isoformat()))
    assert codec.from_dict(Quote, answer) == price(book=book, cart=cart, at=samples.NOW)


def test_fields_with_a_default_may_be_left_out() -> None:
    read = codec.from_dict(Cart, {"lines": [{"key": "a", "sku_id": "x", "quantity": 2}]})
    assert read == samples.cart("x*2")


def test_the_kind_of_a_promotion_tells_its_configuration() -> None:
    assert codec.config_from_dict("limited_time", {"discount_bp": 1000}) == LimitedTime(1000)
    saved = codec.config_from_dict(
        "spend_save", {"tiers": [{"threshold_minor": 9, "save_minor": 1}]}
    )
    assert saved == samples.spend_save(9, 1)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("limited_time", {"discount_bp": "1000"}),
        ("limited_time", {"discount_bp": True}),
        ("limited_time", {"unknown": 1}),
        ("spend_save", {"tiers": [{"threshold_minor": 9}]}),
        ("spend_save", None),
        ("lottery", {}),
    ],
)
def test_a_malformed_configuration_is_refused(kind: str, data: Any) -> None:
    with pytest.raises(errors.Invalid) as refusal:
        codec.config_from_dict(kind, data)
    assert refusal.value.code == "input.invalid"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"lines": {}}',
        '{"lines": [{"key": "a", "sku_id": "x", "quantity": 1.5}]}',
        '{"lines": [{"key": "a", "sku_id": "x"}]}',
        '{"lines": [], "points": -1}',
        '{"lines": [], "coupon_codes": "abc"}',
    ],
)
def test_a_malformed_cart_is_refused_in_json(text: str) -> None:
    book = json.dumps(codec.to_dict(samples.book(samples.item("x", 100))))
    answer = json.loads(codec.price_json(book, text, samples.NOW.isoformat()))
    assert answer["refused"]["code"] == "input.invalid"


def test_a_malformed_day_is_refused() -> None:
    book = json.dumps(codec.to_dict(samples.book()))
    answer = json.loads(codec.price_json(book, '{"lines": []}', "yesterday"))
    assert answer["refused"]["code"] == "input.invalid"
