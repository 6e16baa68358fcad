"""One ledger: whatever is held is taken by whatever spends it, once, as a till sees it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.apps import apps
from django.db.models import Sum

from tessera.identity.tests.conftest import own
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.models import Posting
from tessera.rewards import usecases as rewards
from tessera.rewards.rules.activities import ActivityFacts
from tessera.rewards.usecases import RewardTerms
from tessera.sales.models import Sale
from tessera.wallet import places
from tessera.wallet import usecases as wallets
from tessera.wallet.permissions import ADJUST
from tests.support.books import broken
from tests.support.exchanging import offer_exchange
from tests.support.shop import NOON, Shop
from tests.support.till import Till

WALLET = {"kind": "wallet", "amount_minor": 29900}


def left(till: Till, member: UUID) -> tuple[int, int]:
    """Stored value and points, as the till shows them."""
    body = till.get(f"/members/{member}/balances").body
    return body["principal_minor"] + body["bonus_minor"], body["points"]


def test_case_03_what_was_paid_from_the_wallet_is_taken_once_however_late_it_is_sent(
    shop: Shop, till: Till
) -> None:
    member = shop.join()
    shop.top_up(member)
    kept = till.sale((shop.dress, 1), total=29900, member_id=str(member), tenders=[WALLET])
    with time_machine.travel(NOON + timedelta(hours=5), tick=False):
        late = [till.post("/sales", kept) for _ in range(3)]
    assert [answer.status for answer in late] == [200] * 3
    assert len({answer.body["sale_id"] for answer in late}) == 1
    assert left(till, member) == (55000 - 29900, 299)
    assert not broken()


def test_case_03_a_wallet_that_is_empty_by_the_time_it_is_sent_pays_nothing(
    shop: Shop, till: Till
) -> None:
    member = shop.join()
    shop.top_up(member)
    kept = till.sale((shop.dress, 1), total=29900, member_id=str(member), tenders=[WALLET])
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 29900))
    before = left(till, member), Sale.objects.count()
    refused = till.post("/sales", kept)
    assert (refused.status, refused.code) == (409, "wallet.insufficient")
    assert (left(till, member), Sale.objects.count()) == before
    assert not broken()


@pytest.mark.parametrize("rest", [29900, 0])
def test_case_09_nothing_is_paid_with_nothing(shop: Shop, till: Till, rest: int) -> None:
    member = shop.join()
    nothing = [{"kind": "wallet", "amount_minor": 0}]
    cash = [{"kind": "cash", "amount_minor": rest}] if rest else []
    request = till.sale((shop.dress, 1), total=29900, member_id=str(member), tenders=nothing + cash)
    refused = till.post("/sales", request)
    assert 400 <= refused.status < 500
    assert not Sale.objects.exists()


def earn_by_everything(shop: Shop, member: UUID) -> int:
    """Points from a sale, a check-in and by hand; how many in all."""
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    rewards.set_activity(
        actor=shop.boss, at=NOON, facts=ActivityFacts("check_in", is_on=True, table=(7,) * 7)
    )
    given = rewards.check_in(actor=own(member), at=NOON)
    asks = Actor("staff", uuid7(), "李店长", "manager", frozenset({ADJUST}), store_ids=None)
    wallets.adjust(
        actor=asks,
        at=NOON,
        request_id=uuid4(),
        member_id=member,
        unit="points",
        amount=400,
        cause="goodwill",
        reason="补登漏积的分",
    )
    return 299 + given + 400


def test_case_15_points_of_any_origin_are_gone_whatever_they_were_spent_on(
    shop: Shop, till: Till
) -> None:
    member, friend = shop.join(), shop.join("李雷")
    total = earn_by_everything(shop, member)
    assert left(till, member)[1] == total
    shop.sell(shop.order((shop.fee, 1), (shop.dress, 1), member_id=member, points=100))
    total += 298 - 100
    assert left(till, member)[1] == total

    reward = rewards.set_reward(actor=shop.boss, at=NOON, terms=RewardTerms("service", "改衣", 120))
    rewards.redeem(
        actor=own(member),
        at=NOON,
        request_id=uuid4(),
        reward_id=reward,
        expected_points=120,
        expected_money_minor=0,
    )
    assert left(till, member)[1] == total - 120

    offer = offer_exchange(shop.boss)
    rewards.exchange_points(
        actor=own(member), at=NOON, request_id=uuid4(), offer_id=offer, expected_points=100
    )
    assert left(till, member) == (500, total - 220)

    wallets.set_transfers(actor=shop.boss, at=NOON, may_transfer=True, transfer_min_points=1)
    wallets.transfer_points(
        actor=own(member), at=NOON, request_id=uuid4(), phone="13800000002", points=50
    )
    assert (left(till, member)[1], left(till, friend)[1]) == (total - 270, 50)

    most = total - 270
    request = till.cart((shop.dress, 4), member_id=str(member), points=most + 1)
    assert till.post("/quote", request).body["points_used"] <= most
    assert posted(member) == most
    assert not broken()


def posted(member: UUID) -> int:
    """What the postings alone say that a member has in points."""
    whose = {"owner": member, "kind": places.HELD_POINTS}
    came = Posting.objects.filter(**{f"destination__{k}": v for k, v in whose.items()})
    went = Posting.objects.filter(**{f"source__{k}": v for k, v in whose.items()})
    sums = [found.aggregate(sum=Sum("amount"))["sum"] or 0 for found in (came, went)]
    return sums[0] - sums[1]


def test_case_15_no_table_but_the_ledgers_keeps_a_balance() -> None:
    kept = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if "balance" in field.name
    }
    assert kept == {"ledger.Account.balance"}


@pytest.mark.parametrize("points", [1, 137, 299])
def test_case_21_the_member_says_how_many_points_pay_down_to_a_single_one(
    shop: Shop, till: Till, points: int
) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    cart = {"member_id": str(member), "points": points}
    quoted = till.post("/quote", till.cart((shop.dress, 1), **cart)).body
    assert (quoted["points_used"], quoted["total_minor"]) == (points, 29900 - points)
    request = till.sale((shop.dress, 1), total=29900 - points, **cart)
    earned = till.post("/sales", request).body["points_earned"]
    assert left(till, member)[1] == 299 - points + earned
