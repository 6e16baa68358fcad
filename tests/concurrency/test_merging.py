"""Two members become one while others sell, return and merge (CASES 14)."""

from datetime import date
from functools import partial
from uuid import UUID

import pytest

from tessera.ledger.models import Entry, Lot
from tessera.members import queries as members
from tessera.members import usecases
from tessera.members.models import Member
from tessera.members.queries import MemberView
from tessera.offers.models import Coupon
from tessera.platform.models import AuditRow
from tessera.wallet import queries as wallet
from tessera.wallet import usecases as wallets
from tests.support.arena import at_once, deed, told
from tests.support.books import broken, deadlocks
from tests.support.shop import NOON, Shop


def merge(shop: Shop, keep: UUID, gone: UUID) -> MemberView:
    return usecases.merge(
        actor=shop.boss,
        at=NOON,
        keep_id=keep,
        gone_id=gone,
        reason="同一人",
    )


def left(member: UUID) -> list[tuple[int, date | None, object, object]]:
    """What is in a member's lots, with how long, from when and where."""
    rows = Lot.objects.filter(account__owner=member, remaining__gt=0).order_by("id")
    return [(row.remaining, row.expires_on, row.earned_at, row.store_id) for row in rows]


def test_case_14_balances_lots_and_coupons_of_a_duplicate_go_to_who_stays(shop: Shop) -> None:
    keep, gone = shop.join(), shop.join()
    coupon = shop.coupon(gone)
    for member in (keep, gone):
        shop.top_up(member)
        shop.sell(shop.order((shop.dress, 1), member_id=member))
    before = left(gone)
    merge(shop, keep, gone)
    balances = wallet.get_balances(keep)
    assert (balances.principal_minor, balances.bonus_minor) == (100000, 10000)
    assert balances.points == 2 * 299
    assert wallet.get_balances(gone) == wallet.Balances(0, 0, 0, 0)
    assert left(gone) == []
    assert set(before) <= set(left(keep))
    assert len(left(keep)) == 2 * len(before)
    assert Entry.objects.filter(kind="merge").count() == 1
    assert Coupon.objects.get(code=coupon).member_id == keep
    order = shop.order((shop.dress, 1), member_id=keep, coupons=(coupon,))
    shop.sell(order, ("wallet", shop.total_of(order)))
    assert not broken()


def test_case_14_points_that_are_owed_are_owed_by_who_stays(shop: Shop) -> None:
    keep, gone = shop.join(), shop.join()
    sold = shop.sell(shop.order((shop.dress, 10), member_id=gone))
    shop.sell(shop.order((shop.dress, 1), member_id=gone, points=2900))
    shop.give_back(sold.sale_id, 10)
    owed = wallet.get_balances(gone).points_debt
    assert owed > 0
    merge(shop, keep, gone)
    assert wallet.get_balances(keep).points_debt == owed
    assert wallet.get_balances(gone).points_debt == 0
    assert not broken()


def test_case_14_what_the_duplicate_bought_comes_back_to_who_stays(shop: Shop) -> None:
    keep, gone = shop.join(), shop.join()
    shop.top_up(gone)
    sold = shop.sell(shop.order((shop.dress, 1), member_id=gone), ("wallet", 29900))
    merge(shop, keep, gone)
    shop.give_back(sold.sale_id, 1)
    assert wallets.carry_over(actor=shop.boss, at=NOON) == 1
    assert wallets.carry_over(actor=shop.boss, at=NOON) == 0
    balances = wallet.get_balances(keep)
    assert balances.principal_minor + balances.bonus_minor == 55000
    assert balances.points - balances.points_debt == 0
    assert not broken()


@pytest.mark.parametrize("crossed", [False, True], ids=["alike", "crossed"])
def test_case_14_two_merges_of_the_same_two_at_once_make_one(shop: Shop, crossed: bool) -> None:
    one, other = shop.join(), shop.join()
    for member in (one, other):
        shop.top_up(member)
    second = (other, one) if crossed else (one, other)
    answers = at_once([deed(merge, shop, one, other), deed(merge, shop, *second)])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "members.merged_already"], told(answers)
    [gone] = Member.objects.filter(merged_into__isnull=False)
    assert wallet.get_balances(members.survivor_of(gone.id)).principal_minor == 100000
    assert AuditRow.objects.filter(action="member.merged").count() == 1
    assert (broken(), deadlocks()) == ({}, 0)


def test_case_14_a_sale_and_a_merge_at_once_lose_nothing(shop: Shop) -> None:
    keep, gone = shop.join(), shop.join()
    shop.top_up(gone)
    order = shop.order((shop.dress, 1), member_id=gone)
    pay = partial(shop.sell, order, ("wallet", 29900), total=29900)
    answers = at_once([deed(pay), deed(merge, shop, keep, gone)])
    sale, merged = answers
    assert not merged.fault, told(answers)
    assert not merged.refused, told(answers)
    assert sale.refused in {"", "members.not_found"}, told(answers)
    wallets.carry_over(actor=shop.boss, at=NOON)
    balances = wallet.get_balances(keep)
    spent = 0 if sale.refused else 29900
    assert balances.principal_minor + balances.bonus_minor == 55000 - spent
    assert wallet.get_balances(gone) == wallet.Balances(0, 0, 0, 0)
    assert (broken(), deadlocks()) == ({}, 0)
