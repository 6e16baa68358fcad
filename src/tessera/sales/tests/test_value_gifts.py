"""Stored value given to whoever has the code: under way, claimed, gone back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.payouts import pay_out
from tests.support.shop import NOON, Shop

from tessera.kernel.actor import system_actor
from tessera.ledger.models import Lot
from tessera.members import usecases as member_usecases
from tessera.sales.queries import plan_payout
from tessera.sales.tests.test_gift_cards import refused
from tessera.sales.tests.test_gift_claims import signed_in
from tessera.sales.tests.test_topup_plans import plan
from tessera.wallet import jobs, permissions, queries
from tessera.wallet import usecases as wallet
from tessera.wallet.models import ValueGift
from tessera.wallet.queries.giving import code_of
from tessera.wallet.rules.topups import PlanTerms
from tessera.wallet.usecases import Given, GotValue

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def allowed(shop: Shop) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True)


def rich(shop: Shop, name: str = "李雷") -> UUID:
    """A member with 500.00 and a bonus of 50.00."""
    member = shop.join(name)
    shop.top_up(member)
    return member


def give(
    member: UUID,
    amount_minor: int = 11000,
    request_id: UUID | None = None,
    *,
    fresh: bool = True,
) -> Given:
    return wallet.give_value(
        actor=signed_in(member),
        at=NOON,
        request_id=request_id or uuid4(),
        amount_minor=amount_minor,
        fresh=fresh,
    )


def code(given: Given) -> str:
    """What the giver sends."""
    return code_of(given.gift_id)


def claim(member: UUID, sent: str, after: timedelta = timedelta()) -> GotValue:
    return wallet.claim_value(
        actor=signed_in(member), at=NOON + after, request_id=uuid4(), code=sent
    )


def holds(member: UUID) -> tuple[int, int]:
    """Principal and bonus."""
    found = queries.get_balances(member)
    return found.principal_minor, found.bonus_minor


def take_back(given: Given, after: timedelta) -> None:
    actor = system_actor("gifts", {permissions.EXPIRE})
    wallet.take_value_back(actor=actor, at=NOON + after, gift_id=given.gift_id)


def test_the_parts_of_a_gift_keep_their_ratio_their_store_and_their_age(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    given = give(giver)
    assert (given.principal_minor, given.bonus_minor) == (10000, 1000)
    assert (holds(giver), holds(friend)) == ((40000, 4000), (0, 0))
    assert not broken()
    assert claim(friend, code(given).lower()) == GotValue(10000, 1000)
    assert holds(friend) == (10000, 1000)
    lots = Lot.objects.filter(account__owner=friend)
    assert {(lot.store_id, lot.earned_at) for lot in lots} == {(shop.store_id, NOON)}
    assert not broken()


@pytest.mark.parametrize("order", ["bonus_first", "principal_first", "proportional"])
def test_whatever_order_payments_take_a_gift_draws_no_bonus_out(shop: Shop, order: str) -> None:
    """Both are paid out within seven days: together what was paid in, and no bonus is left."""
    wallet.set_policy(actor=shop.boss, at=NOON, consumption_order=order)
    giver, friend = rich(shop), shop.join("韩梅梅")
    claim(friend, code(give(giver)))
    pay_out(shop, giver, 40000)
    pay_out(shop, friend, 10000)
    assert (holds(giver), holds(friend)) == ((0, 0), (0, 0))
    assert not broken()


def test_what_was_given_away_is_not_consumed(shop: Shop) -> None:
    giver, later = rich(shop), NOON + timedelta(days=8)
    give(giver)
    plan = plan_payout(shop.boss, giver, store_id=shop.store_id, at=later)
    assert (plan.consumer_minor, plan.operator_minor) == (40000, 40000)
    wallet.take_value_back(
        actor=system_actor("gifts", {permissions.EXPIRE}),
        at=later,
        gift_id=ValueGift.objects.get().id,
    )
    plan = plan_payout(shop.boss, giver, store_id=shop.store_id, at=later)
    assert (plan.consumer_minor, plan.operator_minor) == (50000, 50000)


def test_a_gift_is_claimed_once(shop: Shop) -> None:
    given = give(rich(shop))
    first, second = shop.join("韩梅梅"), shop.join("王芳")
    claim(first, code(given))
    with refused("wallet.gift_settled"):
        claim(second, code(given))
    assert (holds(first), holds(second)) == ((10000, 1000), (0, 0))


def test_what_nobody_claims_comes_back_after_seven_days_to_its_old_lots(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    given = give(giver)
    with refused("wallet.gift_settled"):
        take_back(given, WEEK)
    day_after = WEEK + timedelta(days=1)
    with refused("wallet.gift_settled"):
        claim(friend, code(given), day_after)
    take_back(given, day_after)
    assert (holds(giver), holds(friend)) == ((50000, 5000), (0, 0))
    assert Lot.objects.filter(account__owner=giver, remaining__gt=0).count() == 2
    with refused("wallet.gift_settled"):
        take_back(given, day_after)
    assert not broken()


def test_the_job_takes_back_what_is_due_and_nothing_else(shop: Shop) -> None:
    giver = rich(shop)
    given = give(giver)
    ValueGift.objects.filter(id=given.gift_id).update(good_through="2026-01-01")
    jobs.take_gifts_back()
    jobs.take_gifts_back()
    assert holds(giver) == (50000, 5000)
    assert not broken()


def test_nothing_is_given_unless_the_brand_allows_it(shop: Shop) -> None:
    giver = rich(shop)
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=False)
    with refused("wallet.gifts_off"):
        give(giver)
    assert (holds(giver), ValueGift.objects.exists()) == ((50000, 5000), False)


def test_nothing_is_given_before_the_phone_is_proved(shop: Shop) -> None:
    giver = rich(shop)
    with refused("wallet.phone_unproved"):
        give(giver, fresh=False)
    assert (holds(giver), ValueGift.objects.exists()) == ((50000, 5000), False)


def test_frozen_value_cannot_be_given(shop: Shop) -> None:
    giver = rich(shop)
    wallet.freeze(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=giver,
        amount_minor=50000,
        reason="争议",
    )
    with refused("wallet.insufficient"):
        give(giver)
    assert not ValueGift.objects.exists()
    give(giver, 5000)
    assert not broken()


def test_who_has_blocked_the_card_gives_nothing(shop: Shop) -> None:
    giver = rich(shop)
    member_usecases.block_card(actor=shop.boss, at=NOON, member_id=giver)
    with refused("members.card_blocked"):
        give(giver)
    assert (holds(giver), ValueGift.objects.exists()) == ((50000, 5000), False)


def test_nothing_is_handed_out_while_the_givers_card_is_blocked(shop: Shop) -> None:
    """Whoever found the phone gave; the owner has the card blocked before anybody claims."""
    giver, friend = rich(shop), shop.join("韩梅梅")
    given = give(giver)
    member_usecases.block_card(actor=shop.boss, at=NOON, member_id=giver)
    with refused("wallet.gift_held"):
        claim(friend, code(given))
    assert (holds(giver), holds(friend)) == ((40000, 4000), (0, 0))
    take_back(given, WEEK + timedelta(days=1))
    assert holds(giver) == (50000, 5000)
    assert not broken()


def test_what_is_under_way_counts_for_what_a_card_may_hold(shop: Shop) -> None:
    """It would come back to a card that had been filled up meanwhile."""
    giver = shop.join()
    sku_id = plan(shop, PlanTerms(), amount=300000)
    order = shop.order((sku_id, 1), member_id=giver)
    shop.sell(order)
    given = give(giver, 290000)
    with refused("wallet.balance_too_high"):
        shop.sell(order)
    assert claim(giver, code(given)) == GotValue(290000, 0)
    claim(shop.join("韩梅梅"), code(give(giver, 100000)))
    assert holds(giver) == (200000, 0)
    shop.sell(order)
    assert holds(giver) == (500000, 0)
    assert not broken()


def test_nobody_claims_a_gift_into_a_lost_card(shop: Shop) -> None:
    given, friend = give(rich(shop)), shop.join("韩梅梅")
    member_usecases.block_card(actor=shop.boss, at=NOON, member_id=friend)
    with refused("members.card_blocked"):
        claim(friend, code(given))
    assert (holds(friend), ValueGift.objects.get().state) == ((0, 0), "under_way")


def test_case_14_what_nobody_claims_comes_back_to_who_the_giver_is_now(shop: Shop) -> None:
    giver, stays = rich(shop), shop.join("李雷雷")
    given = give(giver)
    member_usecases.merge(actor=shop.boss, at=NOON, keep_id=stays, gone_id=giver, reason="同一人")
    take_back(given, WEEK + timedelta(days=1))
    assert (holds(giver), holds(stays)) == ((0, 0), (50000, 5000))
    assert not broken()


def test_a_store_that_closes_owes_what_is_under_way_to_who_gave_it(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    given = give(giver, 55000)
    [owed] = queries.list_owed(shop.boss, shop.store_id)
    assert (owed.member_id, owed.principal_minor, owed.bonus_minor) == (giver, 50000, 5000)
    claim(friend, code(given))
    [owed] = queries.list_owed(shop.boss, shop.store_id)
    assert (owed.member_id, owed.whole_minor) == (friend, 55000)


@pytest.mark.parametrize("amount_minor", [0, -1])
def test_nothing_at_all_is_no_gift(shop: Shop, amount_minor: int) -> None:
    with refused("wallet.gift_too_small"):
        give(rich(shop), amount_minor)


def test_case_02_the_same_request_gives_once(shop: Shop) -> None:
    giver, request_id = rich(shop), uuid4()
    assert give(giver, request_id=request_id) == give(giver, request_id=request_id)
    assert holds(giver) == (40000, 4000)


def test_case_20_unknown_codes_of_gifts_are_limited(shop: Shop) -> None:
    given, guesser = give(rich(shop)), shop.join("韩梅梅")
    for _ in range(10):
        with refused("wallet.gift_not_found"):
            claim(guesser, "V0000 0000 0000")
    with refused("gifts.lookups_limited"):
        claim(guesser, code(given))
    assert holds(guesser) == (0, 0)
