"""Who comes, goes, and turns out to be somebody else."""

from tessera.identity import usecases as identity
from tessera.identity.tests.conftest import own, proof
from tessera.members import usecases as members
from tessera.members.models import Member
from tests.support.purse import Purse
from tests.support.shop import NOON
from tests.support.years import Years
from tests.support.years.holding import settle


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


def merge(years: Years) -> None:
    if len(years.purses) < 4:
        return
    keep, gone = years.chance.sample(sorted(years.purses), 2)
    settle(years, gone)
    members.merge(
        actor=years.tills[0].boss, at=years.at, keep_id=keep, gone_id=gone, reason="同一人"
    )
    years.purses[keep].absorb(years.purses.pop(gone))
    years.gone[gone] = keep
    for card in years.passes.values():
        if card.holder == gone:
            card.holder = keep


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
    settle(years, member)
    phone = Member.objects.get(id=member).phone or ""
    identity.close_account(
        actor=own(member), at=NOON, proof=proof(phone, "close_account"), waive_money=True
    )
    del years.purses[member]
    for card in years.passes.values():
        if card.holder == member:
            card.end()
