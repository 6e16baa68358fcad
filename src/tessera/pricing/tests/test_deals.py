"""Pieces together: the vectors of handbook 5.5, and how deals meet everything else."""

from dataclasses import replace
from random import Random

import pytest

from tessera.pricing import (
    AddOn,
    Bundle,
    BuyGet,
    Cart,
    Filters,
    LimitedTime,
    MemberFacts,
    NthPiece,
    PercentTier,
    PiecesOff,
    PiecesTier,
    PriceOption,
    Promotion,
    Quote,
    SaveTier,
    Slot,
    SpendGift,
    SpendPercent,
    SpendSave,
    price,
)
from tessera.pricing.terms import Config
from tessera.pricing.tests import mixed, oracle, samples
from tessera.pricing.tests.samples import cart, coupon, item, promotion
from tessera.pricing.tests.test_properties import goods_minor, quote_of

SHOP = samples.book(
    item("a", 10_000),
    item("b", 8000),
    item("c", 6000),
    item("d", 4000),
    item("e", 990),
    item("gift", 3000),
    item("mug", 5000),
)
HALF = NthPiece(2, 5000)


def sold(*skus: str, config: Config | None = None, promotions: tuple[Promotion, ...] = ()) -> Quote:
    """What these cost by one promotion, or by several."""
    offers = (promotion("one", config),) if config else promotions
    return price(book=replace(SHOP, promotions=offers), cart=cart(*skus), at=samples.NOW)


@pytest.mark.parametrize(
    ("config", "skus", "nets"),
    [
        # 100 / 80 / 60: the pair by price descending, the cheaper one half: 200.00
        (HALF, ("a", "b", "c"), [10_000, 4000, 6000]),
        (HALF, ("a", "b", "c", "d"), [10_000, 4000, 6000, 2000]),
        (HALF, ("a",), [10_000]),
        (NthPiece(2, 5000, same_sku=True), ("a", "b", "c"), [10_000, 8000, 6000]),
        (NthPiece(2, 5000, same_sku=True), ("a*2", "b*3"), [15_000, 20_000]),
        (NthPiece(3, 10_000), ("a", "b", "c", "d"), [10_000, 8000, 0, 4000]),
        (BuyGet(2, 1), ("a", "b", "c"), [10_000, 8000, 0]),
        (BuyGet(1, 2), ("a", "b", "c"), [10_000, 0, 0]),
        (BuyGet(1, 1, same_sku=True), ("a", "b*2"), [10_000, 8000]),
        # three pieces 20 % off
        (PiecesOff((PiecesTier(3, 2000),)), ("a", "b", "c"), [8000, 6400, 4800]),
        (PiecesOff((PiecesTier(3, 2000),)), ("a", "b"), [10_000, 8000]),
        (PiecesOff((PiecesTier(2, 1000), PiecesTier(3, 2000))), ("a", "b"), [9000, 7200]),
        (PiecesOff((PiecesTier(2, 1000), PiecesTier(3, 2000))), ("a*3",), [24_000]),
        # 3 for 99.00, by price with the largest remainder: 4125, 3300, 2475
        (Bundle(9900, (Slot(pieces=3),)), ("a", "b", "c"), [4125, 3300, 2475]),
        (Bundle(9900, (Slot(pieces=3),)), ("a", "b", "c", "d"), [4125, 3300, 2475, 4000]),
        (Bundle(9900, (Slot(pieces=3),)), ("a", "b"), [10_000, 8000]),
        (Bundle(5000, (Slot(pieces=2),)), ("e", "e"), [990, 990]),
        (
            Bundle(10_000, (Slot(styles=frozenset("a")), Slot(styles=frozenset("bc")))),
            ("a", "b", "c"),
            [5556, 4444, 6000],
        ),
        (SpendPercent((PercentTier(20_000, 1000),)), ("a", "b"), [10_000, 8000]),
        (SpendPercent((PercentTier(18_000, 1000),)), ("a", "b"), [9000, 7200]),
        (SpendPercent((PercentTier(9000, 1000),), 500), ("a",), [9500]),
        (SpendPercent((PercentTier(5000, 1000), PercentTier(9000, 2000))), ("a",), [8000]),
        (SpendSave((SaveTier(5000, 500), SaveTier(9000, 2000))), ("a",), [8000]),
        (SpendSave((SaveTier(5000, 500), SaveTier(9000, 2000))), ("b",), [7500]),
        (SpendGift(10_000, frozenset({"gift"})), ("a", "gift"), [10_000, 0]),
        (SpendGift(10_000, frozenset({"gift"})), ("b", "gift"), [8000, 3000]),
        (SpendGift(10_000, frozenset({"gift"})), ("a*2", "gift*2"), [20_000, 3000]),
        (SpendGift(10_000, frozenset({"gift"}), 1, repeat=True), ("a*2", "gift*3"), [20_000, 3000]),
        (SpendGift(10_000, frozenset({"gift"}), 2), ("a", "gift*3"), [10_000, 3000]),
        (AddOn(10_000, 990, frozenset({"mug"})), ("a", "mug"), [10_000, 990]),
        (AddOn(10_000, 990, frozenset({"mug"})), ("b", "mug"), [8000, 5000]),
        (AddOn(10_000, 990, frozenset({"mug"}), 2), ("a", "mug*3"), [10_000, 2 * 990 + 5000]),
        # the piece itself does not help to its threshold
        (AddOn(10_000, 990, frozenset({"a"})), ("a",), [10_000]),
        (AddOn(10_000, 990, frozenset({"a"})), ("a*2",), [10_990]),
    ],
)
def test_the_vectors_of_each_kind(config: Config, skus: tuple[str, ...], nets: list[int]) -> None:
    quote = sold(*skus, config=config)
    assert [line.net_minor for line in quote.lines] == nets
    taken = sum(reason.amount_minor for reason in quote.reasons)
    assert taken == quote.gross_minor - sum(nets) == quote.reduction_minor


def test_a_piece_is_in_one_deal_or_takes_the_price_for_a_time_never_both() -> None:
    offers = (promotion("half", HALF), promotion("ten", LimitedTime(1000)))
    quote = sold("a", "a", "a", promotions=offers)
    assert quote.total_minor == 15_000 + 9000
    assert {r.rule_id: r.amount_minor for r in quote.reasons} == {"half": 5000}


def test_a_deal_is_measured_on_the_store_s_price_and_not_on_the_level_s_discount() -> None:
    book = samples.book(
        item("a", 10_000, prices=(PriceOption("here", "store", 9000),)),
        promotions=(promotion("half", HALF),),
        member=MemberFacts("gold", "Gold", 2000, 0),
    )
    quote = price(book=book, cart=cart("a*3"), at=samples.NOW)
    # two pieces at 9000 and 4500, the third at the level's 8000
    assert quote.total_minor == 9000 + 4500 + 8000
    taken = {r.rule_id: r.amount_minor for r in quote.lines[0].reasons}
    assert taken == {"here": 2000, "half": 4500, "gold": 2000}


def test_what_a_deal_leaves_counts_to_the_thresholds_of_the_order() -> None:
    offers = (promotion("half", HALF), promotion("s", samples.spend_save(15_000, 1000)))
    assert sold("a", "a", promotions=offers).total_minor == 14_000
    over = (promotion("half", HALF), promotion("s", samples.spend_save(15_001, 6000)))
    quote = sold("a", "a", promotions=over)
    assert quote.total_minor == 14_000
    assert {one.rule_id: one.code for one in quote.missed} == {"half": "better_alternative"}


def test_a_threshold_of_an_extra_may_be_reached_by_leaving_a_reduction_out() -> None:
    offers = (
        promotion("ten", LimitedTime(1000)),
        promotion("add", AddOn(10_000, 990, frozenset({"mug"}))),
    )
    quote = sold("a", "mug", promotions=offers)
    assert [line.net_minor for line in quote.lines] == [10_000, 990]


def test_an_extra_is_reduced_by_nothing_else_and_reaches_nothing() -> None:
    book = replace(
        SHOP,
        promotions=(
            promotion("add", AddOn(10_000, 990, frozenset({"mug"}))),
            promotion("s", samples.spend_save(10_500, 5000)),
        ),
        coupons=(coupon("c", 0, 99_999),),
        member=MemberFacts("gold", "Gold", 1000, 0),
        level_discount_combines=True,
    )
    quote = price(book=book, cart=cart("a", "mug", coupons=("c",)), at=samples.NOW)
    assert [line.net_minor for line in quote.lines] == [0, 0]
    without = price(book=book, cart=cart("a", "mug"), at=samples.NOW)
    assert [line.net_minor for line in without.lines] == [6000, 3000]


@pytest.mark.parametrize(
    ("skus", "code", "data", "more"),
    [
        (("b",), "spend_more", {"more_minor": 2000, "threshold_minor": 10_000}, None),
        (("a",), "not_chosen", {"more": 2}, 2),
        (("a", "gift"), "", {}, 1),
        (("a", "gift*2"), "", {}, None),
    ],
)
def test_the_quote_says_what_may_be_chosen_for_nothing(
    skus: tuple[str, ...], code: str, data: dict[str, int], more: int | None
) -> None:
    quote = sold(*skus, config=SpendGift(10_000, frozenset({"gift"}), 2))
    assert [(one.code, dict(one.data)) for one in quote.missed] == ([(code, data)] if code else [])
    offered = [(one.more, one.price_minor, one.sku_ids) for one in quote.choices]
    assert offered == ([(more, 0, ("gift",))] if more else [])


def test_one_piece_more_is_said() -> None:
    missed = sold("a", config=BuyGet(2, 1)).missed[0]
    assert (missed.code, dict(missed.data)) == ("pieces_more", {"more": 2})
    same = sold("a", "b", config=NthPiece(2, 5000, same_sku=True)).missed[0]
    assert (same.code, dict(same.data)) == ("pieces_more", {"more": 1})


def test_what_is_excluded_takes_no_part() -> None:
    kept = Filters(excluded_sku_ids=frozenset({"b"}))
    offer = replace(promotion("half", HALF), filters=kept)
    quote = sold("a", "b", "c", promotions=(offer,))
    assert [line.net_minor for line in quote.lines] == [10_000, 8000, 3000]


def test_one_that_does_not_stand_beside_the_level_is_either_or() -> None:
    member = MemberFacts("gold", "Gold", 3000, 0)
    alone = promotion("half", HALF, combines_with_level=False)
    book = replace(SHOP, promotions=(alone,), member=member, level_discount_combines=True)
    quote = price(book=book, cart=cart("a*2"), at=samples.NOW)
    assert quote.total_minor == 14_000
    both = replace(book, promotions=(replace(alone, combines_with_level=None),))
    assert price(book=both, cart=cart("a*2"), at=samples.NOW).total_minor == 10_500


def test_an_order_promotion_may_stand_beside_the_level_against_the_policy() -> None:
    member = MemberFacts("gold", "Gold", 1000, 0)
    beside = promotion("s", samples.spend_save(5000, 1000), combines_with_level=True)
    book = replace(SHOP, promotions=(beside,), member=member)
    assert price(book=book, cart=cart("a"), at=samples.NOW).total_minor == 8000


@pytest.mark.parametrize("seed", range(120))
def test_small_carts_cost_what_trying_everything_finds(seed: int) -> None:
    book, wanted = mixed.small_pair(Random(seed))
    assert goods_minor(quote_of(book, wanted)) == oracle.cheapest(book, wanted)


@pytest.mark.parametrize("seed", range(60))
def test_one_promotion_less_is_never_cheaper_and_no_order_matters(seed: int) -> None:
    random = Random(1000 + seed)
    book, wanted = mixed.small_pair(random)
    paid = quote_of(book, wanted).total_minor
    for left_out in book.promotions:
        fewer = tuple(one for one in book.promotions if one is not left_out)
        assert paid <= quote_of(replace(book, promotions=fewer), wanted).total_minor
    lines, promotions = list(wanted.lines), list(book.promotions)
    random.shuffle(lines)
    random.shuffle(promotions)
    shuffled = replace(book, promotions=tuple(promotions))
    other = Cart(tuple(lines), tuple(reversed(wanted.coupon_codes)))
    assert quote_of(shuffled, other).total_minor == paid


@pytest.mark.parametrize("seed", range(40))
def test_beyond_the_bounds_no_deal_makes_it_dearer(seed: int) -> None:
    book, wanted = mixed.small_pair(Random(2000 + seed), promotions=10)
    more = Cart((*wanted.lines, *(replace(one, key=f"{one.key}b") for one in wanted.lines)))
    quote = quote_of(book, more)
    for line in quote.lines:
        assert line.net_minor == line.gross_minor - sum(r.amount_minor for r in line.reasons)
        assert line.net_minor >= 0
    alone = tuple(one for one in book.promotions if one.kind in {"limited_time", "spend_save"})
    assert quote.total_minor <= quote_of(replace(book, promotions=alone), more).total_minor
