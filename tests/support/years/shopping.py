"""What happens at the tills."""

from datetime import datetime
from uuid import uuid4

from tessera.sales import queries as sales
from tessera.sales import usecases
from tessera.sales.rules.order import Order, TenderOffer
from tessera.sales.usecases import CompletedSale
from tessera.wallet import usecases as wallets
from tests.support.payouts import pay_out
from tests.support.purse import Bought, Gift
from tests.support.shop import Shop
from tests.support.years import Years
from tests.support.years.holding import expire, settle

PRICE, TOPUP, BONUS = 29_900, 50_000, 5_000


def sell(years: Years) -> None:
    member, till = years.anybody(), years.till()
    purse, pieces, day = years.purses[member], years.chance.randint(1, 3), years.day
    most = min(purse.spendable(day), PRICE * pieces)
    points = years.chance.choice([0, 0, most, most // 2])
    total = PRICE * pieces - points
    payable = min(purse.payable(day), total)
    value = years.chance.choice([0, payable, payable // 3])
    gift, by_gift = _gift(years, total - value)
    cash = total - value - by_gift
    order = till.order((till.dress, pieces), member_id=member, points=points)
    tenders = [
        ("wallet", value, ""),
        ("gift", by_gift, gift.code if gift else ""),
        ("cash", cash, ""),
    ]
    done = _complete(till, order, tenders, total, years.at)
    spent, paid = purse.spend(points, day), purse.pay(value, day)
    if gift:
        gift.left -= by_gift
    purse.earn(done.sale_id, total // 100, years.at, day)
    years.cash += cash
    bought = Bought(member, done.sale_id, cash, paid, total // 100, spent, gift, by_gift)
    years.bought.append(bought)


def _gift(years: Years, most: int) -> tuple[Gift | None, int]:
    """Now and then, a gift card that pays as much as it can."""
    good = [one for one in years.gifts if one.left and one.expires_on >= years.day]
    if not (good and most and years.chance.random() < 0.3):
        return None, 0
    gift = years.chance.choice(good)
    return gift, min(most, gift.left)


def _complete(
    till: Shop, order: Order, tenders: list[tuple[str, int, str]], total: int, at: datetime
) -> CompletedSale:
    return usecases.complete(
        actor=till.boss,
        at=at,
        request_id=uuid4(),
        store_id=till.store_id,
        till_id=till.till_id,
        order=order,
        tenders=[TenderOffer(*tender) for tender in tenders if tender[1]],
        expected_total_minor=total,
    )


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
    if bought.gift:
        bought.gift.left += bought.by_gift
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
    years.purses[member].lasting += TOPUP + BONUS
    years.cash += TOPUP


def cash_out(years: Years) -> None:
    member, till = years.anybody(), years.till()
    cause = years.chance.choice(["consumer", "operator"])
    settle(years, member)
    expire(years)
    plan = sales.plan_payout(till.boss, member, store_id=till.store_id, at=years.at)
    assert plan.left_minor == years.purses[member].value
    if due := plan.by(cause):
        pay_out(till, member, due, at=years.at, cause=cause)
        years.purses[member].empty()
