from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.support.chain import Chain
from tests.support.shop import NOON, Shop

from tessera.insights.queries import history, holdings, postings
from tessera.insights.queries.history import Event
from tessera.kernel.errors import NotFound


def events(shop: Shop, member_id: UUID, **asked: Any) -> Sequence[Event]:
    return history.list_events(actor=shop.boss, member_id=member_id, **asked).rows


def test_a_sale_is_one_event_with_all_that_it_changed(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    sale = shop.sell(
        shop.order((shop.dress, 1), member_id=member),
        ("wallet", 11000),
        ("cash", 18900),
        at=NOON + timedelta(hours=1),
    )

    bought, topped = events(shop, member)

    assert (bought.number, bought.store_name, bought.amount_minor) == (
        sale.number,
        "人民路店",
        29900,
    )
    assert bought.changes == {"points": 299, "wallet.principal": -10000, "wallet.bonus": -1000}
    assert topped.changes == {"wallet.principal": 50000, "wallet.bonus": 5000}


def test_points_spent_and_earned_in_one_sale_are_told_apart(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 10), member_id=member))
    paid = shop.order((shop.dress, 1), member_id=member, points=2000)
    sale = shop.sell(paid, at=NOON + timedelta(hours=1))
    back = shop.give_back(sale.sale_id, 1, at=NOON + timedelta(hours=2))

    returned, bought, _first = events(shop, member)

    assert (bought.points_in, bought.points_out) == (279, 2000)
    assert (returned.points_in, returned.points_out) == (2000, 279)
    assert (returned.sale_id, returned.document_id) == (sale.sale_id, back.return_id)


def test_the_next_page_begins_where_the_first_ended(shop: Shop) -> None:
    member = shop.join()
    for hour in range(5):
        shop.sell(shop.order((shop.dress, 1), member_id=member), at=NOON + timedelta(hours=hour))

    first = history.list_events(actor=shop.boss, member_id=member, size=3)
    second = history.list_events(actor=shop.boss, member_id=member, size=3, after=first.after)

    at = [event.at for event in (*first.rows, *second.rows)]
    assert at == [NOON + timedelta(hours=hour) for hour in (4, 3, 2, 1, 0)]
    assert second.after == ""


def test_a_store_that_the_reader_does_not_see_is_not_named(chain: Chain) -> None:
    member = chain.join_franchise()
    chain.shop.sell(chain.shop.order((chain.shop.dress, 1), member_id=member))

    (event,) = history.list_events(actor=chain.partner, member_id=member).rows

    assert (event.store_name, event.number) == (None, "")
    assert event.changes == {"points": 299}


def test_a_member_of_another_store_has_no_history_here(chain: Chain) -> None:
    member = chain.shop.join()

    with pytest.raises(NotFound):
        history.list_events(actor=chain.partner, member_id=member)


def test_holdings_agree_with_what_the_sales_left(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    shop.sell(shop.order((shop.dress, 1), member_id=member))

    held = holdings.get_holding(member)

    assert held.balances == holdings.list_balances([member])[member]
    assert held.balances.points == 299
    assert [lot.remaining for lot in held.lots] == [299]
    assert (held.habits.sale_count, held.habits.spent_minor) == (2, 29900 + 50000)


def test_the_postings_of_a_sale_name_their_accounts(shop: Shop) -> None:
    sale = shop.sell(shop.order((shop.dress, 1)))

    (posting,) = postings.list_postings(sale.sale_id)

    assert (posting.source, posting.destination, posting.amount) == (
        "tender.cash",
        "revenue",
        29900,
    )
