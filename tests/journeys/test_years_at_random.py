"""Years of a shop at random, step by step compared with a plain model of what each should own."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Sum

from tessera.ledger.models import Account, Entry, Posting
from tessera.rewards import usecases as rewards
from tessera.rewards.usecases import RewardTerms
from tessera.wallet import places
from tessera.wallet import usecases as wallets
from tessera.wallet.rules.cards import Terms
from tessera.wallet.rules.prepaid import NONE
from tests.support.books import broken
from tests.support.exchanging import offer_exchange
from tests.support.law import keep_law
from tests.support.shop import NOON, Shop, open_shop
from tests.support.years import Years
from tests.support.years.carrying import (
    PRICE,
    TWELVE,
    claim_gift,
    extend_gift,
    refund_pass,
    sell_gift,
    sell_pass,
    use_pass,
)
from tests.support.years.charging import (
    BOTH,
    BOTH_PRICE,
    VALUE,
    VALUE_PRICE,
    sell_both,
    sell_value,
)
from tests.support.years.giving import BONUS, EXCHANGED, FEE, adjust, exchange, give_points
from tests.support.years.holding import REWARD, cancel, expire, freeze, redeem, release
from tests.support.years.people import hand_over, join, leave, merge
from tests.support.years.sending import claim, send, transfer
from tests.support.years.shopping import cash_out, give_back, sell, top_up

STEPS = 2_500
"""So many for each seed, 10,000 in all."""

STORIES: list[tuple[Callable[[Years], None], int]] = [
    (sell, 40),
    (give_back, 15),
    (top_up, 10),
    (sell_pass, 4),
    (sell_value, 2),
    (sell_both, 2),
    (use_pass, 8),
    (refund_pass, 1),
    (sell_gift, 4),
    (claim_gift, 1),
    (extend_gift, 1),
    (transfer, 4),
    (send, 4),
    (claim, 3),
    (give_points, 4),
    (exchange, 4),
    (adjust, 4),
    (expire, 6),
    (redeem, 4),
    (cancel, 2),
    (freeze, 3),
    (release, 3),
    (join, 4),
    (cash_out, 3),
    (merge, 3),
    (hand_over, 2),
    (leave, 1),
]

FLOAT = 50_000
"""What lay in each drawer when its shift was opened."""

CARDS = (("PASS", PRICE, TWELVE), ("VALUE", VALUE_PRICE, VALUE), ("BOTH", BOTH_PRICE, BOTH))
"""The kinds of card that are sold."""

HELD = {
    places.PRINCIPAL: "value",
    places.BONUS: "value",
    places.FROZEN_PRINCIPAL: "frozen",
    places.FROZEN_BONUS: "frozen",
    places.HELD_POINTS: "points",
    places.POINTS_DEBT: "owed",
    places.CARD_USES: "uses",
    places.CARD_DEFERRED: "deferred",
    places.GIFT_VALUE: "gift",
    places.GIVEN_PRINCIPAL: "sent",
    places.GIVEN_BONUS: "sent",
}
"""What the model calls what an account holds."""

Books = dict[tuple[UUID, str], int]
"""So much of what, by whose."""


def owned(years: Years) -> Books:
    """What the model says that each member, pass and gift card has, and what is under way."""
    found: Books = {}
    for member, purse in years.purses.items():
        found[member, "value"] = purse.value
        found[member, "frozen"] = sum(value.total for value in purse.frozen.values())
        found[member, "points"] = purse.points
        found[member, "owed"] = -purse.owed
    for card_id, card in years.passes.items():
        found[card_id, "uses"], found[card_id, "deferred"] = card.left, card.owed
    for gift in years.gifts:
        found[gift.id, "gift"] = gift.left
    for sent in years.sent:
        found[sent.id, "sent"] = sent.value.total
    return {whose: amount for whose, amount in found.items() if amount}


def held() -> Books:
    """What the ledger says."""
    found: Counter[tuple[UUID, str]] = Counter()
    rows = Account.objects.exclude(balance=0).values_list("owner", "kind", "balance")
    for owner, kind, balance in rows:
        if balance is not None:
            found[owner, HELD[kind]] += balance
    return {whose: amount for whose, amount in found.items() if amount}


def compare(years: Years, what: str) -> None:
    found, expected = held(), owned(years)
    assert found == expected, (what, years.at, set(found.items()) ^ set(expected.items()))


ONLY_ONCE = [pytest.param(seed, marks=pytest.mark.sqlite) for seed in (1, 2, 3)]
"""One engine goes through all of it, both through a quarter."""


def open_years(seed: int) -> Years:
    """A shop where all of it may happen. In every other one bonus lapses: then it is spent first, by
    that order or in proportion; in the rest it lasts and goes in proportion."""
    shop = open_shop(negative_stock=True)
    boss, lapses = shop.boss, seed % 2 == 0
    days = 60 if lapses else None
    keep_law(shop, NONE)
    order = "bonus_first" if seed % 4 == 0 else "proportional"
    wallets.set_policy(actor=boss, at=NOON, consumption_order=order)
    wallets.set_transfers(
        actor=boss,
        at=NOON,
        may_transfer=True,
        transfer_min_points=1,
        transfer_day_max=10**6,
        transfer_fee_points=FEE,
    )
    wallets.set_gifts(actor=boss, at=NOON, may_give=True, may_transfer_value=True)
    uses, value, both = (_sell_kind(shop, *kind) for kind in CARDS)
    reward = rewards.set_reward(actor=boss, at=NOON, terms=RewardTerms("service", "改衣", REWARD))
    offer = offer_exchange(boss, points=EXCHANGED, bonus_minor=BONUS, days=days)
    tills = [shop, shop.another_till("T2")]
    return Years(tills, reward, offer, days, uses, value, both, random.Random(seed))


def _sell_kind(shop: Shop, style: str, price: int, terms: Terms) -> UUID:
    sku_id = shop.add(style, price, kind="card")
    wallets.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=terms)
    return sku_id


@pytest.mark.parametrize("seed", [0, *ONLY_ONCE])
def test_ledger_and_model_agree_on_what_everybody_owns(db: None, seed: int) -> None:
    years = open_years(seed)
    join(years)
    stories, weights = zip(*STORIES, strict=True)
    for number in range(STEPS):
        years.at += timedelta(minutes=years.chance.randint(1, 2400))
        [story] = years.chance.choices(stories, weights)
        story(years)
        if number % 5 == 0:
            compare(years, f"{number} {story.__name__}")
        if number % 250 == 0:
            count_rows()
    compare(years, "the end")
    assert years.at.year > NOON.year + 2
    assert tills_hold(years) == years.cash
    closed = [till.close_shift() for till in years.tills]
    assert sum(one.expected_minor for one in closed) == years.cash + len(closed) * FLOAT
    assert_each_kind_happened()
    count_rows()
    assert not broken()


def assert_each_kind_happened() -> None:
    """The years had something of everything."""
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert kinds >= {
        "sale",
        "return",
        "freeze",
        "unfreeze",
        "expiry",
        "redemption",
        "merge",
        "leaving",
        "pass_use",
        "pass_undo",
        "card_end",
        "transfer",
        "exchange",
        "adjustment",
        "gift_claimed",
        "value_transfer",
        "gift_given",
        "gift_back",
    }, kinds


def count_rows() -> None:
    """Tell PostgreSQL how much there is: it knows nothing of rows that no commit has shown it, and
    would join them one by one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def tills_hold(years: Years) -> int:
    """What the ledger says the tills took in cash, less what they gave."""
    into = Posting.objects.filter(source__kind="tender.cash").aggregate(sum=Sum("amount"))
    back = Posting.objects.filter(destination__kind="tender.cash").aggregate(sum=Sum("amount"))
    return (into["sum"] or 0) - (back["sum"] or 0)
