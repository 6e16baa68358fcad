"""Who served: shares of a line, kept with it, and notes of what is sold."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.books import broken
from tests.support.shop import NOON, Shop
from tests.support.till import hire

from tessera.kernel.errors import Invalid
from tessera.org import usecases as org
from tessera.sales import queries
from tessera.sales.models import Sale, SaleGuide
from tessera.sales.queries import SaleView
from tessera.sales.rules.guides import Share, divide, is_whole, reverse

A, B = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("shares", "whole"),
    [
        ((), True),
        ((Share(A, 10_000),), True),
        ((Share(A, 6000), Share(B, 4000)), True),
        ((Share(A, 6000), Share(B, 3999)), False),
        ((Share(A, 5000), Share(A, 5000)), False),
        ((Share(A, 10_000), Share(B, 0)), False),
        (tuple(Share(UUID(int=n), 1666 + 4 * (n == 1)) for n in range(1, 7)), False),
    ],
)
def test_shares_make_up_the_whole(shares: tuple[Share, ...], whole: bool) -> None:
    assert is_whole(shares) == whole


@given(
    st.lists(st.integers(1, 9999), min_size=1, max_size=5),
    st.lists(st.integers(0, 99_999), min_size=1, max_size=6),
)
def test_returns_take_back_by_share_exactly_what_the_line_gave(
    weights: list[int], parts: list[int]
) -> None:
    total, done = sum(parts), 0
    taken = [0] * len(weights)
    for part in parts:
        back = reverse(weights, done_minor=done, now_minor=part)
        assert sum(back) == part
        taken = [one + more for one, more in zip(taken, back, strict=True)]
        done += part
    assert taken == divide(total, weights)


def sold_view(shop: Shop, sale_id: UUID) -> SaleView:
    return queries.get_sale(actor=shop.boss, sale_id=sale_id)


def test_a_line_has_its_own_guides_and_the_others_those_of_the_ticket(shop: Shop) -> None:
    one, two = hire(shop, "guide"), hire(shop, "guide")
    assert one.id is not None
    assert two.id is not None
    order = shop.order((shop.dress, 1), (shop.fee, 1))
    both = (Share(one.id, 6000), Share(two.id, 4000))
    lines = (replace(order.lines[0], guides=both, note="改短两厘米"), order.lines[1])
    order = replace(
        order, lines=lines, guides=(Share(two.id, 10_000),), note="周六取", prints_notes=True
    )
    view = sold_view(shop, shop.sell(order, actor=hire(shop, "cashier")).sale_id)
    served = [[(guide.staff_id, guide.share_bp) for guide in line.guides] for line in view.lines]
    assert served == [[(one.id, 6000), (two.id, 4000)], [(two.id, 10_000)]]
    assert (view.lines[0].note, view.note, view.prints_notes) == ("改短两厘米", "周六取", True)
    assert not broken()


def test_where_nobody_is_named_it_was_who_sold_it_and_nothing_more_is_kept(shop: Shop) -> None:
    view = sold_view(shop, shop.sell(shop.order((shop.dress, 1))).sale_id)
    assert [line.guides for line in view.lines] == [()]
    assert not SaleGuide.objects.exists()


def test_who_does_not_work_here_and_shares_that_are_not_whole_are_refused(shop: Shop) -> None:
    away = org.open_store(actor=shop.boss, at=NOON, code="F1", name="加盟店", kind="franchise")
    stranger, own = hire(shop, "guide", away).id, hire(shop, "guide").id
    assert stranger is not None
    assert own is not None
    for shares, code in (
        ((Share(stranger, 10_000),), "guides.unknown"),
        ((Share(uuid4(), 10_000),), "guides.unknown"),
        ((Share(own, 9999),), "guides.shares_wrong"),
    ):
        with pytest.raises(Invalid) as refused:
            shop.sell(replace(shop.order((shop.dress, 1)), guides=shares))
        assert refused.value.code == code
    assert not Sale.objects.exists()
