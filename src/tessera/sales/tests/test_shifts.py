"""Opening and closing shifts."""

from uuid import uuid4

import pytest
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.sales import usecases
from tessera.sales.models import Sale, Shift


def close(shop: Shop, counted: int) -> usecases.ClosedShift:
    return usecases.close_shift(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        counted_minor=counted,
    )


def test_case_24_a_close_takes_every_document_of_the_shift_and_says_how_many(shop: Shop) -> None:
    sold = [shop.sell(shop.order((shop.dress, 1))) for _ in range(3)]
    shop.sell(shop.order((shop.dress, 1)), ("card", 29900))
    shop.give_back(sold[0].sale_id, 1)
    closed = close(shop, 50000 + 2 * 29900 - 500)
    assert (closed.sale_count, closed.return_count) == (4, 1)
    assert (closed.expected_minor, closed.variance_minor) == (109800, -500)
    assert [(t.kind, t.taken_minor, t.refunded_minor) for t in closed.tenders] == [
        ("card", 29900, 0),
        ("cash", 3 * 29900, 29900),
    ]


def test_points_that_a_return_gave_back_are_not_kept_by_the_report(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 10), member_id=member))
    paid = shop.sell(shop.order((shop.dress, 2), member_id=member, points=2000))
    shop.give_back(paid.sale_id, 1)
    (points,) = [total for total in close(shop, 0).tenders if total.kind == "points"]
    assert (points.taken_minor, points.refunded_minor, points.count) == (2000, 1000, 2)


def test_nothing_is_sold_on_a_closed_shift(shop: Shop) -> None:
    close(shop, 50000)
    with pytest.raises(DomainError) as refused:
        shop.sell(shop.order((shop.dress, 1)), total=29900)
    assert refused.value.code == "sales.shift_closed"
    assert not Sale.objects.exists()


def test_a_till_has_one_open_shift(shop: Shop) -> None:
    with pytest.raises(DomainError) as refused:
        usecases.open_shift(
            actor=shop.boss,
            at=NOON,
            request_id=uuid4(),
            store_id=shop.store_id,
            till_id=shop.till_id,
            float_minor=0,
        )
    assert refused.value.code == "sales.shift_open"
    assert Shift.objects.count() == 1


def test_a_closed_shift_cannot_be_closed_again(shop: Shop) -> None:
    close(shop, 50000)
    with pytest.raises(DomainError) as refused:
        close(shop, 50000)
    assert refused.value.code == "sales.shift_closed"


def test_a_negative_count_is_refused(shop: Shop) -> None:
    with pytest.raises(DomainError) as refused:
        close(shop, -1)
    assert refused.value.code == "sales.amount_invalid"
    assert Shift.objects.get().is_open
