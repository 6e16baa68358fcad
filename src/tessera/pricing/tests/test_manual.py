"""What somebody at the till sets by hand: the price of a line, or something off the whole cart."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel import errors
from tessera.kernel.money import cumulative_share
from tessera.pricing import (
    Book,
    Cart,
    CartLine,
    Exchange,
    LimitedTime,
    Manual,
    ManualOff,
    MemberFacts,
    NthPiece,
    PriceOption,
    Quote,
    codec,
    price,
)
from tessera.pricing.tests import samples, strategies
from tessera.pricing.tests.samples import cart, coupon, item, promotion

COAT = item("coat", 20_000)
BELT = item("belt", 5000, prices=(PriceOption("here", "store", 4500),))
MUG = item("mug", 9999)


def quote(book: Book, wanted: Cart) -> Quote:
    return price(book=book, cart=wanted, at=samples.NOW)


def by_hand(wanted: Cart, **manual: Manual) -> Cart:
    """``wanted`` with prices by hand on the lines of these keys."""
    lines = tuple(replace(line, manual=manual.get(line.key)) for line in wanted.lines)
    return replace(wanted, lines=lines)


@pytest.mark.parametrize(
    ("sku", "manual", "unit", "reasons"),
    [
        ("coat", Manual("off", off_bp=1000), 18_000, [("manual_off", 2000)]),
        ("mug", Manual("off", off_bp=3333), 6666, [("manual_off", 3333)]),
        ("belt", Manual("off", off_bp=1000), 4050, [("store", 500), ("manual_off", 450)]),
        ("belt", Manual("off"), 4500, [("store", 500)]),
        ("belt", Manual("price", price_minor=4800), 4800, [("manual_price", 200)]),
        ("belt", Manual("price", price_minor=4400), 4400, [("store", 500), ("manual_price", 100)]),
        ("belt", Manual("gift"), 0, [("store", 500), ("manual_gift", 4500)]),
        ("coat", Manual("price", price_minor=1), 1, [("manual_price", 19_999)]),
        ("coat", Manual("price", price_minor=30_000), 20_000, []),
        ("coat", Manual("gift"), 0, [("manual_gift", 20_000)]),
        ("coat", Manual("off", off_bp=10_000), 0, [("manual_off", 20_000)]),
    ],
)
def test_a_piece_costs_what_was_set(
    sku: str, manual: Manual, unit: int, reasons: list[tuple[str, int]]
) -> None:
    found = quote(samples.book(COAT, BELT, MUG), by_hand(cart(f"{sku}*3"), a=manual))
    line = found.lines[0]
    assert (line.unit_price_minor, line.net_minor, found.total_minor) == (unit, unit * 3, unit * 3)
    assert [(one.kind, one.amount_minor) for one in line.reasons] == [
        (kind, amount * 3) for kind, amount in reasons
    ]
    assert found.reasons == ()


def test_case_12_a_price_by_hand_is_reduced_by_nothing_else() -> None:
    book = samples.book(
        COAT,
        MUG,
        promotions=(
            promotion("half", LimitedTime(5000)),
            promotion("second", NthPiece(2, 5000, False)),
            promotion("s", samples.spend_save(1, 1000)),
        ),
        coupons=(coupon("c", 0, 500), replace(coupon("x", 0, 0), exchange=_coat())),
        member=MemberFacts("gold", "Gold", 1000, 0),
        level_discount_combines=True,
    )
    wanted = by_hand(cart("coat*2", "mug", coupons=("c", "x")), a=Manual("off", off_bp=1000))
    found = quote(book, replace(wanted, manual=ManualOff(off_bp=1000)))
    assert found.lines[0].net_minor == 36_000
    assert [one.kind for one in found.lines[0].reasons] == ["manual_off"]
    assert ("x", "no_goods") in {(one.rule_id, one.code) for one in found.missed}
    # 4,999 - 1,000 - 500 is 3,499, less 350 for the level is 3,149, less 315 by hand.
    assert found.lines[1].net_minor == 2834


def _coat() -> Exchange:
    return Exchange(frozenset({"coat"}))


def test_a_price_by_hand_reaches_no_threshold() -> None:
    book = samples.book(COAT, MUG, promotions=(promotion("s", samples.spend_save(25_000, 5000)),))
    assert quote(book, cart("coat", "mug")).total_minor == 24_999
    found = quote(book, by_hand(cart("coat", "mug"), b=Manual("price", price_minor=9000)))
    assert found.total_minor == 29_000
    assert [(one.code, one.data["more_minor"]) for one in found.missed] == [("spend_more", 5000)]


@pytest.mark.parametrize(
    ("off", "nets", "taken"),
    [
        (ManualOff(amount_minor=1000), [666, 334], 1000),
        (ManualOff(off_bp=1000), [1200, 600], 200),
        (ManualOff(amount_minor=99_999), [0, 0], 2000),
        (ManualOff(off_bp=10_000), [0, 0], 2000),
    ],
)
def test_case_11_what_is_taken_off_the_cart_sums_to_itself(
    off: ManualOff, nets: list[int], taken: int
) -> None:
    book = samples.book(item("a", 1333), item("b", 667), item("post", 1200, kind="fee"))
    found = quote(book, replace(cart("a", "b", "post"), manual=off))
    assert found.lines[2].net_minor == 1200
    assert [(one.kind, one.amount_minor) for one in found.reasons] == [("manual_total", taken)]
    shares = [one.amount_minor for line in found.lines for one in line.reasons]
    assert sum(shares) == taken
    assert [line.net_minor for line in found.lines[:2]] == nets


def test_where_nothing_is_left_nothing_is_taken_off_and_it_says_so() -> None:
    wanted = by_hand(cart("coat"), a=Manual("gift"))
    found = quote(samples.book(COAT), replace(wanted, manual=ManualOff(amount_minor=100)))
    assert [(one.kind, one.code) for one in found.missed] == [("manual_total", "nothing_left")]
    assert (found.total_minor, found.reasons) == (0, ())


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (by_hand(cart("post"), a=Manual("gift")), "manual.goods_only"),
        (by_hand(cart("coat"), a=Manual("off", off_bp=10_001)), "manual.invalid"),
        (by_hand(cart("coat"), a=Manual("price", price_minor=-1)), "manual.invalid"),
        (replace(cart("coat"), manual=ManualOff(off_bp=-1)), "manual.invalid"),
    ],
)
def test_what_makes_no_sense_is_refused(wanted: Cart, code: str) -> None:
    with pytest.raises(errors.Invalid) as refusal:
        quote(samples.book(COAT, item("post", 1200, kind="fee")), wanted)
    assert refusal.value.code == code


Seeds = st.integers(0, 2**32)


@given(strategies.pairs(limited=3, on_order=3, lines=4), Seeds)
def test_everything_sums_with_prices_by_hand_too(pair: tuple[Book, Cart], seed: int) -> None:
    book, wanted = pair[0], samples.by_hand(Random(seed), *pair)
    found = quote(book, wanted)
    for line in found.lines:
        taken = sum(one.amount_minor for one in line.reasons)
        assert line.net_minor == line.gross_minor - taken >= 0
    assert sum(line.paid_minor for line in found.lines) == found.total_minor
    texts = codec.to_dict(book), codec.to_dict(wanted)
    assert codec.from_dict(Cart, texts[1]) == wanted


@given(strategies.pairs(limited=3, on_order=3, lines=4), Seeds)
def test_the_other_lines_cost_what_they_cost_alone(pair: tuple[Book, Cart], seed: int) -> None:
    """With rounding off, as its share depends on the sum."""
    book = replace(pair[0], rounding="off")
    wanted = replace(samples.by_hand(Random(seed), book, pair[1]), manual=None, points=0)
    alone = replace(wanted, lines=tuple(line for line in wanted.lines if line.manual is None))
    nets = {line.key: line.net_minor for line in quote(book, wanted).lines}
    for line in quote(book, alone).lines:
        assert line.net_minor == nets[line.key]


@given(strategies.pairs(limited=2, on_order=2, lines=4), Seeds, st.randoms(use_true_random=False))
def test_refunds_in_any_order_return_exactly_what_was_paid(
    pair: tuple[Book, Cart], seed: int, random: Random
) -> None:
    book, wanted = pair[0], samples.by_hand(Random(seed), *pair)
    found = quote(book, wanted)
    pieces = [line for line in found.lines for _ in range(line.quantity)]
    random.shuffle(pieces)
    done: dict[str, int] = {}
    back = 0
    for line in pieces:
        before = done.get(line.key, 0)
        done[line.key] = before + 1
        back += cumulative_share(line.paid_minor, before + 1, line.quantity)
        back -= cumulative_share(line.paid_minor, before, line.quantity)
    assert back == found.total_minor


def test_a_cart_without_prices_by_hand_reads_as_before() -> None:
    data = {"lines": [{"key": "a", "sku_id": "coat", "quantity": 1}]}
    assert codec.from_dict(Cart, data) == Cart((CartLine("a", "coat", 1),))
