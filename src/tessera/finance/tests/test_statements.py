"""Statements say what the ledger says, before and after the sums are kept, and to everybody only their own."""

from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine
from tests.support.books import broken
from tests.support.chain import Chain
from tests.support.living import merge
from tests.support.payouts import pay_out
from tests.support.shop import NOON, TODAY, Shop

from tessera.finance import jobs, usecases
from tessera.finance.models import DaySum, Mark, MonthSum
from tessera.finance.queries import entries, keeping, members, statements
from tessera.finance.queries.statements import Asked
from tessera.finance.rules import columns
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import Forbidden, NotFound
from tessera.ledger.models import Account

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=2)


def asked(holding: str = "principal", since: date = TODAY, until: date = TODAY) -> Asked:
    return Asked(holding, since, until)


def busy(shop: Shop) -> UUID:
    """A member who tops up, spends, brings back and is paid out, on three days around a month's end."""
    member = shop.join()
    end = NOON + 21 * DAY  # 31 March
    shop.sell(shop.order((shop.topup, 1), member_id=member), ("card", 50000), at=end)
    wanted = shop.order((shop.dress, 1), member_id=member)
    sold = shop.sell(wanted, ("wallet", 29900), at=end + DAY)
    shop.give_back(sold.sale_id, 1, at=end + 2 * DAY)
    shop.sell(wanted, ("wallet", 29900), at=end + 2 * DAY)
    return member


def owed(holding: str) -> int:
    """By the accounts themselves."""
    kinds = columns.kinds_of(holding)
    return sum(row.balance or 0 for row in Account.objects.filter(kind__in=kinds))


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_statement_by_day_runs_over_the_end_of_a_month(shop: Shop, is_kept: bool) -> None:
    busy(shop)
    if is_kept:
        jobs.keep_sums(LATER)
        assert DaySum.objects.exists()
    april = asked(since=date(2026, 4, 1), until=date(2026, 4, 30))
    found = statements.by_day(actor=shop.boss, asked=april)
    assert [(one.day, one.line.opening, one.line.closing) for one in found.days] == [
        (date(2026, 4, 2), 22818, 22818),
        (date(2026, 4, 1), 50000, 22818),
    ]
    assert (found.whole.opening, dict(found.whole.moved)) == (50000, {"used": 27182})
    assert found.whole.closing == owed("principal")
    assert found.columns == ("issued", "used")


@pytest.mark.parametrize("holding", ["principal", "bonus", "points"])
def test_the_closing_of_everything_is_what_the_accounts_hold(shop: Shop, holding: str) -> None:
    member = busy(shop)
    shop.sell(shop.order((shop.dress, 1), member_id=member, points=200))
    jobs.keep_sums(LATER)
    with time_machine.travel(LATER, tick=False):
        shop.sell(shop.order((shop.dress, 2), member_id=member))
    ever = asked(holding, date(2026, 1, 1), date(2026, 12, 31))
    assert statements.by_day(actor=shop.boss, asked=ever).whole.closing == owed(holding)
    assert statements.by_store(actor=shop.boss, asked=ever).whole.closing == owed(holding)
    assert members.by_day(actor=shop.boss, member_id=member, asked=ever).whole.closing == owed(
        holding
    )


def test_a_store_has_what_moved_there_and_all_stores_make_the_whole(chain: Chain) -> None:
    shop, franchise = chain.shop, chain.franchise
    member = shop.join()
    shop.top_up(member)
    order = franchise.order((shop.dress, 1), member_id=member)
    franchise.sell(order, ("wallet", 29900))
    found = statements.by_store(actor=chain.boss, asked=asked())
    told = {one.store and one.store.code: one.line for one in found.stores}
    assert {code: (dict(line.moved), line.closing) for code, line in told.items()} == {
        "F1": ({"used": 27182}, -27182),
        "S1": ({"issued": 50000}, 50000),
    }
    assert found.whole.closing == owed("principal") == 50000 - 27182


def test_a_franchise_sees_its_own_figures_only(chain: Chain) -> None:
    member = chain.shop.join()
    chain.shop.top_up(member)
    own = statements.by_store(actor=chain.partner, asked=asked())
    assert (own.stores, own.whole.closing) == ((), 0)
    assert not entries.list_entries(actor=chain.partner, asked=asked()).rows
    theirs = Asked("principal", TODAY, TODAY, chain.shop.store_id)
    for read in (statements.by_day, statements.by_store, entries.list_entries):
        with pytest.raises(NotFound, match=r"org\.store_not_found"):
            read(actor=chain.partner, asked=theirs)
    with pytest.raises(NotFound, match=r"members\.not_found"):
        members.by_day(actor=chain.partner, member_id=member, asked=asked())
    with pytest.raises(NotFound, match=r"members\.not_found"):
        entries.list_member_entries(actor=chain.partner, member_id=member, asked=asked())


def test_without_the_permission_nobody_sees_a_figure(shop: Shop) -> None:
    nobody = Actor("staff", None, "路人", "cashier", frozenset(), frozenset({shop.store_id}))
    for read in (statements.by_day, statements.by_store, entries.list_entries):
        with pytest.raises(Forbidden):
            read(actor=nobody, asked=asked())


def test_each_figure_opens_the_entries_that_make_it(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    sold = shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    back = shop.give_back(sold.sale_id, 1)
    pay_out(shop, member, 50000)
    for column, amount, kinds in (
        ("issued", 50000, ["sale"]),
        ("used", 0, ["return", "sale"]),
        ("refunded", -50000, ["payout"]),
    ):
        page = entries.list_entries(actor=shop.boss, asked=asked(), column=column)
        assert sorted(row.kind for row in page.rows) == kinds
        told = [one for row in page.rows for one in row.postings if one.is_told]
        assert {one.unit for one in told} == {"CNY"}
        assert sum(row.change for row in page.rows) == amount
    found = entries.list_entries(actor=shop.boss, asked=asked(), column="used").rows
    used, returned = sorted(found, key=lambda row: row.change)
    assert returned.document
    assert (returned.document.number, returned.document.sale_id) == (back.number, sold.sale_id)
    assert used.document
    assert used.document.number == sold.number
    assert (returned.change, used.change) == (27182, -27182)


@pytest.mark.parametrize("is_kept", [False, True])
def test_entries_come_in_pages_without_gap_or_doubling(shop: Shop, is_kept: bool) -> None:
    member = shop.join()
    shop.top_up(member)
    wanted = shop.order((shop.fee, 1), member_id=member)
    for day in (0, 0, 1, 2, 2, 2):
        for _ in range(10):
            shop.sell(wanted, ("wallet", 2000) if day == 0 else ("cash", 2000), at=NOON + day * DAY)
    if is_kept:
        jobs.keep_sums(LATER)
    wide = asked(until=TODAY + 5 * DAY)
    seen, after = [], ""
    while True:
        page = entries.list_entries(actor=shop.boss, asked=wide, after=after)
        seen += [row.id for row in page.rows]
        after = page.after
        if not after:
            break
    own = entries.list_member_entries(actor=shop.boss, member_id=member, asked=wide)
    assert len(seen) == len(set(seen)) == 21
    assert [row.id for row in own.rows] == seen


def test_a_members_statement_shows_what_came_from_another_member(shop: Shop) -> None:
    keep, gone = shop.join(), shop.join("李娜")
    shop.top_up(gone)
    merge(shop, keep=keep, gone=gone)
    line = members.by_day(actor=shop.boss, member_id=keep, asked=asked()).whole
    # a duplicate is the same person: what it held was the member's own all along
    assert (dict(line.moved), line.closing) == ({"issued": 50000}, 50000)
    told = members.list_holdings(actor=shop.boss, member_id=keep, since=TODAY, until=TODAY)
    assert [one.holding for one in told] == ["principal", "bonus"]


def test_sums_that_were_kept_are_proved_and_a_wrong_one_is_found(shop: Shop) -> None:
    busy(shop)
    jobs.keep_sums(LATER)
    assert not broken()
    DaySum.objects.filter(source="tender.card").update(amount=1)
    assert broken().keys() == {"finance.days", "finance.months"}
    DaySum.objects.all().delete()
    MonthSum.objects.all().delete()
    assert broken().keys() == {"finance.days"}


def test_keeping_again_adds_nothing_twice(shop: Shop) -> None:
    busy(shop)
    piece = keeping.read_piece(LATER)
    assert piece
    jobs.keep_sums(LATER)
    before = list(DaySum.objects.order_by("id").values())
    worker = system_actor("bookkeeping", {"finance.keep"})
    assert not usecases.keep_sums(actor=worker, at=LATER, piece=piece)
    jobs.keep_sums(LATER)
    assert list(DaySum.objects.order_by("id").values()) == before
    assert not broken()


def test_what_comes_late_for_a_day_that_was_kept_is_added_to_it(shop: Shop) -> None:
    busy(shop)
    jobs.keep_sums(LATER)
    with time_machine.travel(LATER, tick=False):
        shop.top_up(shop.join("李雷"))  # of the same business day
    mark = Mark.objects.get().until_id
    jobs.keep_sums(LATER + timedelta(hours=2))
    assert Mark.objects.get().until_id > mark
    assert not broken()
    found = statements.by_day(actor=shop.boss, asked=asked())
    assert found.whole.of("issued") == 50000


def test_what_may_still_be_under_way_is_left_to_the_next_hour(shop: Shop) -> None:
    shop.top_up(shop.join())
    jobs.keep_sums(NOON + timedelta(minutes=30))
    assert not DaySum.objects.exists()
    found = statements.by_day(actor=shop.boss, asked=asked())
    assert found.whole.closing == 50000
