"""Stored value of a bargain that is given away: the bargain goes along, or stays (decision 26)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.payouts import pay_out
from tests.support.shop import NOON, Shop

from tessera.members import usecases as member_usecases
from tessera.members.models import Member
from tessera.offers.models import Coupon
from tessera.sales.models import TopUpPaidOut
from tessera.sales.queries import plan_payout
from tessera.sales.queries.topups import was_withdrawn
from tessera.sales.tests.test_gift_cards import refused
from tessera.sales.tests.test_gift_claims import signed_in
from tessera.sales.tests.test_topup_plans import plan
from tessera.sales.tests.test_value_gifts import claim, code, give, holds
from tessera.sales.tests.test_withdrawing import presents, topped_up
from tessera.wallet import usecases as wallet
from tessera.wallet.models import ValueGift
from tessera.wallet.rules.topups import MONTH, PlanTerms


@pytest.fixture(autouse=True)
def allowed(shop: Shop) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True)


def due(shop: Shop, member: UUID) -> int:
    """What would be paid out by the member's wish."""
    return plan_payout(shop.boss, member, store_id=shop.store_id, at=NOON).consumer_minor


def test_goods_that_a_top_up_made_free_are_paid_for_by_whoever_has_its_money(shop: Shop) -> None:
    giver, friend, third = shop.join(), shop.join("韩梅梅"), shop.join("王芳")
    sold = topped_up(shop, PlanTerms(free_order_times=3), giver, dress=True)
    claim(friend, code(give(giver, 50001)))
    claim(third, code(give(friend, 50001)))
    assert (due(shop, friend), due(shop, third)) == (0, 50001 - 14950)
    assert due(shop, giver) == 49999 - 14950
    shop.give_back(sold.sale_id, 0, 1)
    assert due(shop, giver) + due(shop, third) == 100000
    assert not broken()


def test_goods_that_a_top_up_made_free_are_paid_for_after_a_merge_as_well(shop: Shop) -> None:
    gone, stays = shop.join(), shop.join("韩梅梅")
    topped_up(shop, PlanTerms(free_order_times=3), gone, dress=True)
    member_usecases.merge(actor=shop.boss, at=NOON, keep_id=stays, gone_id=gone, reason="同一人")
    assert due(shop, stays) == 100000 - 29900
    assert not broken()


def test_money_whose_bonus_is_still_to_come_is_not_given_without_it(shop: Shop) -> None:
    """The friend would draw the money, and the giver keep the bonus."""
    giver = shop.join()
    sku_id = plan(shop, PlanTerms(parts=3, part_unit=MONTH), bonus=30000)
    shop.sell(shop.order((sku_id, 1), member_id=giver))
    with refused("wallet.gift_parts_to_come"):
        give(giver, 100)
    assert (holds(giver), ValueGift.objects.exists()) == ((100000, 10000), False)
    assert not broken()


def test_who_withdraws_after_a_merge_undoes_the_bargain_as_well(shop: Shop) -> None:
    gone, stays = shop.join(), shop.join("韩梅梅")
    sold = topped_up(shop, presents(shop), gone)
    member_usecases.merge(actor=shop.boss, at=NOON, keep_id=stays, gone_id=gone, reason="同一人")
    pay_out(shop, stays, 100000, cause="withdrawal", reason="")
    assert set(Coupon.objects.values_list("uses_limit", flat=True)) == {0}
    assert was_withdrawn(sold.sale_id)
    assert not broken()


def handed(shop: Shop, giver: UUID, friend: UUID, amount_minor: int) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True, may_transfer_value=True)
    wallet.transfer_value(
        actor=signed_in(giver),
        at=NOON,
        request_id=uuid4(),
        whom=str(Member.objects.get(id=friend).phone),
        amount_minor=amount_minor,
        fresh=True,
    )


def worthless() -> int:
    """How many coupons were withdrawn."""
    return Coupon.objects.filter(uses_limit=0).count()


def test_who_withdraws_what_a_link_brought_undoes_the_bargain_of_who_gave_it(shop: Shop) -> None:
    giver, friend = shop.join(), shop.join("韩梅梅")
    sold = topped_up(shop, presents(shop), giver)
    claim(friend, code(give(giver, 100000)))
    pay_out(shop, friend, 100000, cause="withdrawal", reason="")
    assert (worthless(), was_withdrawn(sold.sale_id)) == (2, True)
    assert not broken()


def test_who_withdraws_a_part_undoes_that_share_and_the_last_of_them_the_rest(shop: Shop) -> None:
    """Half of it goes on from hand to hand; who bought does not withdraw."""
    giver, friend, third = shop.join(), shop.join("韩梅梅"), shop.join("王芳")
    sold = topped_up(shop, presents(shop), giver)
    handed(shop, giver, friend, 50000)
    handed(shop, friend, third, 50000)
    pay_out(shop, third, 50000, cause="withdrawal", reason="")
    assert (worthless(), was_withdrawn(sold.sale_id)) == (1, False)
    handed(shop, giver, friend, 50000)
    pay_out(shop, friend, 50000, cause="withdrawal", reason="")
    assert (worthless(), was_withdrawn(sold.sale_id)) == (2, True)
    assert not broken()


def test_who_bought_undoes_all_of_the_bargain_with_what_is_left(shop: Shop) -> None:
    giver, friend = shop.join(), shop.join("韩梅梅")
    sold = topped_up(shop, presents(shop), giver)
    handed(shop, giver, friend, 90000)
    pay_out(shop, giver, 10000, cause="withdrawal", reason="")
    assert (worthless(), was_withdrawn(sold.sale_id)) == (2, True)
    pay_out(shop, friend, 90000, cause="withdrawal", reason="")
    kept = TopUpPaidOut.objects.get()
    assert (kept.whole_minor, kept.withdrawn_minor, kept.paid_minor) == (100000, 100000, 100000)
    assert not broken()


@pytest.mark.parametrize(("cause", "days"), [("operator", 0), ("consumer", 30)])
def test_what_is_paid_out_otherwise_leaves_the_giver_the_presents(
    shop: Shop, cause: str, days: int
) -> None:
    giver, friend = shop.join(), shop.join("韩梅梅")
    topped_up(shop, presents(shop), giver)
    handed(shop, giver, friend, 100000)
    pay_out(shop, friend, 100000, cause=cause, at=NOON + timedelta(days=days))
    assert worthless() == 0
    assert not broken()
