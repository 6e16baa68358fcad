"""One gift card at several tills, and claimed at the same time (CASES 1, 17)."""

from uuid import UUID, uuid4

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.queries import get_balance
from tessera.members.models import Member
from tessera.sales import usecases as sales
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.wallet import permissions
from tessera.wallet import places as held
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.gifts import find_by_code, search_gifts
from tessera.wallet.queries.giving import code_of
from tests.support.arena import at_once, deed, told
from tests.support.books import broken, deadlocks
from tests.support.shop import NOON, Shop

SECOND = Actor("staff", uuid7(), "赵店长", "manager", permissions.ALL, None)
"""Somebody else than who blocks a card."""


def made(shop: Shop) -> tuple[str, Order]:
    """The code of a new card, and the cart that sells it."""
    batch = wallet.make_gift_cards(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=1,
        years=3,
    )
    code = batch.cards[0].code
    return code, Order((OrderLine("g", batch.sku_id, 1, gift_codes=(code,)),))


def complete(till: Shop, order: Order, total: int, tender: TenderOffer) -> None:
    sales.complete(
        actor=till.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=till.store_id,
        till_id=till.till_id,
        order=order,
        tenders=[tender],
        expected_total_minor=total,
    )


def left(code: str) -> int:
    return get_balance(held.gift_value(find_by_code(code, "CNY").id, "CNY"))


def test_a_card_that_is_sold_at_three_tills_at_once_is_sold_once(shop: Shop) -> None:
    code, order = made(shop)
    tills = [shop, shop.another_till("T2"), shop.another_till("T3")]
    cash = TenderOffer("cash", 50000)
    answers = at_once([deed(complete, till, order, 50000, cash) for till in tills])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "gifts.not_new", "gifts.not_new"], told(answers)
    assert left(code) == 50000
    assert (broken(), deadlocks()) == ({}, 0)


def test_case_01_a_card_that_pays_at_three_tills_at_once_is_never_overdrawn(shop: Shop) -> None:
    code, order = made(shop)
    shop.sell(order)
    tills = [shop, shop.another_till("T2"), shop.another_till("T3")]
    cart = shop.order((shop.dress, 1))
    tender = TenderOffer("gift", 29900, code)
    answers = at_once([deed(complete, till, cart, 29900, tender) for till in tills])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "gifts.insufficient", "gifts.insufficient"], told(answers)
    assert left(code) == 20100
    assert (broken(), deadlocks()) == ({}, 0)


def signed_in(member: UUID) -> Actor:
    """The member in the app."""
    return Actor("member", member, "", "member", frozenset({permissions.OWN}))


def claim(member: UUID, code: str) -> None:
    """The member puts the card into the own wallet, in the app."""
    wallet.claim_gift(actor=signed_in(member), at=NOON, request_id=uuid4(), code=code)


def take(member: UUID, code: str) -> None:
    """The member takes a gift of stored value."""
    wallet.claim_value(actor=signed_in(member), at=NOON, request_id=uuid4(), code=code)


def give(member: UUID) -> None:
    """The member gives 330.00 of stored value."""
    wallet.give_value(
        actor=signed_in(member), at=NOON, request_id=uuid4(), amount_minor=33000, fresh=True
    )


GONE = {"gifts.not_active", "gifts.insufficient"}
"""A card that another emptied: before it was looked at, or between the look at it and at its money."""


def held_by(member: UUID) -> int:
    return get_balance(held.principal(member, "CNY"))


def test_case_01_a_card_that_pays_while_it_is_claimed_is_never_worth_more(shop: Shop) -> None:
    code, order = made(shop)
    shop.sell(order)
    member = shop.join("李雷")
    tender = TenderOffer("gift", 29900, code)
    cart = shop.order((shop.dress, 1))
    answers = at_once(
        [deed(complete, shop, cart, 29900, tender), deed(claim, member, code)],
    )
    paid, claimed = (answer.fault or answer.refused for answer in answers)
    assert paid in {"", *GONE}, told(answers)
    assert not claimed, told(answers)
    assert (left(code), held_by(member)) == (0, 50000 if paid else 20100)
    assert (broken(), deadlocks()) == ({}, 0)


def test_a_card_that_two_members_claim_at_once_is_one_members(shop: Shop) -> None:
    code, order = made(shop)
    shop.sell(order)
    members = [shop.join("李雷"), shop.join("韩梅梅")]
    answers = at_once([deed(claim, member, code) for member in members])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused[0] == "", told(answers)
    assert refused[1] in GONE, told(answers)
    assert sorted(held_by(member) for member in members) == [0, 50000]
    assert (broken(), deadlocks()) == ({}, 0)


def test_the_laws_limit_holds_for_two_cards_that_are_claimed_at_once(shop: Shop) -> None:
    member = shop.join("李雷")
    codes = []
    for _ in range(11):
        code, order = made(shop)
        shop.sell(order)
        codes.append(code)
    for code in codes[:9]:
        claim(member, code)
    answers = at_once([deed(claim, member, code) for code in codes[9:]])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "gifts.wallet_full"], told(answers)
    assert held_by(member) == 500000
    assert (broken(), deadlocks()) == ({}, 0)


def test_a_gift_of_value_that_two_members_claim_at_once_is_one_members(shop: Shop) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True)
    giver, members = shop.join("李雷"), [shop.join("韩梅梅"), shop.join("王芳")]
    shop.top_up(giver)
    given = wallet.give_value(
        actor=signed_in(giver), at=NOON, request_id=uuid4(), amount_minor=11000, fresh=True
    )
    code = code_of(given.gift_id)

    answers = at_once([deed(take, member, code) for member in members])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "wallet.gift_settled"], told(answers)
    assert sorted(held_by(member) for member in members) == [0, 10000]
    assert (broken(), deadlocks()) == ({}, 0)


def test_value_that_is_given_twice_at_once_is_there_once(shop: Shop) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True)
    giver = shop.join("李雷")
    shop.top_up(giver)

    answers = at_once([deed(give, giver), deed(give, giver)])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "wallet.insufficient"], told(answers)
    assert held_by(giver) == 20000
    assert (broken(), deadlocks()) == ({}, 0)


def hand_over(giver: UUID, receiver: UUID, amount_minor: int) -> None:
    """The giver hands stored value to the other, in the app."""
    wallet.transfer_value(
        actor=signed_in(giver),
        at=NOON,
        request_id=uuid4(),
        whom=str(Member.objects.get(id=receiver).phone),
        amount_minor=amount_minor,
        fresh=True,
    )


def givers(shop: Shop, *, day_minor: int | None = None) -> tuple[UUID, list[UUID]]:
    """Somebody with 500.00 and a bonus of 50.00, and two who have none."""
    wallet.set_gifts(
        actor=shop.boss,
        at=NOON,
        may_give=True,
        may_transfer_value=True,
        give_day_minor=day_minor,
    )
    giver, *others = [shop.join(name) for name in ("李雷", "韩梅梅", "王芳")]
    shop.top_up(giver)
    return giver, others


def test_case_01_one_balance_that_is_handed_to_two_at_once_goes_to_one(shop: Shop) -> None:
    giver, others = givers(shop)
    answers = at_once([deed(hand_over, giver, one, 55000) for one in others])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "wallet.insufficient"], told(answers)
    assert sorted(held_by(one) for one in (giver, *others)) == [0, 0, 50000]
    assert (broken(), deadlocks()) == ({}, 0)


def test_a_gift_and_a_transfer_at_once_do_not_pass_the_limit_of_the_day(shop: Shop) -> None:
    giver, others = givers(shop, day_minor=40000)
    answers = at_once([deed(hand_over, giver, others[0], 33000), deed(give, giver)])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "wallet.gift_too_much"], told(answers)
    assert held_by(giver) == 20000
    assert (broken(), deadlocks()) == ({}, 0)


def test_two_who_hand_value_to_each_other_at_once_wait_in_no_circle(shop: Shop) -> None:
    giver, (friend, _) = givers(shop)
    shop.top_up(friend)
    there, back = deed(hand_over, giver, friend, 11000), deed(hand_over, friend, giver, 5500)
    answers = at_once([there, back] * 2)
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    assert (held_by(giver), held_by(friend)) == (40000, 60000)
    assert (broken(), deadlocks()) == ({}, 0)


def replace(card_id: UUID, receipt: str) -> None:
    """Somebody else in the office replaces the lost card."""
    sales.replace_gift(actor=SECOND, at=NOON, card_id=card_id, receipt=receipt, reason="挂失补卡")


def test_a_lost_card_that_two_replace_at_once_is_replaced_once(shop: Shop) -> None:
    code, order = made(shop)
    done = shop.sell(order)
    card_id = find_by_code(code, "CNY").id
    wallet.block_gift(actor=shop.boss, at=NOON, card_id=card_id, reason="挂失")

    answers = at_once([deed(replace, card_id, done.number)] * 2)
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "gifts.state_wrong"], told(answers)
    assert sorted(card.left_minor for card in search_gifts(shop.boss, "", "CNY")) == [0, 50000]
    assert (broken(), deadlocks()) == ({}, 0)
