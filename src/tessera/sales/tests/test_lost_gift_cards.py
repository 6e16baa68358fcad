"""A lost gift card: blocked, and replaced to whoever has the receipt (domain handbook 1.3)."""

from uuid import UUID

from tests.support.books import broken
from tests.support.shop import NOON, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.platform.models import AuditRow, RequestRecord
from tessera.sales import usecases as sales
from tessera.sales.models import Sale
from tessera.sales.rules.order import Order
from tessera.sales.tests.test_gift_cards import card, left, line, made, pay, refused
from tessera.sales.tests.test_gift_claims import claim
from tessera.sales.usecases import ReplacedGift
from tessera.wallet import usecases as wallet
from tessera.wallet.models import GiftCard
from tessera.wallet.permissions import ALL


def sold_one(shop: Shop) -> tuple[str, str]:
    """The code of a card of 500.00, and the number of its receipt."""
    batch = made(shop, 1)
    done = shop.sell(Order((line(batch, batch.cards[0].code),)))
    return batch.cards[0].code, done.number


def staff(name: str) -> Actor:
    """Somebody who may do so everywhere."""
    return Actor("staff", uuid7(), name, "manager", ALL, None)


def block(shop: Shop, code: str, actor: Actor | None = None) -> UUID:
    card_id = card(code).id
    wallet.block_gift(actor=actor or shop.boss, at=NOON, card_id=card_id, reason="挂失")
    return card_id


def replace(shop: Shop, card_id: UUID, receipt: str, actor: Actor | None = None) -> ReplacedGift:
    """By a second person, unless told who."""
    return sales.replace_gift(
        actor=actor or staff("赵店长"), at=NOON, card_id=card_id, receipt=receipt, reason="挂失补卡"
    )


def test_all_that_is_left_moves_to_a_new_card_and_the_old_code_opens_nothing(shop: Shop) -> None:
    code, receipt = sold_one(shop)
    pay(shop, shop.order((shop.dress, 1)), ("gift", 29900, code))
    done = replace(shop, block(shop, code), receipt.lower())
    new = done.printed.code
    assert (done.left_minor, left(new), left(code)) == (20100, 20100, 0)
    assert (card(new).state, card(code).state) == ("active", "ended")
    assert card(new).expires_on == card(code).expires_on == done.expires_on
    with refused("gifts.not_active"):
        pay(shop, shop.order((shop.dress, 1)), ("gift", 100, code), ("cash", 29800, ""))
    pay(shop, shop.order((shop.dress, 1)), ("gift", 20100, new), ("cash", 9800, ""))
    assert not broken()


def test_the_new_code_is_kept_nowhere(shop: Shop) -> None:
    code, receipt = sold_one(shop)
    new = replace(shop, block(shop, code), receipt).printed.code
    kept = (GiftCard.objects.values(), AuditRow.objects.values(), RequestRecord.objects.values())
    assert not any(new in str(list(rows)) for rows in kept)


def test_without_the_receipt_nothing_moves(shop: Shop) -> None:
    code, _ = sold_one(shop)
    other, other_receipt = sold_one(shop)
    lost = block(shop, code)
    for receipt in ("", "X", other_receipt):
        with refused("gifts.receipt_differs"):
            replace(shop, lost, receipt)
    assert (left(code), left(other), GiftCard.objects.count()) == (50000, 50000, 2)


def test_only_a_blocked_card_is_replaced_and_only_once(shop: Shop) -> None:
    code, receipt = sold_one(shop)
    with refused("gifts.state_wrong"):
        replace(shop, card(code).id, receipt)
    lost = block(shop, code)
    replace(shop, lost, receipt)
    with refused("gifts.state_wrong"):
        replace(shop, lost, receipt)
    with refused("gifts.state_wrong"):
        wallet.unblock_gift(actor=shop.boss, at=NOON, card_id=lost, reason="找回")
    assert GiftCard.objects.count() == 2
    assert not broken()


def test_above_the_brands_limit_somebody_else_replaces_it(shop: Shop) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=False, replace_alone_minor=20000)
    code, receipt = sold_one(shop)
    first, second = staff("李店长"), staff("韩店员")
    lost = block(shop, code, first)
    with refused("gifts.second_person"):
        replace(shop, lost, receipt, first)
    assert left(code) == 50000
    assert left(replace(shop, lost, receipt, second).printed.code) == 50000
    assert not broken()


def test_unless_the_brand_says_otherwise_above_200_is_for_two(shop: Shop) -> None:
    alone = staff("李店长")
    code, receipt = sold_one(shop)
    lost = block(shop, code, alone)
    with refused("gifts.second_person"):
        replace(shop, lost, receipt, alone)
    assert (left(code), GiftCard.objects.count()) == (50000, 1)
    wallet.unblock_gift(actor=shop.boss, at=NOON, card_id=lost, reason="找回")
    pay(shop, shop.order((shop.dress, 1)), ("gift", 29900, code))
    pay(shop, shop.order((shop.dress, 1)), ("gift", 100, code), ("cash", 29800, ""))
    assert replace(shop, block(shop, code, alone), receipt, alone).left_minor == 20000


def test_up_to_the_limit_who_blocked_it_replaces_it_as_well(shop: Shop) -> None:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=False, replace_alone_minor=50000)
    code, receipt = sold_one(shop)
    alone = staff("李店长")
    assert replace(shop, block(shop, code, alone), receipt, alone).left_minor == 50000


def test_a_card_of_another_store_is_nobodys_here(shop: Shop) -> None:
    code, receipt = sold_one(shop)
    lost = block(shop, code)
    stranger = Actor("staff", uuid7(), "外人", "manager", ALL, frozenset({uuid7()}))
    with refused("gifts.not_found"):
        replace(shop, lost, receipt, stranger)
    assert left(code) == 50000


def test_goods_that_the_lost_card_paid_for_are_refunded_to_the_new_one(shop: Shop) -> None:
    code, receipt = sold_one(shop)
    done = pay(shop, shop.order((shop.dress, 1)), ("gift", 29900, code))
    new = replace(shop, block(shop, code), receipt).printed.code
    newest = replace(shop, block(shop, new), receipt).printed.code
    shop.give_back(done.sale_id, 1)
    assert (left(code), left(new), left(newest)) == (0, 0, 50000)
    assert not broken()


def test_an_unspent_replacement_comes_back_by_the_receipt_and_a_spent_one_does_not(
    shop: Shop,
) -> None:
    code, receipt = sold_one(shop)
    sale_id = Sale.objects.get(number=receipt).id
    new = replace(shop, block(shop, code), receipt).printed.code
    shop.give_back(sale_id, 1)
    assert (left(new), card(new).state) == (0, "ended")
    assert not broken()


def test_a_replacement_can_be_claimed_into_a_wallet(shop: Shop) -> None:
    code, receipt = sold_one(shop)
    new = replace(shop, block(shop, code), receipt).printed.code
    with refused("gifts.not_active"):
        claim(shop.join("韩梅梅"), code)
    assert claim(shop.join(), new).amount_minor == 50000
    assert not broken()
