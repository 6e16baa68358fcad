"""A gift card claimed into a member's wallet, once and whole (domain handbook 1.4)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.ledger.models import Entry, Lot
from tessera.ledger.queries import get_balance
from tessera.sales.rules.order import Order, OrderLine
from tessera.sales.tests.test_gift_cards import card, left, pay, refused, sold
from tessera.wallet import permissions
from tessera.wallet import places as held
from tessera.wallet import usecases as wallet
from tessera.wallet.usecases import ClaimedGift
from tessera.wallet.usecases.claiming import MOST_MISSES


def signed_in(member: UUID) -> Actor:
    """The member in the app."""
    return Actor("member", member, "", "member", frozenset({permissions.OWN}))


def claim(member: UUID, code: str, request_id: UUID | None = None, days: int = 0) -> ClaimedGift:
    return wallet.claim_gift(
        actor=signed_in(member),
        at=NOON + timedelta(days=days),
        request_id=request_id or uuid4(),
        code=code,
    )


def held_by(member: UUID) -> int:
    """What was paid in of the member's stored value."""
    return get_balance(held.principal(member, "CNY"))


def test_all_that_is_left_is_the_members_money_and_does_not_end(shop: Shop) -> None:
    member, (code,) = shop.join("李雷"), sold(shop)
    pay(shop, shop.order((shop.dress, 1)), ("gift", 29900, code))
    done = claim(member, code.lower())
    assert (done.amount_minor, left(code), held_by(member)) == (20100, 0, 20100)
    assert card(code).state == "ended"
    lot = Lot.objects.get(account_id=held.principal(member, "CNY").id)
    assert (lot.store_id, lot.expires_on) == (shop.store_id, None)
    assert not broken()


def test_a_claimed_card_pays_in_the_store_as_stored_value_and_no_more_by_its_code(
    shop: Shop,
) -> None:
    member, (code,) = shop.join(), sold(shop)
    claim(member, code)
    cart = Order((OrderLine("a", shop.dress, 1),), member)
    with refused("gifts.not_active"):
        pay(shop, cart, ("gift", 29900, code))
    pay(shop, cart, ("wallet", shop.total_of(cart), ""))
    assert held_by(member) < 50000
    assert not broken()


def test_case_02_the_same_request_claims_once(shop: Shop) -> None:
    member, (code,), request_id = shop.join(), sold(shop), uuid4()
    assert claim(member, code, request_id) == claim(member, code, request_id)
    assert held_by(member) == 50000


def test_a_card_is_claimed_once_whoever_comes_second(shop: Shop) -> None:
    first, second, (code,) = shop.join("李雷"), shop.join("韩梅梅"), sold(shop)
    claim(first, code)
    with refused("gifts.not_active"):
        claim(second, code)
    assert (held_by(first), held_by(second)) == (50000, 0)


def test_a_card_past_its_day_is_not_claimed(shop: Shop) -> None:
    member, (code,) = shop.join(), sold(shop)
    with refused("gifts.over"):
        claim(member, code, days=3 * 366)
    assert (left(code), held_by(member)) == (50000, 0)


def test_the_law_limits_what_a_card_with_a_name_holds(shop: Shop) -> None:
    """The table of the domain handbook 1.4: 5,000.00 for one with a name."""
    member, codes = shop.join(), sold(shop, count=11)
    for code in codes[:10]:
        claim(member, code)
    with refused("gifts.wallet_full"):
        claim(member, codes[10])
    assert (held_by(member), left(codes[10])) == (500000, 50000)
    assert not broken()


def test_case_20_unknown_codes_shut_the_door_of_this_member_alone(shop: Shop) -> None:
    guesser, other, (code,) = shop.join("李雷"), shop.join("韩梅梅"), sold(shop)
    for _ in range(MOST_MISSES):
        with refused("gifts.not_found"):
            claim(guesser, "G0000 0000 0000")
    with refused("gifts.lookups_limited"):
        claim(guesser, code)
    with refused("gifts.lookups_limited"):
        wallet.seek_gift(actor=signed_in(guesser), at=NOON, code=code)
    assert held_by(guesser) == 0
    assert wallet.seek_gift(actor=signed_in(other), at=NOON, code=code).left_minor == 50000
    assert claim(other, code).amount_minor == 50000


def test_looking_a_card_up_moves_nothing(shop: Shop) -> None:
    member, (code,) = shop.join(), sold(shop)
    entries = Entry.objects.count()
    found = wallet.seek_gift(actor=signed_in(member), at=NOON, code=code)
    assert (found.left_minor, found.is_spendable) == (50000, True)
    assert (left(code), held_by(member), Entry.objects.count()) == (50000, 0, entries)


def test_staff_claim_nothing_for_themselves(shop: Shop) -> None:
    (code,) = sold(shop)
    with pytest.raises(DomainError, check=lambda error: error.code == "permission.denied"):
        wallet.claim_gift(actor=shop.boss, at=NOON, request_id=uuid4(), code=code)
    assert left(code) == 50000
