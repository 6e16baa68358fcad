"""A till's desk prices as the engine does, and says so in words."""

import json
from dataclasses import replace
from random import Random
from typing import Any

from tessera.pricing import (
    Book,
    Cart,
    CartLine,
    LimitedTime,
    MemberFacts,
    codec,
    desk,
    price,
    telling,
)
from tessera.pricing.desk import Desk
from tessera.pricing.tests import mixed, samples


def english(text: str) -> str:
    return text


def told(book: Book, **besides: Any) -> str:
    bare = codec.to_dict(replace(book, items={}, coupons=(), member=None))
    return json.dumps({"book": bare, **besides})


def asked(book: Book, cart: Cart, **besides: Any) -> str:
    items = {line.sku_id: codec.to_dict(book.items[line.sku_id]) for line in cart.lines}
    return json.dumps(
        {
            "cart": codec.to_dict(cart),
            "items": items,
            "coupons": [codec.to_dict(one) for one in book.coupons],
            "member": codec.to_dict(book.member) if book.member else None,
            "at": samples.NOW.isoformat(),
            **besides,
        }
    )


def test_a_desk_with_the_goods_of_the_cart_alone_prices_as_the_whole_book_does() -> None:
    random = Random(5)
    for _ in range(40):
        book = mixed.random_book(random, promotions=random.randrange(30))
        own = Desk(told(book))
        cart = samples.random_cart(random, book, lines=random.randrange(1, 9))
        made = price(book=book, cart=cart, at=samples.NOW)
        assert json.loads(own.quote(asked(book, cart))) == desk.answer_of(made, english)


def test_a_desk_speaks_the_language_that_came_with_the_book() -> None:
    book = samples.random_book(Random(1), promotions=1)
    sku_id = next(iter(book.items))
    cart = Cart((CartLine("1", sku_id, 1),))
    told_texts = {text: f"«{text}»" for text in telling.texts()}
    answer = json.loads(Desk(told(book, texts=told_texts)).quote(asked(book, cart)))
    assert all(row["message"].startswith("«") for row in answer["missed"])


def test_what_the_member_has_had_already_is_used_up() -> None:
    half = samples.promotion("p", LimitedTime(discount_bp=5000))
    book = samples.book(samples.item("dress-s", 10_000), promotions=(half,))
    own = Desk(told(book, per_member={"p": 2}))
    member = codec.to_dict(MemberFacts("silver", "silver", 0, 0))
    pays = {
        used: json.loads(own.quote(asked(book, samples.cart("dress-s"), member=member, used=used_)))
        for used, used_ in ((0, {}), (1, {"p": 1}), (2, {"p": 2}))
    }
    assert [one["total_minor"] for one in pays.values()] == [5000, 5000, 10_000]
    assert [one["code"] for one in pays[2]["missed"]] == ["used_up"]


def test_a_cart_that_the_engine_refuses_is_answered_with_the_refusal() -> None:
    book = samples.random_book(Random(1), promotions=0)
    answer = json.loads(Desk(told(book)).quote(asked(book, Cart((), ("unknown",)))))
    assert set(answer["refused"]) == {"code", "message", "data"}
