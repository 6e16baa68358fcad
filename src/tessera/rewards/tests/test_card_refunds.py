"""Who gets the money for a card back gives up what it counted for, as by a return."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests.support.shop import NOON

from tessera.rewards import usecases
from tessera.rewards.models import Merit
from tessera.rewards.tests.conftest import Steps, broken
from tessera.sales.tests.test_card_care import refund
from tessera.sales.tests.test_passes import kind, use
from tessera.wallet.queries.cards import CardFacts, list_cards
from tessera.wallet.rules.cards import Terms

PRICE = 200000


def buy_card(steps: Steps, member: UUID | None = None) -> CardFacts:
    """A card of ten uses at 2,000.00."""
    sku_id = steps.shop.skus.get("CARD") or kind(steps.shop, Terms(paid_uses=10), PRICE)
    whose = member or steps.member
    steps.shop.sell(steps.shop.order((sku_id, 1), member_id=whose))
    return list_cards(whose, "CNY")[0]


@pytest.mark.parametrize("terms", [{"purchase_minor": PRICE}, {"spend_minor": PRICE}])
def test_a_level_by_a_card_goes_with_its_money(steps: Steps, terms: dict[str, int]) -> None:
    steps.rule(steps.silver, **terms)
    card = buy_card(steps)
    assert steps.level() == steps.silver
    assert refund(steps.shop, card, "consumer").paid_minor == PRICE
    assert steps.level() == steps.base
    assert sorted(Merit.objects.values_list("spent_minor", flat=True)) == [-PRICE, PRICE]
    assert not broken()


def test_what_a_card_counted_does_not_help_towards_the_next_level(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=PRICE + 29900)
    refund(steps.shop, buy_card(steps), "consumer")
    steps.buy()
    assert steps.level() == steps.base
    assert not broken()


def test_what_was_used_still_counts(steps: Steps) -> None:
    steps.rule(steps.silver, spend_minor=PRICE)
    usecases.set_growth_rule(actor=steps.shop.boss, at=NOON, per_major=1, per_visit=0)
    card = buy_card(steps)
    use(steps.shop, card, uses=4)
    paid = refund(steps.shop, card, "consumer", days=30).paid_minor
    assert paid == 120000
    back = Merit.objects.get(spent_minor__lt=0)
    assert (back.spent_minor, back.growth) == (-paid, -1200)
    assert back.at == NOON + timedelta(days=30)
    assert not broken()


def test_whom_the_brand_sends_away_keeps_the_level(steps: Steps) -> None:
    steps.rule(steps.silver, purchase_minor=PRICE)
    refund(steps.shop, buy_card(steps), "operator")
    assert steps.level() == steps.silver
    assert not broken()
