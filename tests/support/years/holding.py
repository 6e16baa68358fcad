"""What is held: it ends, is frozen in a dispute and released, and buys rewards."""

from uuid import UUID, uuid4

from tessera.identity.tests.conftest import own
from tessera.rewards import usecases as rewards
from tessera.sales import usecases as sales
from tessera.wallet import usecases as wallets
from tests.support.purse import Purse, Redeemed
from tests.support.years import Years
from tests.support.years.sending import take_back

REWARD = 120
"""What the reward costs in points."""


def expire(years: Years) -> None:
    """What the worker does at night: what nobody claimed goes back; points, bonus and cards
    end."""
    boss, at = years.tills[0].boss, years.at
    take_back(years)
    for end in (wallets.expire_points, wallets.expire_bonus):
        while end(actor=boss, at=at).lots:
            pass
    while sales.lapse_cards(actor=boss, at=at).cards:
        pass
    for purse in years.purses.values():
        purse.lapse(years.day)
    for card in years.passes.values():
        if card.ends_on < years.day:
            card.end()


def freeze(years: Years) -> None:
    member, till = years.anybody(), years.till()
    purse = years.purses[member]
    whole = purse.payable(years.day)
    if not whole:
        return
    # A part is taken of each top-up in proportion, whatever lapses: told apart only where all is.
    amount = whole if purse.lapsing(years.day) else years.chance.randint(1, whole)
    freeze_id = wallets.freeze(
        actor=till.boss,
        at=years.at,
        store_id=till.store_id,
        member_id=member,
        amount_minor=amount,
        reason="争议",
    )
    purse.freeze(freeze_id, amount, years.day)


def release(years: Years) -> None:
    purse = years.purses[years.anybody()]
    if not purse.frozen:
        return
    _release(years, purse, years.chance.choice(sorted(purse.frozen)))


def settle(years: Years, member: UUID) -> None:
    """Release all that is frozen: what ends a membership or pays it out waits for that."""
    purse = years.purses[member]
    for freeze_id in sorted(purse.frozen):
        _release(years, purse, freeze_id)


def _release(years: Years, purse: Purse, freeze_id: UUID) -> None:
    boss = years.tills[0].boss
    wallets.release(actor=boss, at=years.at, freeze_id=freeze_id, reason="已解决")
    purse.release(freeze_id)


def redeem(years: Years) -> None:
    member = years.anybody()
    purse = years.purses[member]
    if purse.spendable(years.day) < REWARD:
        return
    done = rewards.redeem(
        actor=own(member),
        at=years.at,
        request_id=uuid4(),
        reward_id=years.reward,
        expected_points=REWARD,
        expected_money_minor=0,
    )
    spent = purse.spend(REWARD, years.day)
    years.redeemed.append(Redeemed(member, done.redemption_id, spent))


def cancel(years: Years) -> None:
    if not years.redeemed:
        return
    redeemed = years.redeemed.pop(years.chance.randrange(len(years.redeemed)))
    member = years.now(redeemed.member)
    if member not in years.purses:
        return
    boss = years.tills[0].boss
    rewards.cancel_for(actor=boss, at=years.at, redemption_id=redeemed.redemption, reason="不要了")
    years.purses[member].restore(redeemed.spent, years.at, years.day)
    if member != redeemed.member:
        wallets.carry_over(actor=boss, at=years.at)
