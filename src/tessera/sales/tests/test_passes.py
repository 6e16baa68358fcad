"""Cards sold at a till, used there, and what the ledger makes of it (domain handbook 5.14)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.errors import DomainError
from tessera.ledger.queries import get_balance
from tessera.sales import places, usecases
from tessera.sales.models import PassUse
from tessera.sales.usecases import UsedPass
from tessera.stock.queries import on_hand
from tessera.wallet import places as held
from tessera.wallet import usecases as wallet
from tessera.wallet.models import HeldCard
from tessera.wallet.queries.cards import CardFacts, list_cards
from tessera.wallet.rules.cards import FIRST_USE, Group, Terms

TWELVE = Terms(paid_uses=10, gift_uses=2, days=365)


def kind(shop: Shop, terms: Terms = TWELVE, price_minor: int = 200000, style: str = "CARD") -> UUID:
    """A kind of card; its SKU."""
    sku_id = shop.add(style, price_minor, kind="card")
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=terms, name="护理次卡")
    return sku_id


def sold(shop: Shop, member: UUID, **told: object) -> CardFacts:
    """A card sold to the member for cash."""
    sku_id = kind(shop, **told)  # type: ignore[arg-type]
    shop.sell(shop.order((sku_id, 1), member_id=member))
    return list_cards(member, "CNY")[0]


def use(shop: Shop, card: CardFacts, uses: int = 1, **more: object) -> UsedPass:
    """Use a card at the till."""
    asked = {"at": NOON, "request_id": uuid4(), **more}
    return usecases.use_pass(
        actor=shop.boss,
        store_id=shop.store_id,
        till_id=shop.till_id,
        card_id=card.id,
        uses=uses,
        **asked,  # type: ignore[arg-type]
    )


def undo(shop: Shop, use_id: UUID) -> UsedPass:
    """Undo a use at the till."""
    return usecases.undo_use(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        use_id=use_id,
    )


def earned(shop: Shop) -> int:
    """The store's revenue."""
    return get_balance(places.revenue(shop.store_id, "CNY"))


def left(card: CardFacts) -> tuple[int, int]:
    """Uses left, and money not earned."""
    return (
        get_balance(held.pass_uses(card.id)),
        get_balance(held.pass_deferred(card.id, card.currency)),
    )


def refused(code: str, **data: object) -> "pytest.RaisesExc[DomainError]":
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def test_the_price_of_a_card_is_owed_until_it_is_used(shop: Shop) -> None:
    card = sold(shop, shop.join())
    assert earned(shop) == 0
    assert left(card) == (12, 200000)
    assert get_balance(held.uses_sold(shop.store_id)) == -12
    assert card.ends_on == NOON.date() + timedelta(days=364)
    assert not broken()


def test_2000_for_ten_and_two_is_166_67_a_use_and_the_last_takes_166_63(shop: Shop) -> None:
    card = sold(shop, shop.join())
    for number in range(1, 12):
        assert use(shop, card).uses_left == 12 - number
        assert earned(shop) == 16667 * number
    use(shop, card)
    assert list(PassUse.objects.order_by("id").values_list("amount_minor", flat=True)) == [
        *([16667] * 11),
        16663,
    ]
    assert (earned(shop), left(card)) == (200000, (0, 0))
    assert not broken()


def test_several_uses_at_once_move_what_they_would_one_by_one(shop: Shop) -> None:
    card = sold(shop, shop.join())
    use(shop, card, 5)
    assert (earned(shop), left(card)) == (5 * 16667, (7, 200000 - 5 * 16667))
    with refused("cards.uses_insufficient"):
        use(shop, card, 8)
    use(shop, card, 7)
    assert (earned(shop), left(card)) == (200000, (0, 0))
    assert not broken()


def test_the_same_use_sent_twice_is_used_once(shop: Shop) -> None:
    card, request = sold(shop, shop.join()), uuid4()
    assert use(shop, card, request_id=request) == use(shop, card, request_id=request)
    assert left(card)[0] == 11


def test_goods_that_a_card_is_for_leave_the_stock_and_come_back_when_it_is_undone(
    shop: Shop,
) -> None:
    group = Group(sku_ids=(str(shop.dress),))
    card = sold(shop, shop.join(), terms=Terms(paid_uses=3, group=group), price_minor=30001)
    done = use(shop, card, 2)
    assert on_hand(shop.store_id, [shop.dress])[shop.dress] == 98
    assert done.item == "样品 DRESS"
    again = undo(shop, done.use_id)
    assert again.uses_left == 3
    assert (earned(shop), left(card)) == (0, (3, 30001))
    assert on_hand(shop.store_id, [shop.dress])[shop.dress] == 100
    assert not broken()
    with refused("passes.undone"):
        undo(shop, done.use_id)


def test_case_24_a_shift_in_which_cards_were_used_closes_and_counts_them(shop: Shop) -> None:
    card = sold(shop, shop.join())
    use(shop, card, 2)
    slip = use(shop, card)
    usecases.undo_use(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        use_id=slip.use_id,
    )
    closed = shop.close_shift(counted_minor=250000)
    assert (closed.sale_count, closed.use_count, closed.variance_minor) == (1, 2, 0)
    assert not broken()


def test_a_use_is_not_undone_on_another_day(shop: Shop) -> None:
    card = sold(shop, shop.join())
    done = use(shop, card)
    with refused("passes.too_late"):
        usecases.undo_use(
            actor=shop.boss,
            at=NOON + timedelta(days=1),
            request_id=uuid4(),
            store_id=shop.store_id,
            till_id=shop.till_id,
            use_id=done.use_id,
        )
    assert left(card)[0] == 11


def test_a_card_for_some_things_is_no_good_for_others(shop: Shop) -> None:
    coat = shop.add("COAT", 90000)
    group = Group(sku_ids=(str(shop.dress), str(uuid4())))
    card = sold(shop, shop.join(), terms=Terms(paid_uses=3, group=group))
    with refused("cards.item_needed"):
        use(shop, card)
    with refused("cards.item_not_in_group"):
        use(shop, card, sku_id=coat)
    assert left(card)[0] == 3
    use(shop, card, sku_id=shop.dress)
    assert left(card)[0] == 2


def test_a_personal_card_is_used_by_its_member_alone(shop: Shop) -> None:
    card = sold(shop, shop.join())
    with refused("cards.member_only"):
        use(shop, card, used_by="王芳的妹妹")
    anyone = sold(shop, shop.join(), terms=Terms(paid_uses=2, is_personal=False), style="ANYONE")
    use(shop, anyone, used_by="王芳的妹妹")
    assert PassUse.objects.get().used_by == "王芳的妹妹"


def test_a_card_that_begins_with_its_first_use_has_no_end_before(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=Terms(paid_uses=2, starts=FIRST_USE, days=30))
    assert (card.starts_on, card.ends_on) == (None, None)
    later = NOON + timedelta(days=100)
    done = use(shop, card, at=later)
    assert done.ends_on == later.date() + timedelta(days=29)
    with refused("cards.over"):
        use(shop, card, at=later + timedelta(days=30))


def test_a_card_is_good_through_its_last_day(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=Terms(paid_uses=5, days=10))
    use(shop, card, at=NOON + timedelta(days=9))
    with refused("cards.over"):
        use(shop, card, at=NOON + timedelta(days=10))


def test_a_card_needs_a_member_and_terms(shop: Shop) -> None:
    sku_id = kind(shop)
    with refused("sales.member_needed"):
        shop.sell(shop.order((sku_id, 1)))
    bare = shop.add("BARE", 1000, kind="card")
    with refused("cards.kind_missing"):
        shop.sell(shop.order((bare, 1), member_id=shop.join()))
    assert not HeldCard.objects.exists()


def test_stored_value_may_pay_for_a_card(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    sku_id = kind(shop, price_minor=30000)
    shop.sell(shop.order((sku_id, 1), member_id=member), ("wallet", 30000))
    (card,) = list_cards(member, "CNY")
    assert left(card) == (12, 30000)
    assert not broken()


def test_cards_of_a_line_come_back_together_and_unused(shop: Shop) -> None:
    member, sku_id = shop.join(), kind(shop, price_minor=100)
    sale = shop.sell(shop.order((sku_id, 3), (shop.dress, 1), member_id=member))
    with refused("cards.together"):
        shop.give_back(sale.sale_id, 2)
    back = shop.give_back(sale.sale_id, 3)
    assert back.refund_minor == 300
    assert {card.state for card in list_cards(member, "CNY")} == {"ended"}
    assert get_balance(held.uses_sold(shop.store_id)) == 0
    assert earned(shop) == 29900
    assert not broken()


def test_a_used_card_does_not_come_back_by_its_receipt(shop: Shop) -> None:
    member, sku_id = shop.join(), kind(shop)
    sale = shop.sell(shop.order((sku_id, 1), member_id=member))
    (card,) = list_cards(member, "CNY")
    use(shop, card)
    with refused("cards.used"):
        shop.give_back(sale.sale_id, 1)
    assert left(card)[0] == 11
    assert not broken()


def test_what_was_promised_at_the_sale_stays(shop: Shop) -> None:
    card = sold(shop, shop.join())
    sku_id = shop.skus["CARD"]
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=Terms(paid_uses=1))
    (kept,) = list_cards(card.member_id, "CNY")
    assert kept.terms == TWELVE
    assert kept.uses_left == 12


def test_a_closed_shift_takes_no_use(shop: Shop) -> None:
    card = sold(shop, shop.join())
    shop.close_shift()
    with refused("sales.shift_closed"):
        use(shop, card)
    assert left(card)[0] == 12


def test_a_card_whose_first_use_is_undone_has_not_begun(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=Terms(paid_uses=2, days=30, starts=FIRST_USE))
    done = use(shop, card)
    assert HeldCard.objects.get().starts_on == TODAY
    undo(shop, done.use_id)
    row = HeldCard.objects.get()
    assert (row.starts_on, row.ends_on, row.lapses_on, row.use_count) == (None, None, None, 0)
    later = NOON + timedelta(days=40)
    use(shop, card, at=later)
    assert HeldCard.objects.get().starts_on == TODAY + timedelta(days=40)
    assert not broken()


def test_a_card_that_was_extended_keeps_its_days_when_its_first_use_is_undone(shop: Shop) -> None:
    card = sold(shop, shop.join(), terms=Terms(paid_uses=2, days=30, starts=FIRST_USE))
    done, until = use(shop, card), TODAY + timedelta(days=60)
    wallet.extend_card(actor=shop.boss, at=NOON, card_id=card.id, until=until, reason="生病")
    undo(shop, done.use_id)
    row = HeldCard.objects.get()
    assert (row.starts_on, row.ends_on, row.use_count) == (TODAY, until, 0)
