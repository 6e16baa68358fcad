"""Books and carts for tests and the bench: short builders, and random ones from a seed."""

import dataclasses
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, cast

from tessera.pricing import (
    Book,
    Cart,
    CartLine,
    Conditions,
    Coupon,
    Filters,
    Item,
    Left,
    LimitedTime,
    Manual,
    ManualOff,
    MemberFacts,
    Moment,
    PointsRule,
    PriceOption,
    Promotion,
    Quote,
    SaveTier,
    SpendSave,
    codec,
)
from tessera.pricing.model import ItemKind, Rounding
from tessera.pricing.terms import Config, PromotionKind

TODAY = date(2025, 11, 20)
NOW = Moment(TODAY, 12 * 60)
LEVELS = ("silver", "gold")
KINDS: dict[type[Config], PromotionKind] = {
    config: cast(PromotionKind, kind) for kind, config in codec.CONFIGS.items()
}
PARTS: tuple[tuple[str, type[Any], set[str]], ...] = tuple(
    (name, part, {field.name for field in dataclasses.fields(part)})
    for name, part in (("filters", Filters), ("conditions", Conditions), ("left", Left))
)
ROUNDINGS: tuple[Rounding, ...] = ("off", "drop_fen", "drop_jiao", "half_up_jiao", "half_up_yuan")


def item(
    sku: str, tag: int, *, kind: ItemKind = "goods", prices: tuple[PriceOption, ...] = ()
) -> Item:
    """``dress-red`` is of the style ``dress``, in the category of its first letter."""
    style = sku.partition("-")[0]
    return Item(sku, style, style[:1], kind, tag, prices)


def promotion(id_: str, config: Config, **fields: Any) -> Promotion:
    """A promotion that is live today, for everything and everybody; ``fields`` may also be those
    of its filters, conditions and limits."""
    parts = {
        name: part(**{key: fields.pop(key) for key in names & fields.keys()})
        for name, part, names in PARTS
        if names & fields.keys()
    }
    made = Promotion(id_, 1, id_, KINDS[type(config)], TODAY, TODAY, config)
    return replace(made, **parts, **fields)


def spend_save(
    threshold: int, save: int, *, repeat: bool = False, cap: int | None = None
) -> SpendSave:
    """Of one tier."""
    return SpendSave((SaveTier(threshold, save),), repeat, cap)


def coupon(code: str, threshold: int, amount: int, **fields: Any) -> Coupon:
    """A coupon that is live today; its kind has the code's name."""
    return replace(Coupon(code, code, 1, code, threshold, amount, TODAY, TODAY), **fields)


def book(*items: Item, **fields: Any) -> Book:
    """A book of these items in yuan."""
    return replace(Book("7", "CNY", {one.sku_id: one for one in items}), **fields)


def pay(quote: Quote) -> int:
    """What the member gives: money and the worth of the points."""
    return quote.total_minor + quote.points_minor


def cart(*skus: str, coupons: tuple[str, ...] = (), points: int = 0) -> Cart:
    """``dress`` is one unit, ``dress*3`` three; keys are a, b, c, and so on."""
    lines = []
    for key, text in zip("abcdefghijklmnopqrstuvwxyz", skus, strict=False):
        sku, _, quantity = text.partition("*")
        lines.append(CartLine(key, sku, int(quantity or 1)))
    return Cart(tuple(lines), coupons, points)


def random_pair(random: Random, *, lines: int, promotions: int) -> tuple[Book, Cart]:
    """A random book and a cart of so many lines."""
    made = random_book(random, promotions=promotions)
    return made, random_cart(random, made, lines=lines)


def random_book(random: Random, *, promotions: int) -> Book:
    """The book of a plausible shop with so many promotions that are live today."""
    styles = [f"{letter}{number}" for letter in "abcde" for number in range(12)]
    items = [_random_item(random, f"{style}-{size}") for style in styles for size in ("s", "m")]
    items.append(Item("post", "post", "", "fee", 1200))
    items.append(Item("top", "top", "", "topup", 50005))
    member = None
    if random.random() < 0.8:
        level = random.choice(LEVELS)
        member = MemberFacts(level, level, random.choice((0, 500, 1000)), random.randrange(30000))
    return Book(
        version=str(random.randrange(1000)),
        currency="CNY",
        items={one.sku_id: one for one in items},
        promotions=tuple(_random_promotion(random, n, styles) for n in range(promotions)),
        coupons=tuple(_random_coupon(random, number) for number in range(random.randrange(3))),
        member=member,
        points=PointsRule(step_points=random.choice((1, 100)), cap_bp=random.choice((2000, 10000))),
        level_discount_combines=random.random() < 0.5,
        rounding=random.choice(ROUNDINGS),
    )


def random_cart(random: Random, book: Book, *, lines: int) -> Cart:
    """A cart of so many lines, now and then with a fee or a top-up, and with all coupons."""
    skus = list(book.items)
    chosen = [random.choice(skus) for _ in range(lines)]
    if lines > 2 and random.random() < 0.3:
        chosen[-1] = random.choice(("post", "top"))
    taken = [CartLine(str(i), sku, random.choice((1, 1, 1, 2, 3))) for i, sku in enumerate(chosen)]
    codes = tuple(one.code for one in book.coupons)
    return Cart(tuple(taken), codes, random.choice((0, 0, 500, 12345)))


def by_hand(random: Random, book: Book, cart: Cart) -> Cart:
    """``cart`` with prices by hand on some of its goods, now and then with something off it all."""
    lines = tuple(
        replace(line, manual=_manual(random))
        if random.random() < 0.4 and book.items[line.sku_id].is_reducible
        else line
        for line in cart.lines
    )
    offs = (None, None, ManualOff(random.randrange(5000)), ManualOff(0, random.randrange(1, 500)))
    return replace(cart, lines=lines, manual=random.choice(offs))


def _manual(random: Random) -> Manual:
    off = Manual("off", off_bp=random.randrange(10_001))
    return random.choice(
        (off, off, Manual("price", price_minor=random.randrange(300)), Manual("gift"))
    )


def _random_item(random: Random, sku: str) -> Item:
    tag = random.choice((random.randrange(1, 400) * 100, random.randrange(100, 40000)))
    prices = []
    if random.random() < 0.2:
        prices.append(PriceOption(f"s-{sku}", "store", tag * random.randrange(80, 101) // 100))
    if random.random() < 0.2:
        amount = tag * random.randrange(80, 101) // 100
        prices.append(PriceOption(f"l-{sku}", "level", amount, random.choice(LEVELS)))
    return item(sku, tag, prices=tuple(prices))


def _random_promotion(random: Random, number: int, styles: list[str]) -> Promotion:
    config: Config
    if random.random() < 0.6:
        cut = random.choice((500, 1000, 2000, 3000))
        price = random.randrange(10, 300) * 100
        config = LimitedTime(cut) if random.random() < 0.8 else LimitedTime(price_minor=price)
        scope: dict[str, frozenset[str]] = {"styles": frozenset(random.sample(styles, 6))}
    else:
        threshold = random.randrange(5, 200) * 1000
        save = threshold * random.randrange(5, 25) // 100
        config = spend_save(threshold, save, repeat=random.random() < 0.3)
        letter = frozenset(random.choice("abcde"))
        scope = {} if random.random() < 0.5 else {"categories": letter}
    return promotion(
        f"p{number:03}",
        config,
        group=random.choice(("one", "two", "three")),
        combines=random.random() < 0.9,
        priority=random.randrange(3),
        member_only=random.random() < 0.2,
        starts_on=TODAY - timedelta(days=random.randrange(5)),
        ends_on=TODAY + timedelta(days=random.randrange(5)),
        **scope,
    )


def _random_coupon(random: Random, number: int) -> Coupon:
    threshold = random.randrange(0, 50) * 1000
    amount = random.randrange(5, 60) * 100
    return coupon(f"c{number}", threshold, amount, combines_with_level=random.random() < 0.5)
