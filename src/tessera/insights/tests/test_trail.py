from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.chain import Chain
from tests.support.payouts import pay_out
from tests.support.shop import NOON

from tessera.insights.pages import Page
from tessera.insights.queries import trail
from tessera.insights.queries.trail import Asked, Deed
from tessera.kernel.actor import Actor
from tessera.kernel.errors import NotFound


def deeds(actor: Actor, **asked: Any) -> list[Deed]:
    return list(trail.list_deeds(actor=actor, asked=Asked(**asked)).rows)


def test_a_sale_is_found_by_what_where_and_when(chain: Chain) -> None:
    shop = chain.shop
    sale = shop.sell(shop.order((shop.dress, 1)))

    (deed,) = deeds(
        chain.boss,
        action="sale.completed",
        store_id=shop.store_id,
        since=date(2026, 3, 10),
        until=date(2026, 3, 10),
    )

    assert (deed.subject, deed.store_name) == (str(sale.sale_id), "人民路店")
    assert deed.data["number"] == sale.number


def test_days_are_those_of_the_page(chain: Chain) -> None:
    shop = chain.shop
    shop.sell(shop.order((shop.dress, 1)))

    assert deeds(chain.boss, action="sale.completed", since=date(2026, 3, 11)) == []
    assert deeds(chain.boss, action="sale.completed", until=date(2026, 3, 9)) == []


def test_who_sees_one_store_sees_no_deeds_of_others_or_of_the_brand(chain: Chain) -> None:
    shop = chain.shop
    shop.sell(shop.order((shop.dress, 1)))

    seen = deeds(chain.partner)

    assert seen
    assert {deed.store_name for deed in seen} == {"加盟店"}
    with pytest.raises(NotFound):
        deeds(chain.partner, store_id=shop.store_id)


def test_pages_hold_every_deed_once(chain: Chain) -> None:
    shop = chain.shop
    for minute in range(90):
        shop.sell(shop.order((shop.dress, 1)), at=NOON + timedelta(minutes=minute // 3))

    asked, seen, after = Asked(action="sale.completed"), [], ""
    while True:
        page: Page[Deed] = trail.list_deeds(actor=chain.boss, asked=asked, after=after)
        seen += [deed.subject for deed in page.rows]
        if not (after := page.after):
            break

    assert len(seen) == len(set(seen)) == 90


def test_a_key_that_cannot_be_read_begins_at_the_start(chain: Chain) -> None:
    every = trail.list_deeds(actor=chain.boss, asked=Asked()).rows

    assert trail.list_deeds(actor=chain.boss, asked=Asked(), after="nonsense").rows == every


def test_a_deed_is_about_the_member_of_whom_it_tells_by_the_id(chain: Chain) -> None:
    member_id = chain.shop.join("赵敏")
    chain.shop.top_up(member_id)
    pay_out(chain.shop, member_id, 50000)

    (deed,) = deeds(chain.boss, action="payout.posted")

    assert deed.about == "赵敏"
