"""Years of a shop at random, step by step compared with a plain model of what each should own."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Sum

from tessera.ledger.models import Posting
from tessera.rewards import usecases as rewards
from tessera.rewards.usecases import RewardTerms
from tessera.wallet import queries as wallet
from tests.support.books import broken
from tests.support.shop import NOON, open_shop
from tests.support.years import Years
from tests.support.years.holding import REWARD, cancel, expire, freeze, redeem, release
from tests.support.years.people import hand_over, join, leave, merge
from tests.support.years.shopping import cash_out, give_back, sell, top_up

STEPS = 2_500
"""So many for each seed, 10,000 in all."""

STORIES: list[tuple[Callable[[Years], None], int]] = [
    (sell, 50),
    (give_back, 18),
    (top_up, 12),
    (expire, 6),
    (redeem, 5),
    (cancel, 3),
    (freeze, 3),
    (release, 3),
    (join, 5),
    (cash_out, 3),
    (merge, 3),
    (hand_over, 2),
    (leave, 1),
]


def compare(years: Years, what: str) -> None:
    for member, purse in years.purses.items():
        held = wallet.get_balances(member)
        value = held.principal_minor + held.bonus_minor
        frozen = held.frozen_principal_minor + held.frozen_bonus_minor
        found = (value, frozen, held.points, held.points_debt)
        owned = (purse.value, sum(purse.frozen.values()), purse.points, purse.owed)
        assert found == owned, (what, years.at, member)


ONLY_ONCE = [pytest.param(seed, marks=pytest.mark.sqlite) for seed in (1, 2, 3)]
"""One engine goes through all of it, both through a quarter."""


@pytest.mark.parametrize("seed", [0, *ONLY_ONCE])
def test_ledger_and_model_agree_on_what_everybody_owns(db: None, seed: int) -> None:
    shop = open_shop(negative_stock=True)
    service = RewardTerms("service", "改衣", REWARD)
    reward = rewards.set_reward(actor=shop.boss, at=NOON, terms=service)
    years = Years([shop, shop.another_till("T2")], reward, random.Random(seed))
    join(years)
    stories, weights = zip(*STORIES, strict=True)
    for number in range(STEPS):
        years.at += timedelta(minutes=years.chance.randint(1, 2400))
        [story] = years.chance.choices(stories, weights)
        story(years)
        if number % 5 == 0:
            compare(years, f"{number} {story.__name__}")
    compare(years, "the end")
    assert years.at.year > NOON.year + 2
    assert tills_hold(years) == years.cash
    count_rows()
    assert not broken()


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
