"""A PIN or the code of the app before stored value is spent; lost cards; low balances."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.conf import settings
from tests.support.books import broken
from tests.support.queue import work_off
from tests.support.shop import NOON, Shop, open_shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.members import rules
from tessera.members import usecases as member_usecases
from tessera.members.models import Member
from tessera.messaging.models import Message
from tessera.platform.models import AuditRow, RequestRecord
from tessera.sales.models import Sale
from tessera.sales.rules.order import TenderOffer
from tessera.sales.usecases import CompletedSale, Proof, complete
from tessera.wallet import usecases as wallet
from tessera.wallet.models import Safeguard
from tessera.wallet.operations import set_pin
from tessera.wallet.queries import get_balances, policy

PIN = "270918"


@pytest.fixture
def shop(transactional_db: None) -> Iterator[Shop]:
    with time_machine.travel(NOON, tick=False):
        yield open_shop()


@pytest.fixture
def member(shop: Shop) -> UUID:
    """Somebody with 550.00 of stored value and a PIN, in a brand that asks above 100.00."""
    member_id = shop.join()
    shop.top_up(member_id)
    set_pin(member_id, PIN)
    ask(shop)
    return member_id


def ask(shop: Shop, **terms: object) -> None:
    asked = {"proof_over_minor": 10000, "proof_tries": 3, **terms}
    wallet.set_safeguards(actor=shop.boss, at=NOON, **asked)  # type: ignore[arg-type]


def pay(
    shop: Shop,
    member_id: UUID,
    text: str = "",
    *,
    amount: int = 29900,
    minutes: int = 0,
    request_id: UUID | None = None,
) -> CompletedSale:
    order = shop.order((shop.dress, 1), member_id=member_id)
    tenders = [TenderOffer("wallet", amount)]
    if amount < 29900:
        tenders.append(TenderOffer("cash", 29900 - amount))
    return complete(
        actor=shop.boss,
        at=NOON + timedelta(minutes=minutes),
        request_id=request_id or uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        order=order,
        tenders=tenders,
        expected_total_minor=29900,
        proof=Proof(text),
    )


def refused(
    shop: Shop, member_id: UUID, text: str = "", minutes: int = 0, amount: int = 29900
) -> str:
    before = Sale.objects.count(), get_balances(member_id)
    with pytest.raises(DomainError) as caught:
        pay(shop, member_id, text, minutes=minutes, amount=amount)
    assert (Sale.objects.count(), get_balances(member_id)) == before
    return caught.value.code


def app_code(member_id: UUID, minutes: int = 0) -> str:
    """The code that the member's phone shows."""
    row = Member.objects.get(id=member_id)
    key = rules.shown_key(row.card_code, secret=settings.SECRET_KEY, turn=row.card_turn)
    return rules.shown_code(member_id, key=key, at=NOON + timedelta(minutes=minutes))


def test_small_amounts_need_nothing_and_larger_ones_the_pin(shop: Shop, member: UUID) -> None:
    pay(shop, member, amount=10000)
    assert refused(shop, member) == "wallet.proof_needed"
    pay(shop, member, PIN)
    assert get_balances(member).principal_minor + get_balances(member).bonus_minor == 15100
    assert not broken()


def test_wrong_tries_count_although_the_sale_is_refused_and_then_lock(
    shop: Shop, member: UUID
) -> None:
    assert refused(shop, member, "111222") == "wallet.proof_wrong"
    assert refused(shop, member, "111223") == "wallet.proof_wrong"
    assert refused(shop, member, "111224") == "wallet.proof_locked"
    assert refused(shop, member, PIN) == "wallet.proof_locked"
    assert refused(shop, member, PIN, minutes=29) == "wallet.proof_locked"
    pay(shop, member, PIN, minutes=30)


def test_a_right_try_forgives_the_wrong_ones(shop: Shop, member: UUID) -> None:
    refused(shop, member, "111222")
    refused(shop, member, "111222")
    pay(shop, member, PIN, amount=10100)
    assert refused(shop, member, "111222") == "wallet.proof_wrong"
    assert Safeguard.objects.get().tries == 1


def test_staff_unlock_and_a_new_pin_unlocks(shop: Shop, member: UUID) -> None:
    for _ in range(3):
        refused(shop, member, "111222")
    wallet.unlock(actor=shop.boss, at=NOON, member_id=member)
    pay(shop, member, PIN, amount=10100)
    for _ in range(3):
        refused(shop, member, "111222")
    own = Actor("member", member, "", "member", frozenset({"wallet.own"}))
    with pytest.raises(DomainError) as caught:
        wallet.set_own_pin(actor=own, at=NOON, pin="918273", fresh=False)
    assert caught.value.code == "wallet.phone_unproved"
    wallet.set_own_pin(actor=own, at=NOON, pin="918273", fresh=True)
    pay(shop, member, "918273", amount=10100)


@pytest.mark.parametrize("pin", ["12345", "1234567", "123456", "888888", "12345a", "１２３４５６"])
def test_a_pin_that_anybody_would_try_is_refused(shop: Shop, member: UUID, pin: str) -> None:
    own = Actor("member", member, "", "member", frozenset({"wallet.own"}))
    with pytest.raises(DomainError) as caught:
        wallet.set_own_pin(actor=own, at=NOON, pin=pin, fresh=True)
    assert caught.value.code == "wallet.pin_weak"


def test_the_code_of_the_app_is_good_once_and_for_its_minute(shop: Shop, member: UUID) -> None:
    code = app_code(member)
    pay(shop, member, code, amount=10100)
    assert refused(shop, member, code) == "wallet.proof_wrong"
    assert refused(shop, member, app_code(member, -1)) == "wallet.proof_wrong"
    pay(shop, member, app_code(member, 1), amount=10100)


def test_the_code_of_another_member_proves_nothing(shop: Shop, member: UUID) -> None:
    assert refused(shop, member, app_code(shop.join("李雷"))) == "wallet.proof_wrong"


def test_a_brand_that_wants_the_pin_alone_takes_no_code(shop: Shop, member: UUID) -> None:
    ask(shop, proof_way="pin")
    assert refused(shop, member, app_code(member)) == "wallet.proof_wrong"


def test_who_has_no_pin_is_told_so_and_loses_no_try(shop: Shop, member: UUID) -> None:
    other = shop.join("李雷")
    shop.top_up(other)
    assert refused(shop, other, PIN) == "wallet.pin_unset"
    assert Safeguard.objects.get(member=other).tries == 0


def test_the_same_request_again_needs_no_second_code(shop: Shop, member: UUID) -> None:
    code, request_id = app_code(member), uuid4()
    first = pay(shop, member, code, request_id=request_id)
    assert pay(shop, member, code, request_id=request_id) == first


def test_a_pin_is_written_down_nowhere(shop: Shop, member: UUID) -> None:
    refused(shop, member, "735192")
    pay(shop, member, PIN)
    kept = [*AuditRow.objects.values_list("data", flat=True)]
    kept += [*Safeguard.objects.values(), *RequestRecord.objects.values("result")]
    assert PIN not in str(kept)
    assert "735192" not in str(kept)


def test_a_rule_that_this_process_has_not_heard_of_holds_all_the_same(
    shop: Shop, member: UUID
) -> None:
    stale = replace(policy.remembered(), proof_over_minor=None)
    version, _ = policy._kept or ("", None)
    policy._kept = (f"{version}-old", stale)
    assert refused(shop, member) == "wallet.proof_needed"


def test_a_blocked_card_finds_nobody_and_spends_nothing(shop: Shop, member: UUID) -> None:
    member_usecases.block_card(actor=shop.boss, at=NOON, member_id=member)
    for code in (Member.objects.get(id=member).card_code, app_code(member)):
        with pytest.raises(DomainError) as caught:
            members.find_by_card(actor=shop.boss, at=NOON, code=code)
        assert caught.value.code == "members.card_blocked"
    assert refused(shop, member, PIN) == "members.card_blocked"
    with pytest.raises(DomainError):
        pay(shop, member, amount=5000)
    member_usecases.unblock_card(actor=shop.boss, at=NOON, member_id=member)
    pay(shop, member, PIN)


def test_a_new_card_ends_the_block_and_the_lost_one_finds_nobody(shop: Shop, member: UUID) -> None:
    lost = Member.objects.get(id=member).card_code
    member_usecases.block_card(actor=shop.boss, at=NOON, member_id=member)
    member_usecases.replace_card(actor=shop.boss, at=NOON, member_id=member, reason="遗失")
    assert members.find_by_card(actor=shop.boss, at=NOON, code=lost) is None
    pay(shop, member, PIN)


def test_only_who_proved_the_phone_unblocks_the_own_card(shop: Shop, member: UUID) -> None:
    own = Actor("member", member, "", "member", frozenset({"members.own"}))
    member_usecases.block_own_card(actor=own, at=NOON)
    with pytest.raises(DomainError) as caught:
        member_usecases.unblock_own_card(actor=own, at=NOON, fresh=False)
    assert caught.value.code == "members.phone_unproved"
    member_usecases.unblock_own_card(actor=own, at=NOON, fresh=True)
    pay(shop, member, PIN)


def told(member_id: UUID) -> list[str]:
    work_off()
    found = Message.objects.filter(member=member_id, cause__startswith="low:")
    return list(found.order_by("id").values_list("text", flat=True))


def test_a_balance_that_falls_below_the_brands_mark_is_told_each_time_it_crosses(
    shop: Shop, member: UUID
) -> None:
    ask(shop, proof_over_minor=None, low_mark_minor=45000)
    pay(shop, member, amount=10000)
    assert told(member) == []
    pay(shop, member, amount=100)
    assert len(told(member)) == 1
    pay(shop, member, amount=100)
    assert len(told(member)) == 1
    shop.top_up(member)
    for _ in range(6):
        pay(shop, member, amount=10000)
    assert len(told(member)) == 2


def test_a_members_own_mark_goes_before_the_brands(shop: Shop, member: UUID) -> None:
    ask(shop, proof_over_minor=None, low_mark_minor=45000)
    own = Actor("member", member, "", "member", frozenset({"wallet.own"}))
    wallet.set_own_mark(actor=own, at=NOON, low_mark_minor=50000)
    pay(shop, member, amount=5100)
    assert len(told(member)) == 1
    pay(shop, member, amount=5000)
    assert len(told(member)) == 1


def test_a_payment_that_is_split_is_asked_for_as_a_whole(shop: Shop, member: UUID) -> None:
    pay(shop, member, amount=6000)
    pay(shop, member, amount=4000)
    assert refused(shop, member, amount=1) == "wallet.proof_needed"
    assert refused(shop, member, "111111", amount=1) == "wallet.proof_wrong"
    assert Safeguard.objects.get().tries == 1
    pay(shop, member, PIN, amount=5000)
    assert get_balances(member).principal_minor + get_balances(member).bonus_minor == 40000
    assert not broken()


def test_who_has_shown_the_pin_begins_anew(shop: Shop, member: UUID) -> None:
    pay(shop, member, amount=10000)
    pay(shop, member, PIN, amount=100, minutes=1)
    pay(shop, member, amount=10000, minutes=2)
    assert refused(shop, member, amount=100, minutes=3) == "wallet.proof_needed"


@pytest.mark.parametrize(
    ("days", "after_hours", "code"),
    [
        (1, 11, "wallet.proof_needed"),
        (1, 12, ""),
        (2, 12, "wallet.proof_needed"),
        (2, 36, ""),
        (0, 0, ""),
    ],
)
def test_what_counts_together_ends_with_the_day_of_the_store(
    shop: Shop, member: UUID, days: int, after_hours: int, code: str
) -> None:
    """It is noon in Shanghai: twelve hours later the store's next day begins."""
    ask(shop, proof_days=days)
    pay(shop, member, amount=10000)
    if code:
        assert refused(shop, member, amount=10000, minutes=60 * after_hours) == code
    else:
        pay(shop, member, amount=10000, minutes=60 * after_hours)
    assert not broken()
