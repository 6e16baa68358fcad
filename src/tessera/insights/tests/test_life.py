from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support import living
from tests.support.chain import Chain
from tests.support.guiding import look_after
from tests.support.living import HOUR
from tests.support.shop import NOON, Shop
from tests.support.till import hire

from tessera.insights.queries import holdings, life, postings
from tessera.insights.queries.life import Event, Moment, telling
from tessera.kernel.actor import Actor
from tessera.kernel.errors import NotFound


def events(shop: Shop, member_id: UUID, **asked: Any) -> Sequence[Event]:
    found = life.list_life(actor=shop.boss, member_id=member_id, kind="buying", **asked).rows
    return [moment.event for moment in found if moment.event]


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

    asked: dict[str, Any] = {"actor": shop.boss, "member_id": member, "kind": "buying", "size": 3}
    first = life.list_life(**asked)
    second = life.list_life(**asked, after=first.after)

    at = [event.at for event in (*first.rows, *second.rows)]
    assert at == [NOON + timedelta(hours=hour) for hour in (4, 3, 2, 1, 0)]
    assert second.after == ""


def test_a_store_that_the_reader_does_not_see_is_not_named(chain: Chain) -> None:
    member = chain.join_franchise()
    chain.shop.sell(chain.shop.order((chain.shop.dress, 1), member_id=member))

    (moment,) = life.list_life(actor=chain.partner, member_id=member, kind="buying").rows

    assert moment.event
    assert (moment.event.store_name, moment.event.number, moment.event.sale_id) == (None, "", None)
    assert moment.event.changes == {"points": 299}
    assert (moment.lines, moment.who) == ((), "")


def test_a_member_of_another_store_has_no_history_here(chain: Chain) -> None:
    member = chain.shop.join()

    with pytest.raises(NotFound):
        life.list_life(actor=chain.partner, member_id=member)


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


def told(shop: Shop, member_id: UUID, kind: str = "", **asked: Any) -> list[Moment]:
    actor = asked.pop("actor", shop.boss)
    return list(life.list_life(actor=actor, member_id=member_id, kind=kind, **asked).rows)


@pytest.fixture
def busy(shop: Shop) -> UUID:
    return living.live(shop)


def test_everything_is_told_newest_first_and_each_kind_for_itself(shop: Shop, busy: UUID) -> None:
    all_of_it = told(shop, busy, size=100)

    assert {moment.kind for moment in all_of_it} == set(life.KINDS) - {"holding"}
    keys = [(moment.at, moment.id.int) for moment in all_of_it]
    assert keys == sorted(keys, reverse=True)
    for kind in life.KINDS:
        assert told(shop, busy, kind) == [one for one in all_of_it if one.kind == kind], kind


def test_every_kind_has_its_sources() -> None:
    assert set(telling.SOURCES) == set(life.KINDS)


def test_deeds_name_who_did_them_and_why(shop: Shop, busy: UUID) -> None:
    by_deed = {moment.deed: moment for moment in told(shop, busy, size=100)}
    assert by_deed["hand"].data["reason"] == "周年"
    assert by_deed["member.tagged"].data["why"]["text"] == "常客"
    assert by_deed["managers"].who == shop.boss.name
    assert [line.quantity for line in by_deed["sale"].lines] == [2]
    assert by_deed["submit"].data["level"] == "银卡"


def test_pages_tell_everything_once(shop: Shop, busy: UUID) -> None:
    whole = told(shop, busy, size=100)
    pieces: list[Moment] = []
    after = ""
    while True:
        page = life.list_life(actor=shop.boss, member_id=busy, after=after, size=3)
        pieces += page.rows
        after = page.after
        if not after:
            break
    assert pieces == whole


def test_the_reader_sees_no_more_than_the_role_allows(shop: Shop, busy: UUID) -> None:
    guide = hire(shop, "guide")
    seen = told(shop, busy, actor=guide, size=100)
    assert not [moment for moment in seen if moment.kind in {"door", "note"}]
    (message,) = [moment for moment in seen if moment.kind == "message"]
    assert message.data["text"] == ""
    assert told(shop, busy, "door", actor=guide) == []
    assert told(shop, busy, "door")


def test_a_tag_that_a_rule_took_away_is_told_with_why(shop: Shop) -> None:
    member = shop.join()
    tag, reason = living.define_tag(shop, "常客"), {"text": "三次"}
    living.judge(tag, {member: reason}, at=NOON)
    living.judge(tag, {}, at=NOON + HOUR)
    ended, hung = told(shop, member, "tag")
    assert (hung.deed, hung.at, ended.deed, ended.at) == (
        "by_rule",
        NOON,
        "rule_ended",
        NOON + HOUR,
    )
    assert hung.data == ended.data == {"tag": "常客", "why": reason}


def test_a_long_life_is_read_with_as_few_statements_as_a_short_one(shop: Shop, busy: UUID) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as sent:
            life.list_life(actor=shop.boss, member_id=busy)
        return len(sent)

    short = statements()
    for hour in range(30):
        at = NOON + timedelta(days=1, hours=hour)
        shop.sell(shop.order((shop.dress, 1), member_id=busy), at=at)
        living.note(shop, busy, "来过", at=at)
    assert statements() == short <= 40


def test_members_read_of_levels_and_of_what_bringing_others_gave(shop: Shop, busy: UUID) -> None:
    own = life.list_own(
        Actor("member", busy, "王芳", "member", settings.MEMBER_PERMISSIONS, store_ids=None),
        size=100,
    ).rows
    assert {moment.kind for moment in own} == {"buying", "level", "referral"}
    (level,) = [moment for moment in own if moment.kind == "level"]
    assert (level.data["after"], level.data["reason"], level.who) == ("金卡", "", "")
    brought, promised = [moment for moment in own if moment.kind == "referral"]
    assert {brought.deed, promised.deed} == {"brought", "promised"}
    assert {brought.data["name"], promised.data["name"]} == {"李**"}


def test_what_expired_and_what_a_merge_brought_is_told(shop: Shop) -> None:
    gone, keep = shop.join(), shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=gone))
    living.merge(shop, keep=keep, gone=gone, at=NOON + HOUR)
    (merged,) = told(shop, keep, "holding")
    assert merged.event
    assert (merged.deed, merged.event.points_in, merged.event.points_out) == ("merge", 0, 0)
    assert [one.deed for one in told(shop, keep, "buying")] == ["sale"]


def test_who_looked_after_a_member_is_told_with_who_changed_it_and_why(shop: Shop) -> None:
    fang, chief, member = hire(shop, "guide"), hire(shop, "manager"), shop.join()
    for guide, hours in ((fang.id, 1), (None, 2)):
        look_after(shop, member, guide, at=NOON + hours * HOUR, actor=chief)
    ended, began = told(shop, member, "person")[:2]
    assert (began.deed, began.who, began.at) == ("guide", chief.name, NOON + HOUR)
    assert began.data == {"before": "", "after": fang.name, "cause": "hand", "reason": "调店"}
    assert (ended.data["before"], ended.data["after"]) == (fang.name, "")
