"""Rewards redeemed, picked up, cancelled, lapsed and taken back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.redeeming import Counter, card_kind, open_counter, use_card
from tests.support.shop import NOON, Shop

from tessera.kernel.errors import DomainError
from tessera.ledger.models import Entry, Lot
from tessera.offers.models import Coupon
from tessera.offers.usecases import create_coupon_kind
from tessera.org import usecases as org
from tessera.rewards import jobs, usecases
from tessera.rewards.models import Redemption, Reward, Wish
from tessera.rewards.queries import catalogue, redeemed
from tessera.rewards.usecases import RewardTerms
from tessera.sales.models import PassUse
from tessera.stock.models import Stock
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.cards import list_cards

LATER = NOON + timedelta(days=40)


@pytest.fixture
def counter(shop: Shop) -> Counter:
    return open_counter(shop)


def refused(code: str, call: Any, *args: Any, **kwargs: Any) -> DomainError:
    """Make the call, which must be refused by ``code``."""
    with pytest.raises(DomainError) as refusal:
        call(*args, **kwargs)
    assert refusal.value.code == code
    return refusal.value


def test_a_reward_takes_its_points_and_waits_with_a_code(counter: Counter) -> None:
    reward = counter.offer(stock=2, days=10)
    done = counter.redeem(reward)
    row = Redemption.objects.get(id=done.redemption_id)
    assert (counter.points(), done.points, row.points) == (199, 100, 100)
    assert (row.state, row.until, row.name) == ("reserved", date(2026, 3, 19), "青瓷杯")
    assert (row.store_id, row.payer_id) == (counter.shop.store_id, counter.member)
    assert Reward.objects.get(id=reward).taken == 1
    assert Coupon.objects.get(code=done.code).member_id == counter.member
    assert not broken()


def test_case_20_a_code_cannot_be_guessed(counter: Counter) -> None:
    code = counter.redeem(counter.offer()).code
    assert len(code) == 15
    assert 31 ** (len(code) - 1) > 2**64


def test_case_04_the_same_request_again_answers_with_the_first_and_moves_points_once(
    counter: Counter,
) -> None:
    reward, request_id = counter.offer(), uuid4()
    first = counter.redeem(reward, request_id=request_id)
    assert counter.redeem(reward, request_id=request_id) == first
    assert (counter.points(), Redemption.objects.count()) == (199, 1)


def test_goods_for_points_alone_are_picked_up_by_a_sale_of_nothing(counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    sale = counter.pick_up(done)
    row = Redemption.objects.get(id=done.redemption_id)
    assert (sale.total_minor, sale.points_earned, counter.points()) == (0, 0, 199)
    assert (row.state, row.sale_id) == ("handed_out", sale.sale_id)
    assert Stock.objects.get(sku=counter.mug).on_hand == 4
    assert not broken()


def test_goods_for_points_and_money_cost_the_money_at_the_till(counter: Counter) -> None:
    done = counter.redeem(counter.offer(money_minor=990))
    sale = counter.pick_up(done)
    assert (sale.total_minor, sale.points_earned) == (990, 9)
    assert not broken()


def test_case_17_a_code_is_used_once(counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    counter.pick_up(done)
    refused("coupons.used", counter.pick_up, done)
    assert Stock.objects.get(sku=counter.mug).on_hand == 4


def test_case_12_two_codes_on_one_ticket_fetch_two_pieces_and_no_third(counter: Counter) -> None:
    reward = counter.offer()
    codes = tuple(counter.redeem(reward).code for _ in range(2))
    shop = counter.shop
    three = shop.order((counter.mug, 3), member_id=counter.member, coupons=codes)
    assert shop.total_of(three) == 5000
    shop.sell(three)
    assert set(Redemption.objects.values_list("state", flat=True)) == {"handed_out"}
    assert not broken()


def test_a_change_of_the_reward_leaves_what_was_redeemed_as_it_was(counter: Counter) -> None:
    reward = counter.offer()
    done = counter.redeem(reward)
    terms = RewardTerms("goods", "大青瓷杯", 250, money_minor=2000, sku_id=counter.mug)
    usecases.set_reward(actor=counter.shop.boss, at=NOON, terms=terms, reward_id=reward)
    assert counter.pick_up(done).total_minor == 0
    assert Redemption.objects.get().name == "青瓷杯"


def test_a_price_that_moved_is_refused_with_the_new_one(counter: Counter) -> None:
    reward = counter.offer()
    asked: dict[str, Any] = {
        "actor": counter.own(),
        "at": NOON,
        "request_id": uuid4(),
        "reward_id": reward,
        "expected_points": 90,
        "expected_money_minor": 0,
    }
    refusal = refused("rewards.reward_changed", usecases.redeem, **asked)
    assert refusal.data == {"points": 100, "money_minor": 0}
    assert (counter.points(), Redemption.objects.count()) == (299, 0)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"points": 300}, "rewards.short"),
        ({"stock": 0}, "rewards.all_gone"),
        ({"is_active": False}, "rewards.not_now"),
        ({"starts_on": date(2026, 3, 11)}, "rewards.not_yet"),
        ({"ends_on": date(2026, 3, 9)}, "rewards.not_now"),
    ],
)
def test_a_refused_redemption_changes_nothing(
    counter: Counter, terms: dict[str, Any], code: str
) -> None:
    refused(code, counter.redeem, counter.offer(**terms))
    assert (counter.points(), Redemption.objects.count(), Coupon.objects.count()) == (299, 0, 0)


def test_limits_for_each_member_count_in_all_and_in_the_period(counter: Counter) -> None:
    reward = counter.offer(points=10, per_period=1, period="day", per_member=2)
    counter.redeem(reward)
    refused("rewards.had_for_now", counter.redeem, reward)
    counter.redeem(reward, at=NOON + timedelta(days=1))
    refused("rewards.had_enough", counter.redeem, reward, at=NOON + timedelta(days=2))
    other = counter.rich(counter.shop.join("李雷"))
    counter.redeem(reward, member=other)
    assert Redemption.objects.count() == 3


def test_what_was_cancelled_counts_to_no_limit(counter: Counter) -> None:
    reward = counter.offer(per_member=1, stock=1)
    done = counter.redeem(reward)
    usecases.cancel(actor=counter.own(), at=NOON, redemption_id=done.redemption_id)
    counter.redeem(reward)
    assert counter.points() == 199
    assert not broken()


def test_case_08_a_cancelled_redemption_gives_the_points_back_to_their_very_lots(
    counter: Counter,
) -> None:
    before = list(Lot.objects.order_by("id").values("id", "remaining", "expires_on"))
    done = counter.redeem(counter.offer(stock=1))
    back = usecases.cancel(actor=counter.own(), at=NOON, redemption_id=done.redemption_id)
    assert back == 100
    assert list(Lot.objects.order_by("id").values("id", "remaining", "expires_on")) == before
    assert (counter.state(done), Reward.objects.get().taken) == ("cancelled", 0)
    first, second = Entry.objects.filter(document_id=done.redemption_id).order_by("id")
    assert (first.kind, second.kind, second.reverses_id) == (
        "redemption",
        "redemption_back",
        first.id,
    )
    refused("coupons.cancelled", counter.pick_up, done)
    assert not broken()


def test_points_whose_lot_has_lapsed_come_back_for_the_grace(counter: Counter) -> None:
    done = counter.redeem(counter.offer(days=3660))
    after = datetime.fromisoformat("2028-01-10T04:00+00:00")
    wallet.expire_points(actor=counter.shop.boss, at=after)
    usecases.cancel(actor=counter.own(), at=after, redemption_id=done.redemption_id)
    lot = Lot.objects.get(remaining=100)
    assert lot.expires_on == date(2028, 2, 8)
    assert not broken()


def test_a_cancelled_redemption_is_not_cancelled_again(counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    asked: dict[str, Any] = {
        "actor": counter.own(),
        "at": NOON,
        "redemption_id": done.redemption_id,
    }
    usecases.cancel(**asked)
    refused("rewards.redemption_over", usecases.cancel, **asked)
    assert counter.points() == 299


def test_only_the_member_cancels_what_is_the_members(counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    stranger = counter.own(counter.shop.join("李雷"))
    asked: dict[str, Any] = {"actor": stranger, "at": NOON, "redemption_id": done.redemption_id}
    refused("rewards.redemption_not_found", usecases.cancel, **asked)
    assert counter.state(done) == "reserved"


def test_what_was_handed_out_is_not_cancelled(counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    counter.pick_up(done)
    asked: dict[str, Any] = {
        "actor": counter.own(),
        "at": NOON,
        "redemption_id": done.redemption_id,
    }
    refused("rewards.redemption_over", usecases.cancel, **asked)


def test_what_nobody_picks_up_lapses_once_and_its_points_come_back(counter: Counter) -> None:
    reward = counter.offer(stock=1)
    done = counter.redeem(reward)
    jobs.lapse_redemptions(NOON + timedelta(days=29))
    assert counter.state(done) == "reserved"
    for _ in range(2):
        jobs.lapse_redemptions(LATER)
    assert (counter.state(done), counter.points()) == ("lapsed", 299)
    assert Reward.objects.get(id=reward).taken == 0
    assert not broken()


def test_goods_are_taken_back_after_their_return_alone(counter: Counter) -> None:
    done = counter.redeem(counter.offer(stock=1))
    sale = counter.pick_up(done)
    asked: dict[str, Any] = {
        "actor": counter.shop.boss,
        "at": NOON,
        "redemption_id": done.redemption_id,
        "reason": "杯口有裂",
    }
    refused("rewards.goods_not_back", usecases.take_back, **asked)
    back = counter.shop.give_back(sale.sale_id, 1)
    assert (back.refund_minor, counter.points()) == (0, 199)
    assert usecases.take_back(**asked) == 100
    assert (counter.points(), counter.state(done)) == (299, "taken_back")
    refused("rewards.redemption_over", usecases.take_back, **asked)
    assert Stock.objects.get(sku=counter.mug).on_hand == 5
    assert not broken()


def test_a_coupon_is_given_at_once_and_taken_back_while_it_is_unused(counter: Counter) -> None:
    shop = counter.shop
    kind = create_coupon_kind(
        actor=shop.boss, at=NOON, name="满100减20", threshold_minor=10000, amount_minor=2000
    )
    reward = counter.offer(kind="coupon", name="二十元券", sku_id=None, coupon_kind_id=kind)
    first, second = counter.redeem(reward), counter.redeem(reward)
    assert counter.state(first) == "handed_out"
    order = shop.order((shop.dress, 1), member_id=counter.member, coupons=(first.code,))
    assert shop.total_of(order) == 27900
    shop.sell(order)
    asked: dict[str, Any] = {"actor": shop.boss, "at": NOON, "reason": "换错"}
    refused(
        "rewards.goods_not_back", usecases.take_back, redemption_id=first.redemption_id, **asked
    )
    usecases.take_back(redemption_id=second.redemption_id, **asked)
    assert counter.state(second) == "taken_back"
    assert not broken()


def a_pass(counter: Counter) -> UUID:
    """Three coffees for 100 points."""
    kind = card_kind(counter.shop, paid_uses=3)
    return counter.offer(kind="card", name="咖啡三次", sku_id=None, card_kind_id=kind)


def test_a_pass_is_given_at_once_and_its_uses_earn_nothing(counter: Counter) -> None:
    done = counter.redeem(a_pass(counter))
    (card,) = list_cards(counter.member, "CNY")
    assert (card.price_minor, card.uses_left, card.sale_id) == (0, 3, None)
    assert (counter.state(done), counter.points()) == ("handed_out", 199)
    use_card(counter.shop, card.id)
    (card,) = list_cards(counter.member, "CNY")
    assert (card.uses_left, card.deferred_minor) == (2, 0)
    assert PassUse.objects.get().amount_minor == 0
    assert not broken()


def test_a_pass_is_taken_back_while_it_is_unused(counter: Counter) -> None:
    reward = a_pass(counter)
    first, second = counter.redeem(reward), counter.redeem(reward)
    use_card(counter.shop, list_cards(counter.member, "CNY")[-1].id)
    asked: dict[str, Any] = {"actor": counter.shop.boss, "at": NOON, "reason": "换错"}
    refused("cards.used", usecases.take_back, redemption_id=first.redemption_id, **asked)
    assert (counter.state(first), counter.points()) == ("handed_out", 99)
    usecases.take_back(redemption_id=second.redemption_id, **asked)
    assert (counter.state(second), counter.points()) == ("taken_back", 199)
    states = sorted(card.state for card in list_cards(counter.member, "CNY"))
    assert states == ["active", "ended"]
    assert Reward.objects.get(id=reward).taken == 1
    assert not broken()


@pytest.mark.parametrize(
    "terms",
    [{"is_unlimited": True, "days": 30}, {"discount_bp": 1000, "days": 30}],
    ids=["unlimited", "discount"],
)
def test_a_pass_that_counts_no_uses_posts_its_points_alone(
    counter: Counter, terms: dict[str, Any]
) -> None:
    kind = card_kind(counter.shop, **terms)
    done = counter.redeem(counter.offer(kind="card", name="月卡", sku_id=None, card_kind_id=kind))
    (card,) = list_cards(counter.member, "CNY")
    assert (card.starts_on, card.ends_on) == (date(2026, 3, 10), date(2026, 4, 8))
    usecases.take_back(
        actor=counter.shop.boss, at=NOON, redemption_id=done.redemption_id, reason="换错"
    )
    assert [card.state for card in list_cards(counter.member, "CNY")] == ["ended"]
    assert not broken()


def test_a_pass_needs_a_kind_of_card_and_nothing_else_has_one(counter: Counter) -> None:
    kind = card_kind(counter.shop, paid_uses=3)
    wrong: dict[str, Any] = {"name": "咖啡", "sku_id": None}
    for terms in ({"kind": "card"}, {"kind": "service", "card_kind_id": kind}):
        refusal = refused("rewards.reward_invalid", counter.offer, **wrong, **terms)
        assert refusal.data["field"] == "card_kind_id"
    assert not Reward.objects.exists()


def test_a_service_without_a_sku_is_handed_out_by_hand(counter: Counter) -> None:
    done = counter.redeem(counter.offer(kind="service", name="形象设计", sku_id=None))
    boss, store_id = counter.shop.boss, counter.shop.store_id
    asked: dict[str, Any] = {"actor": boss, "at": NOON, "store_id": store_id}
    usecases.hand_out(redemption_id=done.redemption_id, **asked)
    assert counter.state(done) == "handed_out"
    goods = counter.redeem(counter.offer())
    refused("rewards.at_the_till", usecases.hand_out, redemption_id=goods.redemption_id, **asked)


def test_a_store_without_the_reward_hands_out_none(counter: Counter) -> None:
    other = org.open_store(actor=counter.shop.boss, at=NOON, code="S2", name="淮海路店")
    reward = counter.offer(store_ids=[other])
    refused("rewards.elsewhere", counter.redeem, reward, pickup_id=counter.shop.store_id)
    done = counter.redeem(reward)
    assert Redemption.objects.get().store_id == other
    refused("rewards.elsewhere", counter.pick_up, done)
    assert Stock.objects.get(sku=counter.mug).on_hand == 5


def test_staff_redeem_for_a_member_in_their_own_store_alone(counter: Counter) -> None:
    reward = counter.offer()
    asked: dict[str, Any] = {
        "at": NOON,
        "store_id": counter.shop.store_id,
        "member_id": counter.member,
        "reward_id": reward,
        "expected_points": 100,
        "expected_money_minor": 0,
    }
    stranger = replace(counter.shop.boss, store_ids=frozenset({uuid4()}))
    refused("permission.denied", usecases.redeem_for, actor=stranger, request_id=uuid4(), **asked)
    usecases.redeem_for(actor=counter.shop.boss, request_id=uuid4(), **asked)
    assert counter.points() == 199


def test_a_wish_is_kept_once_and_taken_off(counter: Counter) -> None:
    reward = counter.offer()
    for wanted in (True, True, False, True):
        usecases.wish(actor=counter.own(), at=NOON, reward_id=reward, wanted=wanted)
    assert [one.id for one in catalogue.list_wishes(counter.member, NOON)] == [reward]
    assert Wish.objects.count() == 1


def test_a_member_sees_the_own_redemptions_alone(counter: Counter) -> None:
    done = counter.redeem(counter.offer())
    assert [one.code for one in redeemed.list_own(counter.own())] == [done.code]
    stranger = counter.own(counter.shop.join("李雷"))
    assert redeemed.list_own(stranger) == []
    refused("rewards.redemption_not_found", redeemed.get_own, stranger, done.redemption_id)
