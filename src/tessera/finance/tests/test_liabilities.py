"""What is owed, how old it is, and what the terms make of it."""

from datetime import date, timedelta

import pytest
from tests.support.chain import Chain
from tests.support.freezing import freeze, release
from tests.support.law import keep_law
from tests.support.shop import NOON, TODAY, Shop

from tessera.finance import jobs, usecases
from tessera.finance.models import AgeSum, Terms
from tessera.finance.queries import ages, liabilities
from tessera.finance.queries.days import get_today
from tessera.finance.queries.terms import list_terms, terms_of
from tessera.finance.rules.contracts import Expected
from tessera.finance.usecases import NewTerms
from tessera.kernel.errors import Forbidden, Invalid
from tessera.org.models import Store
from tessera.platform.models import AuditRow
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Rule

ZONE = "Asia/Shanghai"
TERMS = NewTerms(TODAY, 2000, 9500, 500)


@pytest.mark.parametrize(("days", "place"), [(30, 0), (31, 1), (90, 1), (365, 3), (366, 4)])
def test_a_credit_moves_to_the_next_band_at_midnight_of_the_store(
    shop: Shop, days: int, place: int
) -> None:
    shop.top_up(shop.join())
    day = TODAY + timedelta(days=days)
    found = ages.read_ages(at=NOON, today=day, zone=ZONE)
    assert {(one.kind, one.age, one.amount) for one in found.sums} == {
        ("wallet.principal", place, 50000),
        ("wallet.bonus", place, 5000),
    }


def test_points_tell_how_long_they_still_count(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=member))  # through 31 December 2027
    last = date(2027, 12, 31)
    for days, place in ((0, 0), (30, 0), (31, 1), (366, 4)):
        found = ages.read_ages(at=NOON, today=last - timedelta(days=days), zone=ZONE)
        assert [(one.kind, one.expiry) for one in found.sums] == [("points", place)]


def test_liabilities_are_of_the_store_that_issued_not_where_it_was_spent(chain: Chain) -> None:
    shop, franchise = chain.shop, chain.franchise
    member = shop.join()
    shop.top_up(member)
    franchise.sell(franchise.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    found = liabilities.get_liability(actor=chain.boss, at=NOON, holding="principal")
    assert [(one.store and one.store.code, one.amount) for one in found.stores] == [
        ("S1", 50000 - 27182)
    ]
    assert found.whole.amount == found.balance == 50000 - 27182
    theirs = liabilities.get_liability(actor=chain.partner, at=NOON, holding="principal")
    assert (theirs.stores, theirs.whole.amount) == ((), 0)
    own = liabilities.get_liability(actor=chain.manager, at=NOON, holding="principal")
    assert own.whole.amount == 50000 - 27182


def test_what_the_worker_looked_at_is_shown_until_it_is_old(shop: Shop) -> None:
    shop.top_up(shop.join())
    jobs.keep_sums(NOON)
    shop.top_up(shop.join("李娜"))
    soon = liabilities.get_liability(
        actor=shop.boss, at=NOON + timedelta(hours=1), holding="principal"
    )
    assert (soon.as_of, soon.whole.amount) == (NOON, 50000)
    late = NOON + timedelta(hours=3)
    found = liabilities.get_liability(actor=shop.boss, at=late, holding="principal")
    assert (found.as_of, found.whole.amount) == (late, 100000)
    jobs.keep_sums(late)
    assert {row.as_of for row in AgeSum.objects.all()} == {late}


def test_points_are_a_liability_month_by_month(shop: Shop) -> None:
    member = shop.join()
    usecases.set_terms(actor=shop.boss, at=NOON, terms=NewTerms(TODAY, 1000, 10_000, 0))
    shop.sell(shop.order((shop.dress, 10), member_id=member))
    april = NOON + timedelta(days=30)
    shop.sell(shop.order((shop.dress, 1), member_id=member, points=1000), at=april)
    jobs.keep_sums(NOON + timedelta(hours=2))
    first, second = liabilities.list_points(actor=shop.boss, at=april)
    assert (first.period.sales_minor, first.period.issued, first.period.redeemed) == (
        299000,
        2990,
        0,
    )
    # 2,990 points at 1 fen: 29.90 of 2,990.00 + 29.90
    assert (first.deferred_minor, first.earned_minor, first.owed_minor) == (2960, 0, 2960)
    assert (second.period.sales_minor, second.period.issued, second.period.redeemed) == (
        28900,
        289,
        1000,
    )
    assert second.deferred_minor == 286
    assert second.earned_minor == (2 * 3246 * 1000 + 3279) // (2 * 3279)


def test_terms_count_from_their_month_on_and_the_later_of_two(shop: Shop) -> None:
    assert terms_of(TODAY, list_terms()).expected == Expected(1000, 10_000)
    for share in (9000, 9500):
        terms = NewTerms(TODAY, 2000, share, 500)
        usecases.set_terms(actor=shop.boss, at=NOON + timedelta(minutes=share), terms=terms)
    known = list_terms()
    assert terms_of(date(2026, 2, 28), known).expected == Expected(1000, 10_000)
    assert terms_of(date(2026, 3, 1), known).expected == Expected(2000, 9500)
    assert AuditRow.objects.filter(action="finance.terms_set").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        NewTerms(TODAY, 1000, 10_001, 0),
        NewTerms(TODAY, -1, 0, 0),
        NewTerms(TODAY, 1000, 0, -1),
        NewTerms(TODAY, 10**9, 0, 0),
    ],
)
def test_terms_that_cannot_be_meant_change_nothing(shop: Shop, wrong: NewTerms) -> None:
    with pytest.raises(Invalid, match=r"finance\.terms_invalid"):
        usecases.set_terms(actor=shop.boss, at=NOON, terms=wrong)
    assert not Terms.objects.exists()


def test_who_sees_one_store_sets_no_terms(chain: Chain) -> None:
    with pytest.raises(Forbidden):
        usecases.set_terms(actor=chain.partner, at=NOON, terms=TERMS)
    assert not Terms.objects.exists()


def test_custody_is_a_share_of_what_was_owed_at_the_end_of_the_last_quarter(shop: Shop) -> None:
    rules = {**prepaid.CN_DEFAULT, prepaid.CUSTODY: Rule("warn", 4000)}
    keep_law(shop, rules)
    member = shop.join()
    shop.sell(shop.order((shop.topup, 1), member_id=member), ("card", 50000), at=NOON)
    april = NOON + timedelta(days=22)
    shop.sell(shop.order((shop.topup, 1), member_id=member), ("card", 50000), at=april)
    now = liabilities.get_stored_value(actor=shop.boss, at=april)
    assert (now.quarter_end, now.quarter_minor, now.custody_minor) == (
        date(2026, 3, 31),
        50000,
        20000,
    )
    assert (now.principal_minor, now.bonus_minor, now.per_hundred_minor) == (100000, 10000, 9091)
    march = liabilities.get_stored_value(actor=shop.boss, at=NOON)
    assert (march.quarter_end, march.custody_minor) == (date(2025, 12, 31), 0)


def test_breakage_is_nothing_until_somebody_expects_it(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    assert liabilities.get_stored_value(actor=shop.boss, at=NOON).breakage_minor == 0
    usecases.set_terms(actor=shop.boss, at=NOON, terms=TERMS)
    found = liabilities.get_stored_value(actor=shop.boss, at=NOON)
    assert found.breakage_minor == (2 * 2500 * 27182 + 47500) // (2 * 47500)


def test_the_business_day_of_the_brands_first_store_counts(shop: Shop) -> None:
    """At 03:00 of a bar that closes at five it is still the day before."""
    Store.objects.update(cutover_hour=5)
    night = NOON + timedelta(hours=15)  # 03:00 on 11 March
    assert get_today(shop.boss, night) == TODAY


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("amount", [11000, None])
def test_what_is_frozen_is_owed_in_the_ages_as_in_the_books(
    shop: Shop, amount: int | None, is_kept: bool
) -> None:
    member = shop.join()
    shop.top_up(member)
    freeze_id = freeze(shop, member, amount)
    if is_kept:
        jobs.keep_sums(NOON)
    frozen = {"principal": 10000 if amount else 50000, "bonus": 1000 if amount else 5000}
    for holding, whole in (("principal", 50000), ("bonus", 5000)):
        found = liabilities.get_liability(actor=shop.boss, at=NOON, holding=holding)
        assert (found.whole.frozen, found.whole.lots) == (frozen[holding], 1)
        assert sum(found.whole.bands) == sum(found.whole.expiry) == whole - frozen[holding]
        assert found.whole.amount == found.balance == whole
        assert [one.amount for one in found.stores] == [whole]
    owed = liabilities.get_stored_value(actor=shop.boss, at=NOON)
    assert (owed.principal_minor, owed.bonus_minor) == (50000, 5000)
    release(shop, freeze_id)
    later = NOON + timedelta(hours=3)
    found = liabilities.get_liability(actor=shop.boss, at=later, holding="principal")
    assert (found.whole.frozen, found.whole.amount, found.balance) == (0, 50000, 50000)
