"""Each proof about cards is broken on purpose."""

from uuid import uuid4

import pytest
from django.db.models import F
from tests.support.shop import NOON

from tessera.ledger.models import Account
from tessera.ops.tests.conftest import Day, assert_broken
from tessera.sales import usecases as sales
from tessera.sales.models import PassUse
from tessera.wallet import usecases as wallet
from tessera.wallet.models import HeldCard
from tessera.wallet.queries.cards import list_cards
from tessera.wallet.rules.cards import Terms

pytestmark = pytest.mark.usefixtures("spoiling")


@pytest.fixture
def carded(day: Day) -> str:
    """A card of which one use was taken; its id."""
    shop = day.shop
    sku_id = shop.add("CARD", 10000, kind="card")
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=Terms(paid_uses=3))
    shop.sell(shop.order((sku_id, 1), member_id=day.member))
    (card,) = list_cards(day.member, "CNY")
    sales.use_pass(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        card_id=card.id,
    )
    return str(card.id)


def test_a_card_with_more_uses_than_are_left(carded: str) -> None:
    Account.objects.filter(kind="pass.uses").update(balance=F("balance") + 1)

    assert_broken(carded, "cards.uses", "ledger.balances")


def test_a_card_that_owes_more_than_was_paid(carded: str) -> None:
    Account.objects.filter(kind="pass.deferred").update(balance=F("balance") + 1)

    assert_broken(carded, "cards.deferred", "ledger.balances")


def test_a_card_that_has_ended_with_something_left_on_it(carded: str) -> None:
    HeldCard.objects.update(state="ended")

    assert_broken(carded, "cards.uses", "cards.deferred")


def test_a_use_that_says_another_amount_than_its_entry(carded: str) -> None:
    PassUse.objects.update(amount_minor=F("amount_minor") + 1)

    assert_broken(carded, "cards.deferred", "cards.used")


def test_a_card_that_brought_more_stored_value_than_its_line_says(carded: str) -> None:
    HeldCard.objects.filter(id=carded).update(loaded_minor=F("loaded_minor") + 1)

    assert_broken(str(HeldCard.objects.get(id=carded).sale_id), "cards.sold")
