"""Random promotions of all kinds, and small carts in which they often apply."""

from dataclasses import replace
from random import Random
from typing import Any

from tessera.pricing import (
    AddOn,
    Book,
    Bundle,
    BuyGet,
    Cart,
    CartLine,
    Coupon,
    Filters,
    Item,
    LimitedTime,
    MemberFacts,
    NthPiece,
    PercentTier,
    PiecesOff,
    PiecesTier,
    PriceOption,
    Promotion,
    SaveTier,
    Slot,
    SpendGift,
    SpendPercent,
    SpendSave,
)
from tessera.pricing.terms import Config
from tessera.pricing.tests import samples

RATES = (1000, 2000, 3333, 5000)


def deal(random: Random, skus: list[str], unit: int) -> Config:
    """What a promotion on several pieces does; ``unit`` is about what a piece costs."""
    some = frozenset(random.sample(skus, min(2, len(skus))))
    letters = [frozenset(random.choice("abcde")) for _ in range(2)]
    return random.choice(
        (
            NthPiece(random.choice((2, 2, 3)), random.choice(RATES), random.random() < 0.3),
            BuyGet(random.choice((1, 2, 3)), 1, random.random() < 0.3),
            PiecesOff((PiecesTier(2, 1000), PiecesTier(3, random.choice(RATES)))),
            Bundle(unit * random.randrange(12, 30) // 10, (Slot(pieces=random.choice((2, 3))),)),
            Bundle(
                unit * random.randrange(8, 20) // 10, tuple(Slot(categories=one) for one in letters)
            ),
            SpendGift(unit * random.randrange(1, 4), some, 1, random.random() < 0.4),
            AddOn(unit * random.randrange(1, 4), unit // 5, some, random.choice((1, 2))),
        )
    )


def order(random: Random, unit: int) -> Config:
    """What a promotion on the order does."""
    threshold = unit * random.randrange(5, 40) // 10
    more = threshold + unit
    if random.random() < 0.4:
        return SpendPercent((PercentTier(threshold, 1000), PercentTier(more, 2000)))
    save = threshold // random.randrange(4, 12)
    if random.random() < 0.3:
        return SpendSave((SaveTier(threshold, save),), repeat=True)
    return SpendSave((SaveTier(threshold, save), SaveTier(more, 2 * save)))


def any_promotion(random: Random, name: str, skus: list[str], unit: int) -> Promotion:
    """One of any kind, on all goods or on a part of them."""
    chance = random.random()
    fields: dict[str, Any] = {}
    config: Config
    if chance < 0.35:
        config = LimitedTime(random.choice(RATES))
        if random.random() < 0.2:
            fields["units"] = random.randrange(1, 4)
    elif chance < 0.65:
        config = order(random, unit)
    else:
        config = deal(random, skus, unit)
    if random.random() < 0.6:
        fields["categories"] = frozenset(random.sample("abcde", 2))
    return samples.promotion(
        name,
        config,
        group=random.choice(("one", "two", "three")),
        combines=random.random() < 0.9,
        combines_with_level=random.choice((*[None] * 6, True, False)),
        priority=random.randrange(3),
        **fields,
    )


def random_book(random: Random, *, promotions: int) -> Book:
    """The plausible shop of ``samples`` with promotions of all kinds and coupons of all kinds."""
    made = samples.random_book(random, promotions=promotions)
    skus = [sku for sku, one in made.items.items() if one.is_reducible]
    mixed = tuple(
        one if random.random() < 0.5 else any_promotion(random, one.id, skus, 15_000)
        for one in made.promotions
    )
    coupons = tuple(
        replace(any_coupon(random, one.code), threshold_minor=one.threshold_minor)
        for one in made.coupons
    )
    return replace(made, promotions=mixed, coupons=random.choice((made.coupons, coupons)))


def any_coupon(random: Random, code: str) -> Coupon:
    """An amount or a percentage, off all goods or some."""
    made = samples.coupon(code, random.randrange(0, 500), random.randrange(5, 60))
    if random.random() < 0.4:
        cap = random.choice((None, 40))
        made = replace(made, amount_minor=0, off_bp=random.choice(RATES), cap_minor=cap)
    if random.random() < 0.3:
        letters = frozenset(random.sample("abc", 2))
        made = replace(made, filters=Filters(categories=letters))
    return replace(made, combines_with_level=random.random() < 0.7)


def small_pair(random: Random, *, promotions: int = 4) -> tuple[Book, Cart]:
    """A book of up to so many promotions and a cart of up to six pieces."""
    items: list[Item] = []
    for letter in "aabbc":
        tag = random.choice((100, 100, 200, random.randrange(50, 300)))
        sku = f"{letter}{len(items)}-x"
        prices = (PriceOption(f"s{sku}", "store", tag - 7),) if random.random() < 0.2 else ()
        items.append(samples.item(sku, tag, prices=prices))
    skus = [one.sku_id for one in items]
    member = MemberFacts("gold", "Gold", random.choice((0, 500, 1000)), 0)
    book = samples.book(
        *items,
        promotions=tuple(
            any_promotion(random, f"p{n}", skus, 150)
            for n in range(random.randrange(1, promotions + 1))
        ),
        coupons=tuple(any_coupon(random, f"c{n}") for n in range(random.choice((0, 0, 1, 2)))),
        member=random.choice((None, member)),
        level_discount_combines=random.random() < 0.5,
    )
    left = 6
    lines: list[CartLine] = []
    while left and len(lines) < 4:
        quantity = min(random.choice((1, 1, 2, 3)), left)
        lines.append(CartLine(str(len(lines)), random.choice(skus), quantity))
        left -= quantity
    return book, Cart(tuple(lines), tuple(one.code for one in book.coupons))
