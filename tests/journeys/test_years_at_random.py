"""Years of a shop at random, step by step compared with a plain model of what each should own."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import Sum

from tessera.identity import usecases as identity
from tessera.identity.tests.conftest import own, proof
from tessera.kernel.clock import business_day
from tessera.ledger.models import Posting
from tessera.members import usecases as members
from tessera.members.models import Member
from tessera.org import queries as org
from tessera.sales import queries as sales
from tessera.wallet import queries as wallet
from tessera.wallet import usecases as wallets
from tests.support.books import broken
from tests.support.payouts import pay_out
from tests.support.purse import Bought, Purse
from tests.support.shop import NOON, Shop, open_shop

STEPS = 2_500
"""So many for each seed, 10,000 in all."""

PRICE, TOPUP, BONUS = 29_900, 50_000, 5_000


@dataclass
class Years:
    """The shop with its tills, the model, and the clock."""

    tills: list[Shop]
    chance: random.Random
    at: datetime = NOON
    purses: dict[UUID, Purse] = field(default_factory=dict)
    gone: dict[UUID, UUID] = field(default_factory=dict)
    bought: list[Bought] = field(default_factory=list)
    cash: int = 0
    phones: int = 0

    @property
    def day(self) -> date:
        """The store's business day."""
        store = org.get_store(self.tills[0].store_id)
        return business_day(self.at, zone=store.zone, cutover_hour=store.cutover_hour)

    def till(self) -> Shop:
        """Somebody's till."""
        return self.chance.choice(self.tills)

    def anybody(self) -> UUID:
        """A member."""
        return self.chance.choice(sorted(self.purses))

    def now(self, member_id: UUID) -> UUID:
        """Who a member is after merges."""
        while member_id in self.gone:
            member_id = self.gone[member_id]
        return member_id


def join(years: Years) -> None:
    years.phones += 1
    found = members.register(
        actor=years.tills[0].boss,
        at=years.at,
        store_id=years.tills[0].store_id,
        phone=f"139{years.phones:08d}",
        name="王芳",
    )
    years.purses[found.id] = Purse()


def sell(years: Years) -> None:
    member, till = years.anybody(), years.till()
    purse, pieces = years.purses[member], years.chance.randint(1, 3)
    most = min(purse.spendable(years.day), PRICE * pieces)
    points = years.chance.choice([0, 0, most, most // 2])
    total = PRICE * pieces - points
    value = years.chance.choice([0, min(purse.value, total), min(purse.value, total) // 3])
    order = till.order((till.dress, pieces), member_id=member, points=points)
    tenders = [(kind, n) for kind, n in (("wallet", value), ("cash", total - value)) if n]
    done = till.sell(order, *tenders, total=total, at=years.at)
    spent = purse.spend(points, years.day)
    purse.value -= value
    purse.earn(done.sale_id, total // 100, years.at, years.day)
    years.cash += total - value
    years.bought.append(Bought(member, done.sale_id, total - value, value, total // 100, spent))


def give_back(years: Years) -> None:
    if not years.bought:
        return
    bought = years.bought.pop(
        years.chance.randrange(max(0, len(years.bought) - 60), len(years.bought))
    )
    member = years.now(bought.member)
    if member not in years.purses:
        return
    line = sales.get_sale(actor=years.tills[0].boss, sale_id=bought.sale).lines[0]
    years.till().give_back(bought.sale, line.quantity, at=years.at)
    is_own = member == bought.member
    years.purses[member].give_back(bought, years.at, years.day, is_own=is_own)
    years.cash -= bought.cash
    if not is_own:
        wallets.carry_over(actor=years.tills[0].boss, at=years.at)


def top_up(years: Years) -> None:
    member, till = years.anybody(), years.till()
    order = till.order((till.topup, 1), member_id=member)
    done = till.sell(order, ("cash", TOPUP), total=TOPUP, at=years.at)
    if years.chance.random() < 0.2:
        years.till().give_back(done.sale_id, 1, at=years.at)
        return
    years.purses[member].value += TOPUP + BONUS
    years.cash += TOPUP


def cash_out(years: Years) -> None:
    member, till = years.anybody(), years.till()
    cause = years.chance.choice(["consumer", "operator"])
    plan = sales.plan_payout(till.boss, member, store_id=till.store_id, at=years.at)
    assert plan.left_minor == years.purses[member].value
    if due := plan.by(cause):
        pay_out(till, member, due, at=years.at, cause=cause)
        years.purses[member].value = 0


def merge(years: Years) -> None:
    if len(years.purses) < 4:
        return
    keep, gone = years.chance.sample(sorted(years.purses), 2)
    members.merge(
        actor=years.tills[0].boss, at=years.at, keep_id=keep, gone_id=gone, reason="同一人"
    )
    years.purses[keep].absorb(years.purses.pop(gone))
    years.gone[gone] = keep


def hand_over(years: Years) -> None:
    years.phones += 1
    members.transfer_card(
        actor=years.tills[0].boss,
        at=years.at,
        member_id=years.anybody(),
        name="李娜",
        phone=f"139{years.phones:08d}",
        reason="赠予",
    )


def leave(years: Years) -> None:
    if len(years.purses) < 4:
        return
    member = years.anybody()
    phone = Member.objects.get(id=member).phone or ""
    identity.close_account(
        actor=own(member), at=NOON, proof=proof(phone, "close_account"), waive_money=True
    )
    del years.purses[member]


def expire(years: Years) -> None:
    while wallets.expire_points(actor=years.tills[0].boss, at=years.at).lots:
        pass
    for purse in years.purses.values():
        purse.lapse(years.day)


STORIES: list[tuple[Callable[[Years], None], int]] = [
    (sell, 50),
    (give_back, 18),
    (top_up, 12),
    (expire, 6),
    (join, 5),
    (cash_out, 3),
    (merge, 3),
    (hand_over, 2),
    (leave, 1),
]


def compare(years: Years, what: str) -> None:
    for member, purse in years.purses.items():
        held = wallet.get_balances(member)
        found = (held.principal_minor + held.bonus_minor, held.points, held.points_debt)
        assert found == (purse.value, purse.points, purse.owed), (what, years.at, member)


ONLY_ONCE = [pytest.param(seed, marks=pytest.mark.sqlite) for seed in (1, 2, 3)]
"""One engine goes through all of it, both through a quarter."""


@pytest.mark.parametrize("seed", [0, *ONLY_ONCE])
def test_ledger_and_model_agree_on_what_everybody_owns(db: None, seed: int) -> None:
    shop = open_shop(negative_stock=True)
    years = Years([shop, shop.another_till("T2")], random.Random(seed))
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
    assert not broken()


def tills_hold(years: Years) -> int:
    """What the ledger says the tills took in cash, less what they gave."""
    into = Posting.objects.filter(source__kind="tender.cash").aggregate(sum=Sum("amount"))
    back = Posting.objects.filter(destination__kind="tender.cash").aggregate(sum=Sum("amount"))
    return (into["sum"] or 0) - (back["sum"] or 0)
