"""Cards that bring stored value, alone or beside uses and a discount (domain handbook 5.1, 5.15)."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tests.support.books import broken
from tests.support.buyers import get_buyer
from tests.support.payouts import pay_out
from tests.support.shop import NOON, Shop

from tessera.ledger.queries import get_balance
from tessera.sales import queries as sales
from tessera.sales.queries.cards import plan_card_refund
from tessera.sales.tests.test_passes import earned, kind, left, refused, use
from tessera.wallet import places as held
from tessera.wallet import queries as wallet
from tessera.wallet import usecases as wallet_cards
from tessera.wallet.models import HeldCard
from tessera.wallet.queries.cards import CardFacts, list_cards
from tessera.wallet.rules.cards import Terms

VALUE = Terms(value_minor=100000, value_bonus_minor=20000)
ALL = replace(VALUE, paid_uses=10, discount_bp=1000, alone_minor=100000)
"""1,000.00 and 200.00 on top, ten uses that cost 1,000.00 alone, and ten per cent off."""


def sold(shop: Shop, member: UUID, terms: Terms = ALL, price_minor: int = 180000) -> CardFacts:
    """A card sold to the member for cash."""
    sku_id = kind(shop, terms, price_minor)
    shop.sell(shop.order((sku_id, 1), member_id=member))
    return list_cards(member, "CNY")[0]


def holds(member: UUID) -> tuple[int, int]:
    """Principal and bonus."""
    found = wallet.get_balances(member)
    return found.principal_minor, found.bonus_minor


def test_a_card_of_nothing_but_stored_value_is_a_top_up(shop: Shop) -> None:
    member = shop.join()
    card = sold(shop, member, VALUE, 100000)
    assert holds(member) == (100000, 20000)
    assert (left(card), earned(shop)) == ((0, 0), 0)
    assert get_balance(held.points(member)) == 0
    assert not broken()


def test_the_price_of_a_combination_is_split_by_what_each_part_costs_alone(shop: Shop) -> None:
    """1,800.00 for what costs 1,000.00 and 1,000.00: what 900.00 does not pay is a bonus."""
    member = shop.join()
    card = sold(shop, member)
    assert holds(member) == (90000, 30000)
    assert left(card) == (10, 90000)
    assert earned(shop) == 0
    use(shop, card)
    assert earned(shop) == 9000
    assert not broken()


def test_its_value_pays_and_its_discount_counts_at_once(shop: Shop) -> None:
    member = shop.join()
    sold(shop, member)
    order = shop.order((shop.dress, 1), member_id=member)
    assert shop.total_of(order) == 26910
    shop.sell(order, ("wallet", 26910))
    assert holds(member) == (90000 - 20183, 30000 - 6727)
    assert not broken()


def test_two_cards_of_a_line_bring_twice_as_much_and_come_back_together(shop: Shop) -> None:
    member = shop.join()
    sku_id = kind(shop, ALL, 180000)
    done = shop.sell(shop.order((sku_id, 2), member_id=member))
    assert holds(member) == (180000, 60000)
    with refused("cards.together"):
        shop.give_back(done.sale_id, 1)
    shop.give_back(done.sale_id, 2)
    assert (holds(member), earned(shop)) == ((0, 0), 0)
    assert not broken()


def test_stored_value_pays_for_its_uses_and_never_for_its_value(shop: Shop) -> None:
    member = shop.join()
    for _ in range(2):
        shop.top_up(member)
    order = shop.order((kind(shop, ALL, 180000), 1), member_id=member)
    with refused("sales.topup_needs_money"):
        shop.sell(order, ("wallet", 90001), ("cash", 89999))
    assert holds(member) == (100000, 10000)
    shop.sell(order, ("wallet", 90000), ("cash", 90000))
    assert sum(holds(member)) == 110000 - 90000 + 120000
    assert not broken()


def test_it_comes_back_by_its_receipt_unused_and_takes_its_value_along(shop: Shop) -> None:
    member = shop.join()
    sku_id = kind(shop, ALL, 180000)
    done = shop.sell(shop.order((sku_id, 1), (shop.dress, 1), member_id=member))
    shop.give_back(done.sale_id, 1, 0)
    assert holds(member) == (0, 0)
    assert HeldCard.objects.get().state == "ended"
    shop.give_back(done.sale_id, 0, 1)
    assert earned(shop) == 0
    assert not broken()


def test_once_its_value_or_a_use_is_spent_it_does_not_come_back(shop: Shop) -> None:
    first, second = shop.join("李雷"), shop.join("韩梅梅")
    sku_id = kind(shop, ALL, 180000)
    spent = shop.sell(shop.order((sku_id, 1), member_id=first))
    used = shop.sell(shop.order((sku_id, 1), member_id=second))
    shop.sell(shop.order((shop.dress, 1), member_id=first), ("wallet", 26910))
    use(shop, list_cards(second, "CNY")[0])
    with refused("returns.topup_used"):
        shop.give_back(spent.sale_id, 1)
    with refused("cards.used"):
        shop.give_back(used.sale_id, 1)
    assert holds(second) == (90000, 30000)
    assert not broken()


def test_a_top_up_of_the_same_sale_comes_back_with_it(shop: Shop) -> None:
    member = shop.join()
    sku_id = kind(shop, ALL, 180000)
    done = shop.sell(shop.order((sku_id, 1), (shop.topup, 1), member_id=member))
    assert holds(member) == (140000, 35000)
    with refused("returns.topups_together"):
        shop.give_back(done.sale_id, 1, 0)
    shop.give_back(done.sale_id, 1, 1)
    assert holds(member) == (0, 0)
    assert not broken()


def test_each_part_is_refunded_by_both_legal_amounts(shop: Shop) -> None:
    """Uses by their price, 3 of 900.00 for 10; value as if topped up by 900.00 and 300.00."""
    member, later = shop.join(), NOON + timedelta(days=8)
    card = sold(shop, member)
    use(shop, card, 3)
    shop.sell(shop.order((shop.dress, 1), member_id=member), ("wallet", 26910))
    uses = plan_card_refund(shop.boss, card.id, store_id=shop.store_id, at=later)
    value = sales.plan_payout(shop.boss, member, store_id=shop.store_id, at=later)
    assert (uses.consumer_minor, uses.operator_minor) == (63000, 63000)
    assert (value.consumer_minor, value.operator_minor) == (90000 - 29900, 90000 - 20183)
    pay_out(shop, member, value.consumer_minor, at=later)
    assert holds(member) == (0, 0)
    assert not broken()


def test_within_seven_days_unused_value_is_paid_back_whole(shop: Shop) -> None:
    member = shop.join()
    sold(shop, member)
    plan = sales.plan_payout(shop.boss, member, store_id=shop.store_id, at=NOON)
    assert (plan.consumer_minor, plan.operator_minor) == (90000, 90000)


def test_what_goes_into_stored_value_earns_no_points_and_is_no_purchase(shop: Shop) -> None:
    member = shop.join()
    done = shop.sell(shop.order((kind(shop, ALL, 180000), 1), member_id=member))
    assert get_balance(held.points(member)) in {0, 900}
    assert get_buyer(member).spent_minor == 90000
    shop.give_back(done.sale_id, 1)
    assert get_balance(held.points(member)) == 0
    assert get_buyer(member).spent_minor == 0


def test_a_card_that_nothing_is_paid_for_brings_nothing(shop: Shop) -> None:
    member = shop.join()
    order = shop.order((kind(shop, VALUE, 0), 1), member_id=member)
    with refused("cards.only_sold"):
        shop.sell(order)
    assert (holds(member), HeldCard.objects.exists()) == ((0, 0), False)


def test_what_a_card_brings_counts_towards_what_the_law_lets_a_member_hold(shop: Shop) -> None:
    """The table of the domain handbook 1.4: 5,000.00 for a card with a name."""
    member = shop.join()
    order = shop.order((kind(shop, Terms(value_minor=300000), 300000), 1), member_id=member)
    shop.sell(order)
    with refused("wallet.balance_too_high"):
        shop.sell(order)
    assert holds(member) == (300000, 0)


def test_who_has_bought_keeps_what_was_promised(shop: Shop) -> None:
    """The value does not change when the kind does, nor does what is owed for its uses."""
    member = shop.join()
    card = sold(shop, member)
    wallet_cards.set_card_kind(
        actor=shop.boss, at=NOON, sku_id=shop.skus["CARD"], terms=replace(ALL, paid_uses=5)
    )
    assert (holds(member), left(card)) == ((90000, 30000), (10, 90000))
