"""Sales of different tills and members do not wait for each other (CASES 27)."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection, transaction

from tessera.platform import work
from tessera.sales import usecases as sales
from tessera.sales.models import Sale
from tessera.sales.rules.order import TenderOffer
from tests.support.arena_member import PATIENCE
from tests.support.books import broken
from tests.support.shop import NOON, Shop

pytestmark = pytest.mark.postgres  # SQLite has one writer at a time, whatever the rows


@pytest.fixture
def impatient(shop: Shop) -> Iterator[None]:
    """This connection gives up when it has to wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '1s'")
        yield
        cursor.execute("RESET lock_timeout")


def write_and_linger(
    shop: Shop, sku: UUID, member: UUID, written: threading.Event, go_on: threading.Event
) -> None:
    """Write a whole sale and keep its transaction open, with every lock that it takes."""
    unit = work.Work("sale.completed", NOON, uuid4(), "")
    try:
        with work.begin(unit), transaction.atomic():
            sales.complete.__wrapped__(  # type: ignore[attr-defined]  # without its own commit
                actor=shop.boss,
                at=NOON,
                request_id=unit.request_id,
                store_id=shop.store_id,
                till_id=shop.till_id,
                order=shop.order((sku, 1), member_id=member),
                tenders=[TenderOffer("cash", 29900)],
                expected_total_minor=29900,
            )
            connection.check_constraints()  # foreign keys lock as well, at the latest by commit
            written.set()
            assert go_on.wait(PATIENCE)
    finally:
        written.set()
        connection.close()


@contextmanager
def lingering_sale(shop: Shop, sku: UUID, member: UUID) -> Iterator[None]:
    """For as long as this lasts somebody is about to commit a sale."""
    written, go_on = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        lingering: Future[None] = pool.submit(write_and_linger, shop, sku, member, written, go_on)
        try:
            assert written.wait(PATIENCE)
            assert not lingering.done(), lingering.exception()
            yield
        finally:
            go_on.set()
        lingering.result(PATIENCE)


def test_case_27_a_sale_completes_while_another_till_of_the_store_has_not_committed(
    shop: Shop, impatient: None
) -> None:
    mine, other = shop.join("王芳"), shop.join("李娜")
    shop.top_up(mine)
    coat = shop.add("COAT", 29900)
    there = shop.another_till("T2")
    with lingering_sale(there, coat, other):
        order = shop.order((shop.dress, 1), member_id=mine, coupons=(shop.coupon(mine),))
        sold = shop.sell(order, ("wallet", 20000), ("cash", 7900))
        assert Sale.objects.filter(id=sold.sale_id).exists()
        assert Sale.objects.count() == 2  # the top-up and this; the other one lingers
    assert Sale.objects.count() == 3
    assert not broken()


def test_a_sale_waits_for_one_of_its_own_till(shop: Shop, impatient: None) -> None:
    """The measure of the test above: it would notice."""
    member, coat = shop.join(), shop.add("COAT", 29900)
    shop.top_up(member)  # the till's counter for today is there
    with (
        lingering_sale(shop, coat, member),
        pytest.raises(OperationalError, match="lock timeout"),
    ):
        shop.sell(shop.order((shop.dress, 1)))
    assert Sale.objects.count() == 2
    assert not broken()
