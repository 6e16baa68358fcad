"""What somebody tries with cards to get money that nobody paid for them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.bringing import work_here
from tests.support.shop import NOON, Shop

from tessera.ledger.queries import get_balance
from tessera.members.usecases import block_card, merge
from tessera.sales import places, usecases
from tessera.sales.models import Return
from tessera.sales.tests.test_card_care import refund
from tessera.sales.tests.test_passes import kind, left, refused, sold, use
from tessera.sales.usecases import LooseLine
from tessera.wallet import usecases as wallet
from tessera.wallet.queries import get_balances
from tessera.wallet.queries.cards import CardFacts, list_cards
from tessera.wallet.rules.cards import Terms


def bought_by_bonus(shop: Shop, member: UUID) -> CardFacts:
    """A card at 1,000.00, paid for by a top-up of 500.00 that gave as much again."""
    topup = shop.add("DOUBLE", 50000, kind="topup")
    wallet.set_plan(
        actor=shop.boss, at=NOON, sku_id=topup, principal_minor=50000, bonus_minor=50000
    )
    shop.sell(shop.order((topup, 1), member_id=member))
    sku_id = kind(shop, Terms(paid_uses=10), 100000)
    shop.sell(shop.order((sku_id, 1), member_id=member), ("wallet", 100000))
    return list_cards(member, "CNY")[0]


@pytest.mark.parametrize("cause", ["consumer", "operator"])
def test_bonus_that_paid_for_a_card_is_not_paid_out_as_money(shop: Shop, cause: str) -> None:
    card = bought_by_bonus(shop, shop.join())
    assert refund(shop, card, cause).paid_minor == 50000
    assert left(card) == (0, 0)
    assert get_balance(places.card_kept(shop.store_id, "CNY")) == 50000
    assert not broken()


def test_of_a_used_card_the_money_has_its_share_alone(shop: Shop) -> None:
    card = bought_by_bonus(shop, shop.join())
    use(shop, card, uses=3)
    assert refund(shop, card, "consumer", days=30).paid_minor == 35000
    assert not broken()


def test_a_card_and_goods_together_give_no_more_money_than_was_paid(shop: Shop) -> None:
    member = shop.join()
    topup = shop.add("MORE", 50000, kind="topup")
    wallet.set_plan(
        actor=shop.boss, at=NOON, sku_id=topup, principal_minor=50000, bonus_minor=29900
    )
    shop.sell(shop.order((topup, 1), member_id=member))
    sku_id = kind(shop, Terms(paid_uses=10), 29900)
    both = shop.order((shop.dress, 1), (sku_id, 1), member_id=member)
    sale = shop.sell(both, ("wallet", 29900), ("cash", 29900))
    back = shop.give_back(sale.sale_id, 1)
    cash = sum(part.amount_minor for part in back.refunds if part.kind == "cash")
    card = list_cards(member, "CNY")[0]
    money = cash + refund(shop, card, "consumer").paid_minor
    assert 79898 <= money + get_balances(member).principal_minor <= 79900
    assert not broken()


def test_a_card_handed_on_is_not_returned_by_who_bought_it(shop: Shop) -> None:
    buyer, other = shop.join(), shop.join("李雷")
    sku_id = kind(shop, Terms(paid_uses=10, is_transferable=True))
    sale = shop.sell(shop.order((sku_id, 1), member_id=buyer))
    card = list_cards(buyer, "CNY")[0]
    wallet.hand_card_on(actor=shop.boss, at=NOON, card_id=card.id, member_id=other, reason="转让")
    with refused("cards.handed_on"):
        shop.give_back(sale.sale_id, 1)
    assert left(card) == (10, 200000)
    assert not Return.objects.exists()
    assert refund(shop, card, "consumer").paid_minor == 200000
    assert not broken()


def test_a_card_does_not_come_back_without_its_receipt(shop: Shop) -> None:
    card = sold(shop, shop.join())
    with refused("returns.card_needs_receipt"):
        usecases.return_without_receipt(
            actor=shop.boss,
            at=NOON + timedelta(minutes=1),
            request_id=uuid4(),
            store_id=shop.store_id,
            till_id=shop.till_id,
            lines=[LooseLine(shop.skus["CARD"], 1, 200000)],
            refund_kind="cash",
            reason="不要了",
        )
    assert left(card) == (12, 200000)
    assert not Return.objects.exists()


def test_the_card_of_a_member_who_lost_everything_is_not_used(shop: Shop) -> None:
    member = shop.join()
    card = sold(shop, member)
    block_card(actor=shop.boss, at=NOON, member_id=member)
    with refused("members.card_blocked"):
        use(shop, card)
    assert left(card) == (12, 200000)


def test_nobody_puts_what_is_another_members_on_the_own_card(shop: Shop) -> None:
    rich, own = shop.join(), shop.join("赵敏")
    shop.top_up(rich)
    card = sold(shop, rich, terms=Terms(paid_uses=10, is_transferable=True))
    clerk = work_here(shop, own)
    with refused("members.own_card"):
        merge(actor=clerk, at=NOON, keep_id=own, gone_id=rich, reason="重复")
    with refused("wallet.own_card"):
        wallet.hand_card_on(actor=clerk, at=NOON, card_id=card.id, member_id=own, reason="转让")
    assert get_balances(rich).principal_minor == 50000
    assert get_balances(own).principal_minor == 0
    assert list_cards(rich, "CNY")[0].number == card.number
