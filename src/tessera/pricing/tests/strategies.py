"""Books and carts for properties, with small amounts so that thresholds are often near."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tessera.pricing import (
    AddOn,
    Book,
    Bundle,
    BuyGet,
    Cart,
    CartLine,
    Coupon,
    Item,
    Left,
    LimitedTime,
    MemberFacts,
    NthPiece,
    PercentTier,
    PiecesOff,
    PiecesTier,
    PointsRule,
    PriceOption,
    Promotion,
    Slot,
    SpendGift,
    SpendPercent,
)
from tessera.pricing.model import ItemKind
from tessera.pricing.tests import samples

SKUS = ("a0-x", "a0-y", "a1-x", "b0-x", "b1-x")
AMOUNTS = st.one_of(st.integers(0, 60), st.sampled_from((100, 150, 199, 200, 300)))
LETTERS: tuple[frozenset[str], ...] = (frozenset("a"), frozenset("b"), frozenset())
SCOPES: tuple[dict[str, frozenset[str]], ...] = (
    {},
    {"categories": frozenset("a")},
    {"categories": frozenset("b")},
    {"styles": frozenset({"a0", "b1"})},
    {"sku_ids": frozenset({"a0-x"}), "styles": frozenset({"b0"})},
    {"brands": frozenset({"one"}), "excluded_sku_ids": frozenset({"a0-y"})},
    {"seasons": frozenset({"winter"}), "excluded_brands": frozenset({"two"})},
)


@st.composite
def items(draw: st.DrawFn, sku: str) -> Item:
    """An item with up to two other prices."""
    kinds: tuple[ItemKind, ...] = ("goods", "goods", "goods", "service", "fee", "topup")
    kind = draw(st.sampled_from(kinds))
    prices = []
    if draw(st.booleans()):
        prices.append(PriceOption(f"store-{sku}", "store", draw(AMOUNTS)))
    if draw(st.booleans()):
        prices.append(PriceOption(f"level-{sku}", "level", draw(AMOUNTS), "gold"))
    made = samples.item(sku, draw(AMOUNTS), kind=kind, prices=tuple(prices))
    brand, season = draw(st.sampled_from(("one", "two"))), draw(st.sampled_from(("", "winter")))
    return replace(made, brand=brand, season=season)


@st.composite
def limited_time(draw: st.DrawFn, name: str) -> Promotion:
    """A limited-time promotion on a part of the goods."""
    by_rate = st.builds(LimitedTime, st.sampled_from((500, 1000, 2500, 3333, 5000, 10_000)))
    by_price = st.builds(LimitedTime, st.none(), AMOUNTS)
    config = draw(st.one_of(by_rate, by_price))
    return samples.promotion(name, config, **_fields(draw))


@st.composite
def spend_save(draw: st.DrawFn, name: str) -> Promotion:
    """Spend and save on a part of the goods; at most the threshold is saved."""
    threshold = draw(st.integers(0, 400))
    save = draw(st.integers(0, max(threshold, 1)))
    cap = draw(st.one_of(st.none(), st.integers(1, 200)))
    config = samples.spend_save(threshold, save, repeat=draw(st.booleans()), cap=cap)
    return samples.promotion(name, config, **_fields(draw))


@st.composite
def spend_percent(draw: st.DrawFn, name: str) -> Promotion:
    """Percent off from one or two thresholds; those of three groups stay below the whole."""
    tiers = tuple(
        PercentTier(draw(st.integers(0, 400)), draw(st.sampled_from((100, 1000, 2500, 3333))))
        for _ in range(draw(st.integers(1, 2)))
    )
    cap = draw(st.one_of(st.none(), st.integers(1, 200)))
    return samples.promotion(name, SpendPercent(tiers, cap), **_fields(draw))


def orders(name: str) -> SearchStrategy[Promotion]:
    """A promotion on the order."""
    return st.one_of(spend_save(name), spend_percent(name))


RATES = st.sampled_from((1000, 3333, 5000, 10_000))
DEALS = st.one_of(
    st.builds(NthPiece, st.integers(2, 3), RATES, st.booleans()),
    st.builds(BuyGet, st.integers(1, 2), st.integers(1, 2), st.booleans()),
    st.builds(
        PiecesOff,
        st.lists(st.builds(PiecesTier, st.integers(1, 4), RATES), min_size=1, max_size=2).map(
            tuple
        ),
    ),
    st.builds(
        Bundle,
        st.integers(0, 300),
        st.lists(
            st.builds(Slot, pieces=st.integers(1, 2), categories=st.sampled_from(LETTERS)),
            min_size=1,
            max_size=2,
        ).map(tuple),
    ),
)


@st.composite
def deals(draw: st.DrawFn, name: str) -> Promotion:
    """A promotion on several pieces together, or a price for so many pieces only."""
    if draw(st.booleans()):
        return samples.promotion(name, draw(DEALS), **_fields(draw))
    if draw(st.booleans()):
        made = draw(limited_time(name))
        return replace(made, left=Left(units=draw(st.integers(1, 3))))
    return draw(extras(name))


@st.composite
def extras(draw: st.DrawFn, name: str) -> Promotion:
    """A gift, or a piece for a price, from a threshold."""
    chosen = frozenset(draw(st.sets(st.sampled_from(SKUS), min_size=1, max_size=2)))
    threshold = draw(st.integers(0, 400))
    count = draw(st.integers(1, 2))
    config = draw(
        st.one_of(
            st.builds(
                SpendGift, st.just(threshold), st.just(chosen), st.just(count), st.booleans()
            ),
            st.builds(AddOn, st.just(threshold), st.integers(0, 60), st.just(chosen)),
        )
    )
    return samples.promotion(name, config, **_fields(draw))


def promotions(name: str) -> SearchStrategy[Promotion]:
    """Any kind."""
    return st.one_of(limited_time(name), orders(name), deals(name))


def _fields(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "group": draw(st.sampled_from("xyz")),
        "combines": draw(st.sampled_from((True, True, True, False))),
        "priority": draw(st.integers(0, 1)),
        "combines_with_level": draw(st.sampled_from((None, None, None, True, False))),
        **draw(st.sampled_from(SCOPES)),
    }


@st.composite
def coupons(draw: st.DrawFn, code: str) -> Coupon:
    """A coupon of one of two kinds."""
    return samples.coupon(
        code,
        draw(st.integers(0, 400)),
        draw(st.integers(1, 120)),
        rule_id=draw(st.sampled_from("mn")),
        combines_with_level=draw(st.booleans()),
    )


@st.composite
def books(draw: st.DrawFn, *, limited: int = 2, on_order: int = 3, together: int = 0) -> Book:
    """A book with up to so many promotions of each kind."""
    offered = [draw(limited_time(f"l{n}")) for n in range(draw(st.integers(0, limited)))]
    offered += [draw(orders(f"s{n}")) for n in range(draw(st.integers(0, on_order)))]
    offered += [draw(deals(f"d{n}")) for n in range(draw(st.integers(0, together)))]
    member = st.builds(
        MemberFacts,
        st.sampled_from(("gold", "silver")),
        st.just("Level"),
        st.sampled_from((0, 333, 1000, 10_000)),
        st.integers(0, 500),
    )
    rule = st.builds(
        PointsRule,
        st.sampled_from((100, 300, 50)),
        st.sampled_from((1, 7, 10, 100)),
        st.just(value=True),
        st.sampled_from((2000, 10_000)),
        cap_minor=st.sampled_from((None, 150)),
        minimum_minor=st.sampled_from((0, 0, 300)),
        minimum_points=st.sampled_from((0, 0, 30)),
        excluded_sku_ids=st.sampled_from((frozenset(), frozenset(SKUS[:1]))),
        excludes_promotions=st.booleans(),
    )
    return samples.book(
        *[draw(items(sku)) for sku in SKUS],
        promotions=tuple(draw(st.permutations(offered))),
        coupons=tuple(draw(coupons(f"c{n}")) for n in range(draw(st.integers(0, 2)))),
        member=draw(st.one_of(st.none(), member)),
        points=draw(rule),
        level_discount_combines=draw(st.booleans()),
        rounding=draw(st.sampled_from(samples.ROUNDINGS)),
    )


@st.composite
def carts(draw: st.DrawFn, *, lines: int = 3, pieces: int = 3) -> Cart:
    """A cart of up to so many lines of up to so many pieces."""
    taken = [
        CartLine(str(n), draw(st.sampled_from(SKUS)), draw(st.integers(1, pieces)))
        for n in range(draw(st.integers(0, lines)))
    ]
    return Cart(tuple(taken), (), draw(st.sampled_from((0, 0, 1, 50, 99, 250))))


@st.composite
def pairs(
    draw: st.DrawFn,
    *,
    limited: int = 2,
    on_order: int = 3,
    together: int = 0,
    lines: int = 3,
    pieces: int = 3,
) -> tuple[Book, Cart]:
    """A book, and a cart that presents all its coupons."""
    book = draw(books(limited=limited, on_order=on_order, together=together))
    cart = draw(carts(lines=lines, pieces=pieces))
    return book, Cart(cart.lines, tuple(one.code for one in book.coupons), cart.points)
