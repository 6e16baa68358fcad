"""Whoever is handed what is left of a top-up is handed what was used of it (domain handbook 1.3)."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.payouts import pay_out
from tests.support.shop import NOON, Shop, lift_limits

from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.sales.queries import PayoutPlan, plan_payout
from tessera.sales.tests.test_gift_cards import refused
from tessera.sales.tests.test_gift_claims import signed_in
from tessera.sales.tests.test_topup_plans import plan
from tessera.sales.tests.test_value_gifts import claim, code, give, holds, take_back
from tessera.sales.usecases import CompletedSale
from tessera.wallet import usecases as wallet
from tessera.wallet.rules.topups import PlanTerms

LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def allowed(shop: Shop) -> None:
    lift_limits(shop)
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True, may_transfer_value=True)


@pytest.fixture
def giver(shop: Shop) -> UUID:
    """Topped up 1,000 and got 200."""
    member = shop.join()
    shop.sell(shop.order((plan(shop, PlanTerms(), bonus=20000), 1), member_id=member))
    return member


def use(shop: Shop, member: UUID, minor: int = 60000) -> CompletedSale:
    style = f"HAT{minor}"
    sku_id = shop.skus.get(style) or shop.add(style, minor)
    return shop.sell(shop.order((sku_id, 1), member_id=member), ("wallet", minor))


def hand(giver: UUID, friend: UUID, minor: int) -> None:
    wallet.transfer_value(
        actor=signed_in(giver),
        at=NOON,
        request_id=uuid4(),
        whom=str(Member.objects.get(id=friend).phone),
        amount_minor=minor,
        fresh=True,
    )


def seen(shop: Shop, member: UUID, at: datetime = LATER) -> PayoutPlan:
    return plan_payout(shop.boss, member, store_id=shop.store_id, at=at)


def due(shop: Shop, *who: UUID) -> tuple[int, int]:
    """By the members' wish, and by ours, of all of them together."""
    plans = [seen(shop, one) for one in who]
    return sum(one.consumer_minor for one in plans), sum(one.operator_minor for one in plans)


def test_who_gets_all_that_is_left_gets_what_was_used_as_well(shop: Shop, giver: UUID) -> None:
    friend = shop.join("韩梅梅")
    use(shop, giver)
    assert due(shop, giver) == (40000, 50000)
    hand(giver, friend, 60000)
    assert (due(shop, giver), due(shop, friend)) == ((0, 0), (40000, 50000))
    assert not seen(shop, friend).may_withdraw
    with refused("payouts.no_withdrawal"):
        pay_out(shop, friend, 40000, at=LATER, cause="withdrawal", reason="")
    pay_out(shop, friend, 40000, at=LATER)
    assert holds(friend) == (0, 0)
    assert not broken()


@pytest.mark.parametrize("minor", [1, 12345, 48000, 54000, 59999])
def test_whatever_is_handed_over_all_together_are_due_what_one_was(
    shop: Shop, giver: UUID, minor: int
) -> None:
    friend = shop.join("韩梅梅")
    use(shop, giver)
    hand(giver, friend, minor)
    wish, ours = due(shop, giver, friend)
    assert abs(wish - 40000) <= 1
    assert abs(ours - 50000) <= 1
    assert not seen(shop, friend).may_withdraw
    assert not broken()


def test_from_hand_to_hand_and_by_a_link_each_bears_what_was_used_before(
    shop: Shop, giver: UUID
) -> None:
    friend, third = shop.join("韩梅梅"), shop.join("王芳")
    use(shop, giver, 24000)
    claim(friend, code(give(giver, 48000)))
    use(shop, friend, 24000)
    hand(friend, third, 12000)
    assert due(shop, giver, friend, third) == (52000, 60000)
    assert due(shop, third) == (7000, 10000)
    assert not broken()


def test_a_gift_that_comes_back_brings_its_share_of_what_was_used_back(
    shop: Shop, giver: UUID
) -> None:
    use(shop, giver)
    given = give(giver, 30000)
    assert due(shop, giver) == (20000, 25000)
    take_back(given, timedelta(days=8))
    assert due(shop, giver) == (40000, 50000)
    assert not broken()


def test_what_comes_back_after_it_was_handed_on_counts_as_never_used(
    shop: Shop, giver: UUID
) -> None:
    friend = shop.join("韩梅梅")
    sale = use(shop, giver)
    hand(giver, friend, 60000)
    shop.give_back(sale.sale_id, 1)
    assert (due(shop, giver), due(shop, friend)) == ((50000, 50000), (50000, 50000))
    assert seen(shop, friend).may_withdraw
    assert not broken()


def test_case_14_a_merge_takes_what_was_used_along(shop: Shop, giver: UUID) -> None:
    keep = shop.join("本人")
    use(shop, giver)
    members.merge(actor=shop.boss, at=NOON, keep_id=keep, gone_id=giver, reason="同一人")
    assert due(shop, keep) == (40000, 50000)
    assert not seen(shop, keep).may_withdraw
    pay_out(shop, keep, 40000, at=LATER)
    assert not broken()


def test_by_the_friends_wish_the_givers_goods_count_before_their_discount(
    shop: Shop, giver: UUID
) -> None:
    friend = shop.join("韩梅梅")
    order = shop.order((shop.dress, 1), member_id=giver, coupons=(shop.coupon(giver),))
    shop.sell(order, ("wallet", 27900))
    assert due(shop, giver) == (100000 - 29900, 100000 - 23250)
    hand(giver, friend, 46050)
    assert due(shop, giver) == due(shop, friend) == (35050, 38375)
    hand(giver, friend, 46050)
    assert due(shop, friend) == (70100, 76750)
    assert not broken()
