from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import DomainError
from tessera.kernel.money import allocate
from tessera.ledger.rules import Place
from tessera.sales.rules.order import TenderOffer
from tessera.sales.rules.refunds import (
    FIRST_FIRST,
    LAST_FIRST,
    ORDERS,
    PRO_RATA,
    Refundable,
    SoldLine,
    divide,
    points_back,
    refund_line,
    refund_tenders,
)
from tessera.sales.rules.settlement import Settlement, match, settle
from tessera.sales.rules.shifts import expected_cash, tender_totals


def settled(total: int, *offers: tuple[str, int], topup: int = 0) -> Settlement:
    return settle(
        total_minor=total, topup_minor=topup, offers=[TenderOffer(*offer) for offer in offers]
    )


@pytest.mark.parametrize(
    ("total", "offers", "kept", "change"),
    [
        (9900, [("cash", 10000)], [("cash", 9900)], 100),
        (9900, [("card", 9900)], [("card", 9900)], 0),
        (9900, [("cash", 5000), ("wallet", 5000)], [("cash", 4900), ("wallet", 5000)], 100),
        (
            9900,
            [("cash", 3000), ("card", 6000), ("wallet", 900)],
            [("cash", 3000), ("card", 6000), ("wallet", 900)],
            0,
        ),
        (0, [], [], 0),
    ],
)
def test_tenders_settle_a_total(
    total: int, offers: list[tuple[str, int]], kept: list[tuple[str, int]], change: int
) -> None:
    settlement = settled(total, *offers)
    assert [(paid.kind, paid.amount_minor) for paid in settlement.tenders] == kept
    assert settlement.change_minor == change


@pytest.mark.parametrize(
    ("total", "offers", "topup", "code"),
    [
        (9900, [("cash", 9899)], 0, "sales.underpaid"),
        (9900, [], 0, "sales.underpaid"),
        (9900, [("card", 10000)], 0, "sales.overpaid"),
        (9900, [("card", 9000), ("cash", 100), ("wallet", 1000)], 0, "sales.overpaid"),
        (9900, [("cheque", 9900)], 0, "sales.tender_invalid"),
        (60000, [("wallet", 20000), ("cash", 40000)], 50000, "sales.topup_needs_money"),
    ],
)
def test_tenders_that_do_not_settle_are_refused(
    total: int, offers: list[tuple[str, int]], topup: int, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        settled(total, *offers, topup=topup)
    assert refused.value.code == code


def test_case_09_a_balance_of_zero_is_no_tender() -> None:
    with pytest.raises(DomainError) as refused:
        settled(9900, ("wallet", 0), ("cash", 9900))
    assert refused.value.code == "sales.tender_invalid"


def place(number: int) -> Place:
    return Place(UUID(int=number), "kind", "CNY")


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=5), st.data())
def test_flows_pay_every_destination_from_every_source_exactly(
    amounts: list[int], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, sum(amounts)))
    sources = [(place(i), amount) for i, amount in enumerate(amounts)]
    destinations = [(place(100), cut), (place(101), sum(amounts) - cut)]
    flows = match(sources, destinations)
    assert all(flow.amount > 0 for flow in flows)
    for where, amount in sources:
        assert sum(flow.amount for flow in flows if flow.source == where) == amount
    for where, amount in destinations:
        assert sum(flow.amount for flow in flows if flow.destination == where) == amount


def test_two_sides_that_differ_are_not_matched() -> None:
    with pytest.raises(ValueError, match="differ"):
        match([(place(1), 5)], [(place(2), 6)])


@given(
    st.integers(0, 10**6),
    st.integers(0, 10**4),
    st.lists(st.integers(1, 4), min_size=1, max_size=8),
)
def test_partial_returns_of_a_line_add_up_to_a_full_one(
    paid: int, points_share: int, steps: list[int]
) -> None:
    quantity, returned, back = sum(steps), 0, [0, 0]
    for step in steps:
        line = SoldLine(UUID(int=1), quantity, returned, paid, points_share)
        refund = refund_line(line, step)
        assert refund.paid_minor >= 0
        back[0] += refund.paid_minor
        back[1] += refund.points_share_minor
        returned += step
    assert back == [paid, points_share]


@pytest.mark.parametrize(
    ("order", "amount", "parts"),
    [
        (PRO_RATA, 0, [0, 0, 0]),
        (PRO_RATA, 150, [50, 75, 25]),
        (LAST_FIRST, 150, [0, 50, 100]),
        (LAST_FIRST, 40, [0, 0, 40]),
        (FIRST_FIRST, 150, [150, 0, 0]),
        (FIRST_FIRST, 250, [200, 50, 0]),
        (FIRST_FIRST, 600, [200, 300, 100]),
    ],
)
def test_a_refund_is_divided_over_mixed_tenders_as_the_brand_has_it(
    order: str, amount: int, parts: list[int]
) -> None:
    assert divide(amount, [200, 300, 100], order) == parts


@given(
    st.sampled_from(ORDERS),
    st.lists(st.integers(1, 10**5), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 10**5), st.integers(1, 3)), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_every_line_back_in_any_order_gives_back_what_each_tender_paid(
    order: str, tenders: list[int], weights: list[tuple[int, int]], chance: Random
) -> None:
    shares = allocate(sum(tenders), [weight + 1 for weight, _ in weights])
    lines = [
        SoldLine(UUID(int=i), quantity, 0, share, 0)
        for i, (share, (_, quantity)) in enumerate(zip(shares, weights, strict=True))
    ]
    pieces = [place for place, line in enumerate(lines) for _ in range(line.quantity)]
    chance.shuffle(pieces)
    left = list(tenders)
    for place in pieces:
        amount = refund_line(lines[place], 1).paid_minor
        lines[place] = replace(lines[place], returned=lines[place].returned + 1)
        open_ = [Refundable(UUID(int=i), "cash", value) for i, value in enumerate(left)]
        parts = refund_tenders(amount, open_, order=order)
        assert sum(part for _, part in parts) == amount
        for tender, part in parts:
            assert 0 < part <= left[tender.tender_id.int]
            left[tender.tender_id.int] -= part
    assert not any(left)


def test_spent_points_come_back_with_their_value_and_all_of_them_at_the_end() -> None:
    first = points_back(points_used=1000, points_minor=999, done_minor=0, now_minor=333)
    rest = points_back(points_used=1000, points_minor=999, done_minor=333, now_minor=666)
    assert (first, first + rest) == (333, 1000)


def test_expected_cash_is_the_handbooks() -> None:
    totals = tender_totals(
        [("cash", 326050 + 100000, 9), ("card", 5000, 1)], [("cash", 12000 + 5000 + 200000, 3)]
    )
    assert expected_cash(float_minor=50000, totals=totals) == 259050
    assert [(t.kind, t.count) for t in totals] == [("card", 1), ("cash", 12)]
