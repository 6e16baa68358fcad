"""The proof about gift cards is broken on purpose."""

import pytest
from django.db.models import F

from tessera.ledger.models import Account
from tessera.ops.tests.conftest import Day, assert_broken, unguard
from tessera.wallet.models import GiftCard

pytestmark = pytest.mark.usefixtures("spoiling")


@pytest.fixture
def sold(day: Day) -> str:
    """The card that was sold and partly spent; its id."""
    return str(GiftCard.objects.get(sale_id__isnull=False).id)


def test_a_gift_card_that_holds_more_than_it_was_sold_for(sold: str) -> None:
    Account.objects.filter(kind="gift.value").update(balance=F("balance") + 50000)

    assert_broken(sold, "wallet.gifts", "ledger.balances")


def test_a_gift_card_that_is_good_for_another_amount_than_was_paid(sold: str) -> None:
    GiftCard.objects.filter(id=sold).update(amount_minor=60000)

    assert_broken(sold, "wallet.gifts")


def test_a_gift_card_that_nobody_bought(sold: str) -> None:
    unguard(GiftCard, "gift_card_sold")
    GiftCard.objects.filter(id=sold).update(sale_id=None)

    assert_broken(sold, "wallet.gifts", "sales.sold")
