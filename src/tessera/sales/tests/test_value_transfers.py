"""Stored value handed to another member at once: in proportion, within limits, once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.payouts import pay_out
from tests.support.shop import NOON, Shop

from tessera.ledger.models import Entry, Lot
from tessera.members import usecases as member_usecases
from tessera.members.models import Member
from tessera.platform.models import AuditRow
from tessera.sales.tests.test_gift_cards import refused
from tessera.sales.tests.test_gift_claims import signed_in
from tessera.sales.tests.test_value_gifts import give, holds, rich
from tessera.wallet import usecases as wallet
from tessera.wallet.models import ValueTransfer
from tessera.wallet.rules import prepaid
from tessera.wallet.usecases import HandedOver


def allow(shop: Shop, **limits: Any) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True, may_transfer_value=True, **limits)


@pytest.fixture(autouse=True)
def allowed(shop: Shop) -> None:
    allow(shop)


def phone_of(member: UUID) -> str:
    return str(Member.objects.get(id=member).phone)


def hand(giver: UUID, receiver: UUID, amount_minor: int = 11000, **more: Any) -> HandedOver:
    asked = {"whom": phone_of(receiver), "at": NOON, "request_id": uuid4(), "fresh": True, **more}
    return wallet.transfer_value(actor=signed_in(giver), amount_minor=amount_minor, **asked)


def test_both_parts_go_in_their_ratio_with_store_and_age_in_one_entry(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    done = hand(giver, friend)
    assert (done.principal_minor, done.bonus_minor) == (10000, 1000)
    assert (holds(giver), holds(friend)) == ((40000, 4000), (10000, 1000))
    lots = Lot.objects.filter(account__owner=friend)
    assert {(lot.store_id, lot.earned_at) for lot in lots} == {(shop.store_id, NOON)}
    entry = Entry.objects.get(document_id=done.transfer_id)
    assert (entry.kind, entry.postings.count()) == ("value_transfer", 2)
    told = AuditRow.objects.get(action="value.transferred").data
    assert (told["receiver"], told["principal_minor"]) == (str(friend), 10000)
    assert not broken()


@pytest.mark.parametrize("order", ["bonus_first", "principal_first", "proportional"])
def test_whatever_order_payments_take_no_bonus_is_drawn_out(shop: Shop, order: str) -> None:
    wallet.set_policy(actor=shop.boss, at=NOON, consumption_order=order)
    giver, friend = rich(shop), shop.join("韩梅梅")
    hand(giver, friend)
    pay_out(shop, giver, 40000)
    pay_out(shop, friend, 10000)
    assert (holds(giver), holds(friend)) == ((0, 0), (0, 0))
    assert not broken()


def test_the_card_number_names_the_other_as_well(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    code = Member.objects.get(id=friend).card_code
    sought = wallet.seek_value_receiver(actor=signed_in(giver), at=NOON, whom=code.lower())
    assert sought.masked_name.startswith("韩")
    assert "梅梅" not in sought.masked_name
    hand(giver, friend, whom=code)
    assert holds(friend) == (10000, 1000)


def test_nothing_is_handed_over_unless_the_brand_allows_it(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True)
    with refused("wallet.value_transfers_off"):
        hand(giver, friend)
    with refused("wallet.value_transfers_off"):
        wallet.seek_value_receiver(actor=signed_in(giver), at=NOON, whom=phone_of(friend))
    assert (holds(giver), holds(friend)) == ((50000, 5000), (0, 0))


def test_the_phone_is_proved_before(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    with refused("wallet.phone_unproved"):
        hand(giver, friend, fresh=False)
    assert (holds(friend), ValueTransfer.objects.exists()) == ((0, 0), False)


def test_a_blocked_card_neither_gives_nor_gets(shop: Shop) -> None:
    giver, friend = rich(shop), rich(shop, "韩梅梅")
    member_usecases.block_card(actor=shop.boss, at=NOON, member_id=friend)
    with refused("wallet.receiver_blocked"):
        hand(giver, friend)
    with refused("members.card_blocked"):
        hand(friend, giver)
    assert (holds(giver), holds(friend)) == ((50000, 5000), (50000, 5000))


def test_one_limit_of_the_day_holds_for_links_and_transfers_together(shop: Shop) -> None:
    allow(shop, give_once_minor=20000, give_day_minor=25000)
    giver, friend = rich(shop), shop.join("韩梅梅")
    with refused("wallet.gift_too_much"):
        hand(giver, friend, 20001)
    give(giver, 11000)
    hand(giver, friend, 11000)
    with refused("wallet.gift_too_much"):
        hand(giver, friend, 3001)
    with refused("wallet.gift_too_much"):
        give(giver, 3001)
    hand(giver, friend, 3000)
    hand(giver, friend, 11000, at=NOON + timedelta(days=1))
    assert sum(holds(friend)) == 25000
    assert not broken()


@pytest.mark.parametrize("limits", [{"give_once_minor": 0}, {"give_day_minor": -1}])
def test_limits_under_which_nothing_could_be_given_are_refused(
    shop: Shop, limits: dict[str, int]
) -> None:
    with refused("wallet.policy_invalid"):
        allow(shop, **limits)


def test_what_the_law_lets_one_card_hold_is_not_passed(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    for _ in range(9):
        shop.top_up(friend)
    hand(giver, friend, 55000)
    shop.top_up(giver)
    with refused("wallet.receiver_full"):
        hand(giver, friend, 100)
    assert holds(friend) == (500000, 50000)


@pytest.mark.parametrize(("mode", "stays"), [("block", True), ("warn", False), ("off", False)])
def test_a_closing_stores_value_stays_where_the_rules_say_so(
    shop: Shop, mode: str, stays: bool
) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    rules = {**prepaid.CN_DEFAULT, prepaid.CLOSING_NOTICE: prepaid.Rule(mode, 30)}
    today = NOON.date()
    wallet.set_profile(actor=shop.boss, at=NOON, name="own", rules=rules, valid_from=today)
    day = today + timedelta(days=60)
    wallet.begin_closing(actor=shop.boss, at=NOON, store_id=shop.store_id, closes_on=day)
    if stays:
        with refused("wallet.insufficient"):
            hand(giver, friend)
    else:
        hand(giver, friend)
    assert holds(friend) == ((0, 0) if stays else (10000, 1000))


@pytest.mark.parametrize(
    ("amount_minor", "code"), [(0, "wallet.gift_too_small"), (55001, "wallet.insufficient")]
)
def test_there_is_something_to_hand_over_and_no_more_than_is_held(
    shop: Shop, amount_minor: int, code: str
) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    with refused(code):
        hand(giver, friend, amount_minor)
    assert (holds(giver), holds(friend)) == ((50000, 5000), (0, 0))


def test_nobody_hands_value_to_themselves(shop: Shop) -> None:
    giver = rich(shop)
    with refused("wallet.no_such_receiver"):
        hand(giver, giver)
    assert holds(giver) == (50000, 5000)


def test_case_02_the_same_request_hands_over_once(shop: Shop) -> None:
    giver, friend, request_id = rich(shop), shop.join("韩梅梅"), uuid4()
    done = [hand(giver, friend, request_id=request_id) for _ in range(2)]
    assert done[0] == done[1]
    assert holds(friend) == (10000, 1000)


def test_case_20_nobody_tries_numbers_out(shop: Shop) -> None:
    giver, friend = rich(shop), shop.join("韩梅梅")
    for number in range(10):
        with refused("wallet.no_such_receiver"):
            hand(giver, friend, whom=f"1390000000{number}")
    with refused("wallet.lookups_limited"):
        hand(giver, friend)
    assert holds(friend) == (0, 0)
