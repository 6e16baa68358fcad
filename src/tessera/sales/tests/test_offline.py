"""Sales made without the server: posted as they were sold, once, and remarked upon."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.offline import Cut, cheaper, cut, give_numbers
from tests.support.shop import NOON, TODAY, Shop

from tessera.catalog.models import Product
from tessera.kernel.errors import DomainError
from tessera.ledger.queries import get_balance
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.offers import usecases as offers
from tessera.platform.models import AuditRow, Counter
from tessera.sales import places, usecases
from tessera.sales.models import MadeOffline, Sale, SyncRemark
from tessera.sales.queries import offline as queries
from tessera.sales.rules.offline import Number, SaleMade
from tessera.sales.rules.order import TenderOffer
from tessera.stock.queries import on_hand
from tessera.wallet.queries import get_balances


@pytest.fixture
def line(shop: Shop) -> Cut:
    """The shop's till, cut off."""
    return cut(shop)


def remarks(sale_id: UUID) -> set[str]:
    """The codes of what is remarked about a sale."""
    return set(SyncRemark.objects.filter(made__sale=sale_id).values_list("code", flat=True))


def refused(work: Callable[[], object]) -> DomainError:
    """Do ``work``, which must be refused and change nothing."""
    models = (Sale, MadeOffline, SyncRemark, AuditRow)
    before = [model._base_manager.count() for model in models]
    with pytest.raises(DomainError) as caught:
        work()
    assert [model._base_manager.count() for model in models] == before
    return caught.value


def test_a_sale_made_offline_is_posted_as_one_made_online(shop: Shop, line: Cut) -> None:
    member, later = shop.join(), NOON + timedelta(hours=3)
    made = line.make(shop.order((shop.dress, 1), member_id=member), ("cash", 30000))
    done = line.send(made, at=later)
    assert (done.number, done.total_minor, done.points_earned) == ("S1-T1-260310-F0001", 29900, 299)
    assert done.remarks == ()
    sale = Sale.objects.get(id=done.sale_id)
    assert (sale.at, sale.change_minor) == (NOON, 100)
    assert AuditRow.objects.get(action="sale.recorded_offline").at == later
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: 99}
    assert get_balance(places.tender(shop.till_id, "cash", "CNY")) == -29900
    assert get_balances(member).points == 299
    assert not broken()


def test_case_22_sent_twice_it_is_made_once(shop: Shop, line: Cut) -> None:
    made, request_id = line.make(shop.order((shop.dress, 1))), uuid4()
    first = line.send(made, request_id=request_id)
    assert line.send(made, request_id=request_id, at=NOON + timedelta(days=1)) == first
    assert Sale.objects.count() == MadeOffline.objects.count() == 1
    other = replace(made, number=replace(made.number, value=made.number.value + 1))
    assert refused(lambda: line.send(other, request_id=request_id)).code == "request.reused"


def test_the_server_never_gives_a_number_of_a_block(shop: Shop, line: Cut) -> None:
    online = shop.sell(shop.order((shop.dress, 1))).number
    offline = [line.send(line.make(shop.order((shop.dress, 1)))).number for _ in range(2)]
    assert [online, *offline, shop.sell(shop.order((shop.dress, 1))).number] == [
        "S1-T1-260310-0001",
        "S1-T1-260310-F0001",
        "S1-T1-260310-F0002",
        "S1-T1-260310-0002",
    ]
    again = give_numbers(shop)
    assert (again.first, again.last) == (1001, 2000)
    tomorrow = give_numbers(shop, business_on=TODAY + timedelta(days=1))
    assert (tomorrow.first, tomorrow.prefix) == (1, "S1-T1-260311-F")
    assert tomorrow.starts_at == line.block.ends_at
    assert not broken()


def test_numbers_are_given_for_days_that_come(shop: Shop) -> None:
    for days in (-1, 15):
        with pytest.raises(DomainError) as caught:
            give_numbers(shop, business_on=TODAY + timedelta(days=days))
        assert caught.value.code == "offline.block_day"
    assert not Counter.objects.filter(series__startswith="offline").exists()


def _forged(made: SaleMade, **line: Any) -> SaleMade:
    (first, *rest) = made.shown.lines
    return replace(made, shown=replace(made.shown, lines=(replace(first, **line), *rest)))


def test_what_can_be_true_of_no_sale_is_refused(shop: Shop, line: Cut) -> None:
    member = shop.join()
    made = line.make(shop.order((shop.dress, 2), member_id=member))
    top_up = line.make(shop.order((shop.topup, 1), member_id=member))
    there = shop.another_till("T2").till_id
    order, shown = made.order, made.shown
    gone = replace(order, lines=(replace(order.lines[0], sku_id=uuid4()),))
    poor, value = (TenderOffer("cash", 1),), (TenderOffer("wallet", 59800),)
    wrong: list[tuple[str, SaleMade]] = [
        ("offline.number_unknown", replace(made, number=Number("2026-03-10", 1001))),
        ("offline.number_unknown", replace(made, number=Number("2026-03-11", 1))),
        ("offline.sums_wrong", _forged(made, net_minor=1)),
        ("offline.sums_wrong", _forged(made, quantity=1)),
        ("offline.sums_wrong", replace(made, shown=replace(shown, total_minor=1), tenders=poor)),
        ("offline.sums_wrong", replace(made, shown=replace(shown, reduction_minor=1))),
        ("offline.sums_wrong", replace(made, shown=replace(shown, currency="EUR"))),
        ("offline.sums_wrong", replace(made, order=shop.order((shop.dress, 3)))),
        ("sales.underpaid", replace(made, tenders=poor)),
        ("offline.means", replace(made, tenders=value)),
        ("offline.means", replace(made, order=replace(order, points=100))),
        ("offline.means", replace(made, order=replace(order, coupon_codes=("C1",)))),
        ("offline.value", top_up),
        ("products.not_found", replace(made, order=gone)),
    ]
    found = [(refused(partial(line.send, one)).code, one) for _, one in wrong]
    assert found == wrong
    error = refused(partial(line.send, made, till_id=there))
    assert error.code == "offline.number_unknown"


def test_another_price_stands_as_it_was_sold_and_is_remarked(shop: Shop, line: Cut) -> None:
    member = shop.join()
    made = cheaper(line.make(shop.order((shop.dress, 1), member_id=member)), 5000)
    done = line.send(made)
    assert (done.total_minor, done.points_earned) == (24900, 249)
    remark = SyncRemark.objects.get(made__sale=done.sale_id)
    assert remark.code == "price_differs"
    assert remark.data == {"shown_minor": 24900, "own_minor": 29900, "gone": ["旧价"], "new": []}
    assert not broken()


def test_more_than_the_stock_has_is_sold_all_the_same(shop: Shop, line: Cut) -> None:
    made = [line.make(shop.order((shop.dress, 60))) for _ in range(2)]
    first, second = (line.send(one) for one in made)
    assert (first.remarks, second.remarks) == ((), ("stock_short",))
    assert on_hand(shop.store_id, [shop.dress]) == {shop.dress: -20}
    assert not broken()
    online = shop.order((shop.dress, 1))
    assert refused(lambda: shop.sell(online, total=29900)).code == "stock.insufficient"


def test_a_promotion_beyond_its_limit_stands_and_is_told(shop: Shop, line: Cut) -> None:
    offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        name="只此一次",
        kind="limited_time",
        config={"discount_bp": 1000},
        starts_on=TODAY,
        ends_on=TODAY,
        limits={"uses": 1},
    )
    made = [line.make(shop.order((shop.dress, 1))) for _ in range(2)]
    first, second = (line.send(one) for one in made)
    assert (first.total_minor, second.total_minor) == (26910, 26910)
    assert first.remarks == ()
    assert set(second.remarks) == {"price_differs", "promotion_over"}
    assert shop.sell(shop.order((shop.dress, 1))).total_minor == 29900
    assert not broken()


def test_who_was_merged_meanwhile_earns_as_who_stayed(shop: Shop, line: Cut) -> None:
    keep, gone = shop.join(), shop.join("王芳芳")
    made = line.make(shop.order((shop.dress, 1), member_id=gone))
    members.merge(actor=shop.boss, at=NOON, keep_id=keep, gone_id=gone, reason="重复")
    done = line.send(made)
    assert done.remarks == ("member_merged",)
    assert get_balances(keep).points == 299
    assert not broken()


def test_of_who_has_left_the_sale_is_nobodys(shop: Shop, line: Cut) -> None:
    member = shop.join()
    made = line.make(shop.order((shop.dress, 1), member_id=member))
    Member.objects.filter(id=member).update(left_at=NOON)
    done = line.send(made)
    assert done.remarks == ("member_gone",)
    assert Sale.objects.get(id=done.sale_id).member_id is None


def test_goods_that_are_sold_no_more_and_another_level_are_told(shop: Shop, line: Cut) -> None:
    member = shop.join()
    made = line.make(shop.order((shop.dress, 1), member_id=member), level_id=uuid4())
    Product.objects.filter(style="DRESS").update(is_active=False)
    assert set(line.send(made).remarks) == {"product_withdrawn", "level_changed"}


def test_of_a_shift_that_was_closed_the_sale_comes_into_the_next(shop: Shop, line: Cut) -> None:
    made, request_id = line.make(shop.order((shop.dress, 1))), uuid4()
    shop.close_shift()
    error = refused(lambda: line.send(made, request_id=request_id))
    assert error.code == "sales.shift_closed"
    opened = shop.open_shift()
    done = line.send(made, request_id=request_id)
    assert done.remarks == ("shift_closed",)
    assert Sale.objects.get(id=done.sale_id).shift_id == opened.shift_id
    assert not broken()


def test_a_clock_that_is_out_is_set_right(shop: Shop, line: Cut) -> None:
    for told, hours, is_told in ((-72, 0, True), (72, 2, True), (0, 0, False), (1, 1, False)):
        made = line.make(shop.order((shop.dress, 1)))
        made = replace(made, made_at=NOON + timedelta(hours=told))
        done = line.send(made, at=NOON + timedelta(hours=2))
        assert Sale.objects.get(id=done.sale_id).at == NOON + timedelta(hours=hours)
        assert remarks(done.sale_id) == ({"clock"} if is_told else set())


def test_a_sale_before_midnight_that_comes_after_it_belongs_to_its_day(
    shop: Shop, line: Cut
) -> None:
    late = NOON.replace(hour=15, minute=59)
    made = line.make(shop.order((shop.dress, 1)), at=late)
    done = line.send(made, at=late + timedelta(hours=9))
    assert (done.business_on, done.number) == (date(2026, 3, 10), "S1-T1-260310-F0001")
    assert not broken()


def test_case_04_what_had_come_through_after_all_is_not_sold_again(shop: Shop, line: Cut) -> None:
    tried, order = uuid4(), shop.order((shop.dress, 1))
    made = line.make(order, instead_of=tried)
    online = shop.sell(order, request_id=tried)
    done = line.send(made)
    assert (done.sale_id, done.remarks) == (online.sale_id, ("sold_online",))
    assert Sale.objects.count() == 1
    assert not broken()


def test_case_04_what_comes_through_too_late_does_nothing(shop: Shop, line: Cut) -> None:
    tried, order = uuid4(), shop.order((shop.dress, 1))
    line.send(line.make(order, instead_of=tried))
    assert refused(lambda: shop.sell(order, request_id=tried)).code == "request.reused"
    assert Sale.objects.count() == 1


def test_a_number_that_was_used_already_gives_way(shop: Shop, line: Cut) -> None:
    made = line.make(shop.order((shop.dress, 1)))
    line.send(made)
    done = line.send(made)
    assert (done.number, done.remarks) == ("S1-T1-260310-0001", ("number_taken",))
    assert not broken()


def test_a_manager_looks_at_what_is_remarked_and_notes_it(shop: Shop, line: Cut) -> None:
    line.send(line.make(shop.order((shop.dress, 1))))
    odd = line.send(cheaper(line.make(shop.order((shop.dress, 1))), 5000))
    (open_one,) = queries.list_made_offline(actor=shop.boss, is_open=True)
    assert (open_one.sale_id, queries.count_unseen(shop.boss)) == (odd.sale_id, 1)
    assert len(queries.list_made_offline(actor=shop.boss, is_open=False)) == 2
    stranger = replace(shop.boss, store_ids=frozenset({uuid4()}))
    see = partial(usecases.see_offline, at=NOON, made_id=open_one.id, note="旧价签")
    assert queries.list_made_offline(actor=stranger, is_open=False) == []
    assert refused(partial(see, actor=stranger)).code == "sales.not_found"
    see(actor=shop.boss)
    assert queries.list_made_offline(actor=shop.boss, is_open=True) == []
    seen = queries.list_made_offline(actor=shop.boss, is_open=False)[0]
    assert (seen.note, seen.seen_at) == ("旧价签", NOON)
