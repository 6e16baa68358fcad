"""Each proof about rewards for points is broken on purpose."""

from uuid import UUID, uuid4

import pytest
from django.db.models import F
from tests.support.redeeming import Counter, card_kind, open_counter
from tests.support.shop import NOON, Shop, open_shop

from tessera.ledger.models import Entry
from tessera.offers.models import Coupon
from tessera.ops.tests.conftest import assert_broken, unguard
from tessera.rewards import usecases
from tessera.rewards.models import Redemption, Reward
from tessera.wallet.models import HeldCard

pytestmark = pytest.mark.usefixtures("spoiling")


@pytest.fixture
def counter(db: None) -> Counter:
    """One mug waits, one was picked up, one was cancelled."""
    shop: Shop = open_shop()
    made = open_counter(shop)
    reward = made.offer(points=50, stock=5)
    made.redeem(reward)
    made.pick_up(made.redeem(reward))
    gone = made.redeem(reward)
    usecases.cancel(actor=made.own(), at=NOON, redemption_id=gone.redemption_id)
    return made


def one(state: str) -> UUID:
    return Redemption.objects.get(state=state).id


def test_points_that_a_redemption_does_not_take(counter: Counter) -> None:
    Redemption.objects.filter(state="reserved").update(points=51)

    assert_broken(one("reserved"), "rewards.redemptions")


def test_a_redemption_that_another_member_paid(counter: Counter) -> None:
    Redemption.objects.filter(state="reserved").update(payer_id=counter.shop.join("李雷"))

    assert_broken(one("reserved"), "rewards.redemptions")


def test_points_given_back_that_no_entry_posts(counter: Counter) -> None:
    Redemption.objects.filter(state="cancelled").update(points_back=49)

    assert_broken(one("cancelled"), "rewards.redemptions")


def test_points_given_back_for_what_waits(counter: Counter) -> None:
    Redemption.objects.filter(state="cancelled").update(state="won")

    assert_broken(one("won"), "rewards.points_back", "rewards.taken")


def test_an_entry_whose_redemption_is_not_there(counter: Counter) -> None:
    entry = Entry.objects.get(document_id=one("reserved"))
    Redemption.objects.filter(state="reserved").delete()

    assert_broken(entry.id, "rewards.redemption_entries", "rewards.taken")


def test_what_gives_back_names_what_took(counter: Counter) -> None:
    back = Entry.objects.get(kind="redemption_back")
    Entry.objects.filter(id=back.id).update(reverses=None)

    assert_broken(back.id, "rewards.redemption_entries", "ledger.given_back")


def test_more_of_a_reward_taken_than_were_redeemed(counter: Counter) -> None:
    Reward.objects.update(taken=F("taken") + 1)

    assert_broken(Reward.objects.get().id, "rewards.taken")


def test_more_of_a_reward_taken_than_there_are(counter: Counter) -> None:
    unguard(Reward, "reward_taken_within_stock")
    Reward.objects.update(stock=1)

    assert_broken(Reward.objects.get().id, "rewards.taken")


def test_what_waits_although_it_was_fetched(counter: Counter) -> None:
    Redemption.objects.filter(state="handed_out").update(state="lost")
    Redemption.objects.filter(state="reserved").update(state="handed_out")

    assert_broken(one("handed_out"), "rewards.fetched")


@pytest.fixture
def granted(counter: Counter) -> UUID:
    """A pass for points; its redemption."""
    kind = card_kind(counter.shop, paid_uses=3)
    reward = counter.offer(kind="card", points=50, sku_id=None, card_kind_id=kind)
    return counter.redeem(reward).redemption_id


def test_a_redeemed_card_that_is_not_there(granted: UUID) -> None:
    Redemption.objects.filter(id=granted).update(card=None)

    assert_broken(granted, "rewards.granted_cards")


def test_a_card_that_was_taken_back_and_can_still_be_used(granted: UUID) -> None:
    Redemption.objects.filter(id=granted).update(state="taken_back")

    assert_broken(granted, "rewards.granted_cards", "rewards.taken")


def test_a_redeemed_card_that_a_sale_sold(granted: UUID) -> None:
    HeldCard.objects.update(sale_id=uuid4())

    assert_broken(granted, "rewards.granted_cards")


def test_what_was_cancelled_and_could_still_be_fetched(counter: Counter) -> None:
    Coupon.objects.filter(redemption__state="cancelled").update(uses_limit=1)

    assert_broken(one("cancelled"), "rewards.fetched")
