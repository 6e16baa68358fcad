"""Stored value that changes hands: to another member at once, or to whoever has the code."""

from uuid import uuid4

from tessera.identity.tests.conftest import own
from tessera.members.models import Member
from tessera.wallet import queries
from tessera.wallet import usecases as wallets
from tessera.wallet.queries.giving import code_of, list_due_back
from tests.support.purse import Purse, Sent
from tests.support.years import Years


def transfer(years: Years) -> None:
    """Hand stored value to another member."""
    if len(years.purses) < 2:
        return
    giver, receiver = years.chance.sample(sorted(years.purses), 2)
    purse = years.purses[giver]
    amount = _some(years, purse)
    if not amount:
        return
    done = wallets.transfer_value(
        actor=own(giver),
        at=years.at,
        request_id=uuid4(),
        whom=Member.objects.get(id=receiver).phone or "",
        amount_minor=amount,
        fresh=True,
    )
    assert done.amount_minor == amount
    years.purses[receiver].take_in(purse.pay(amount, years.day))


def send(years: Years) -> None:
    """Put stored value under way by a link."""
    giver = years.anybody()
    purse = years.purses[giver]
    amount = _some(years, purse)
    if not amount:
        return
    given = wallets.give_value(
        actor=own(giver), at=years.at, request_id=uuid4(), amount_minor=amount, fresh=True
    )
    value = purse.pay(amount, years.day)
    years.sent.append(Sent(given.gift_id, giver, value, given.good_through))


def claim(years: Years) -> None:
    """Somebody follows a link, the giver too."""
    good = [one for one in years.sent if one.through >= years.day]
    if not good:
        return
    member, sent = years.anybody(), years.chance.choice(good)
    got = wallets.claim_value(
        actor=own(member), at=years.at, request_id=uuid4(), code=code_of(sent.id)
    )
    assert got.principal_minor + got.bonus_minor == sent.value.total
    years.purses[member].take_in(sent.value)
    years.sent.remove(sent)


def take_back(years: Years) -> None:
    """What nobody claimed in time goes back to the giver, or to whom the giver was merged into."""
    boss, at = years.tills[0].boss, years.at
    over = [one for one in years.sent if one.through < years.day]
    due = list_due_back(queries.business_days(boss, at), limit=len(over) + 1)
    assert {one.id for one in due} == {one.id for one in over}
    for sent in over:
        wallets.take_value_back(actor=boss, at=at, gift_id=sent.id)
        keeper = years.purses.get(years.now(sent.giver))
        if keeper and sent.giver in years.purses:
            keeper.take_back(sent.value)
        elif keeper:
            keeper.take_in(sent.value)
        years.sent.remove(sent)


def _some(years: Years, purse: Purse) -> int:
    """An amount to give. What lapses goes first, principal and bonus of a top-up in proportion."""
    whole = purse.payable(years.day)
    return years.chance.randint(1, whole) if whole else 0
