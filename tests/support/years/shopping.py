"""What happens at the tills."""

from tessera.sales import queries as sales
from tessera.wallet import usecases as wallets
from tests.support.payouts import pay_out
from tests.support.purse import Bought
from tests.support.years import Years
from tests.support.years.holding import settle

PRICE, TOPUP, BONUS = 29_900, 50_000, 5_000


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
    settle(years, member)
    plan = sales.plan_payout(till.boss, member, store_id=till.store_id, at=years.at)
    assert plan.left_minor == years.purses[member].value
    if due := plan.by(cause):
        pay_out(till, member, due, at=years.at, cause=cause)
        years.purses[member].value = 0
