"""Points and bonus that change hands or form: given to somebody, exchanged, adjusted by hand."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tessera.config.roles import EVERYTHING
from tessera.identity.tests.conftest import own
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members.models import Member
from tessera.rewards import usecases as rewards
from tessera.wallet import usecases as wallets
from tests.support.purse import Purse
from tests.support.years import Years

FEE = 5
"""What it costs in points to give points away."""

EXCHANGED, BONUS = 100, 500
"""Points that are exchanged, and the bonus they become."""

MUCH = {"points": 500, "bonus": 5_000}
"""Beyond so much a manager adjusts nothing alone."""


def give_points(years: Years) -> None:
    if len(years.purses) < 2:
        return
    giver, receiver = years.chance.sample(sorted(years.purses), 2)
    purse = years.purses[giver]
    most = purse.spendable(years.day) - FEE
    if most < 1 or purse.owed:
        return
    points = years.chance.randint(1, most)
    wallets.transfer_points(
        actor=own(giver),
        at=years.at,
        request_id=uuid4(),
        phone=Member.objects.get(id=receiver).phone or "",
        points=points,
    )
    years.purses[receiver].take_over(purse.spend(points, years.day))
    purse.spend(FEE, years.day)


def exchange(years: Years) -> None:
    member = years.anybody()
    purse = years.purses[member]
    if purse.spendable(years.day) < EXCHANGED:
        return
    rewards.exchange_points(
        actor=own(member),
        at=years.at,
        request_id=uuid4(),
        offer_id=years.offer,
        expected_points=EXCHANGED,
    )
    purse.spend(EXCHANGED, years.day)
    days = years.bonus_days
    until = years.day + timedelta(days=days - 1) if days else None
    purse.be_given(BONUS, until, years.at)


def adjust(years: Years) -> None:
    """Somebody asks, and where it is much somebody else decides."""
    member, unit = years.anybody(), years.chance.choice(["points", "bonus"])
    purse, amount = years.purses[member], years.chance.randint(1, MUCH[unit] * 2)
    if years.chance.random() < 0.4:
        there = purse.spendable if unit == "points" else purse.lapsing
        amount = -min(amount, there(years.day))
    if not amount:
        return
    lapses = amount > 0 and (unit == "points" or years.bonus_days is not None)
    until = years.day + timedelta(days=years.chance.randint(0, 400)) if lapses else None
    asked = wallets.adjust(
        actor=_manager("赵敏"),
        at=years.at,
        request_id=uuid4(),
        member_id=member,
        unit=unit,
        amount=amount,
        cause="goodwill",
        reason="补偿",
        expires_on=until,
    )
    assert asked.waits == (abs(amount) > MUCH[unit])
    if not asked.waits or _is_agreed(years, asked):
        _move(years, purse, unit, amount, until)


def _is_agreed(years: Years, asked: wallets.Adjusted) -> bool:
    second: dict[str, Any] = {
        "actor": _manager("钱进"),
        "at": years.at,
        "adjustment_id": asked.adjustment_id,
    }
    if years.chance.random() < 0.3:
        wallets.refuse_adjustment(**second, reason="查无此事")
        return False
    wallets.approve_adjustment(**second)
    return True


def _move(years: Years, purse: Purse, unit: str, amount: int, until: date | None) -> None:
    if unit == "bonus":
        if amount < 0:
            purse.pay(-amount, years.day)
        else:
            purse.be_given(amount, until, years.at)
    elif amount < 0:
        purse.spend(-amount, years.day)
    else:
        assert until is not None
        purse.receive(amount, until, years.at)


def _manager(name: str) -> Actor:
    """Somebody who has adjusted nothing yet."""
    return Actor("staff", uuid7(), name, "manager", EVERYTHING, store_ids=None)
