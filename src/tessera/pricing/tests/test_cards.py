"""What cards take off: the better of card and level, line by line."""

import json
from datetime import date

import pytest

from tessera import pricing
from tessera.pricing import codec
from tessera.pricing.model import Book, CardRate, Cart, CartLine, Item, MemberFacts

ON = date(2026, 3, 10)
DRESS = Item("dress", "D", "女装", "goods", 20000)
SHOES = Item("shoes", "S", "鞋", "goods", 10000)
CARE = Item("care", "C", "护理", "service", 5000)
FEE = Item("fee", "F", "女装", "fee", 1000)


def quote(level_bp: int, *cards: CardRate, combines: bool = False) -> pricing.Quote:
    items = (DRESS, SHOES, CARE, FEE)
    book = Book(
        version="1",
        currency="CNY",
        items={item.sku_id: item for item in items},
        member=MemberFacts("gold", "金卡", level_bp, 0, cards),
        level_discount_combines=combines,
    )
    cart = Cart(tuple(CartLine(item.sku_id, item.sku_id, 1) for item in items))
    return pricing.price(book=book, cart=cart, at=pricing.Moment(ON))


def nets(quoted: pricing.Quote) -> list[int]:
    return [line.net_minor for line in quoted.lines]


@pytest.mark.parametrize(
    ("level_bp", "card", "expected"),
    [
        (0, CardRate("c", "九折卡", 1000), [18000, 9000, 4500, 1000]),
        (
            0,
            CardRate("c", "九折卡", 1000, categories=frozenset({"女装"})),
            [18000, 10000, 5000, 1000],
        ),
        (0, CardRate("c", "九折卡", 1000, sku_ids=frozenset({"shoes"})), [20000, 9000, 5000, 1000]),
        (
            500,
            CardRate("c", "九折卡", 1000, categories=frozenset({"女装"})),
            [18000, 9500, 4750, 1000],
        ),
        (2000, CardRate("c", "九折卡", 1000), [16000, 8000, 4000, 1000]),
    ],
)
def test_the_better_of_card_and_level_counts_line_by_line(
    level_bp: int, card: CardRate, expected: list[int]
) -> None:
    assert nets(quote(level_bp, card)) == expected


def test_each_line_says_which_card_changed_it() -> None:
    dress = quote(0, CardRate("c", "九折卡", 1000)).lines[0]
    assert [(r.kind, r.rule_id, r.amount_minor) for r in dress.reasons] == [
        ("card_discount", "c", 2000)
    ]


def test_a_card_that_takes_nothing_off_says_what_was_better() -> None:
    missed = quote(2000, CardRate("c", "九折卡", 1000)).missed
    assert [(one.rule_id, one.code) for one in missed] == [("c", "better_alternative")]


def test_the_best_of_two_cards_counts() -> None:
    two = (CardRate("a", "九折卡", 1000), CardRate("b", "八折卡", 2000))
    assert nets(quote(0, *two)) == nets(quote(0, two[1]))


def test_a_card_travels_as_json() -> None:
    card = CardRate("c", "九折卡", 1000, 3, frozenset({"女装"}), frozenset({"shoes"}))
    book = Book("1", "CNY", {}, member=MemberFacts("gold", "金卡", 0, 0, (card,)))
    assert codec.from_dict(Book, json.loads(json.dumps(codec.to_dict(book)))) == book
