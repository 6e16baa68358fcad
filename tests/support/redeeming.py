"""A shop with a member who has points, and a mug that they buy."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tessera.config.roles import MEMBER
from tessera.identity import operations
from tessera.identity.operations import Device
from tessera.kernel.actor import Actor
from tessera.platform import work
from tessera.rewards import usecases
from tessera.rewards.models import Redemption, Reward
from tessera.rewards.usecases import Redeemed, RewardTerms
from tessera.sales import usecases as sales
from tessera.sales.usecases import CompletedSale, UsedPass
from tessera.wallet import queries as wallet
from tessera.wallet import usecases as cards
from tessera.wallet.rules.cards import Terms
from tests.support.shop import NOON, Shop


@dataclass
class Counter:
    """Members who redeem rewards of a shop."""

    shop: Shop
    member: UUID
    mug: UUID

    def own(self, member: UUID | None = None) -> Actor:
        """A member who is signed in."""
        return Actor("member", member or self.member, "王**", "member", MEMBER, store_ids=None)

    def rich(self, member: UUID) -> UUID:
        """Give a member 299 points for a dress."""
        self.shop.sell(self.shop.order((self.shop.dress, 1), member_id=member))
        return member

    def offer(self, **terms: Any) -> UUID:
        """Put a mug for 100 points into the catalogue, or what ``terms`` say."""
        mug = {"kind": "goods", "name": "青瓷杯", "points": 100, "sku_id": self.mug}
        given: dict[str, Any] = mug | terms
        return usecases.set_reward(actor=self.shop.boss, at=NOON, terms=RewardTerms(**given))

    def redeem(
        self,
        reward: UUID,
        *,
        member: UUID | None = None,
        at: datetime = NOON,
        request_id: UUID | None = None,
        pickup_id: UUID | None = None,
    ) -> Redeemed:
        """Redeem at the price of the catalogue."""
        row = Reward.objects.get(id=reward)
        return usecases.redeem(
            actor=self.own(member),
            at=at,
            request_id=request_id or uuid4(),
            reward_id=reward,
            expected_points=row.points,
            expected_money_minor=row.money_minor,
            pickup_id=pickup_id,
        )

    def points(self, member: UUID | None = None) -> int:
        """What a member has."""
        return wallet.get_balances(member or self.member).points

    def state(self, redeemed: Redeemed) -> str:
        """Where a redemption stands."""
        return str(Redemption.objects.get(id=redeemed.redemption_id).state)

    def pick_up(self, redeemed: Redeemed, at: datetime = NOON) -> CompletedSale:
        """Fetch the mug at the till by its code."""
        row = Redemption.objects.get(id=redeemed.redemption_id)
        order = self.shop.order((self.mug, 1), member_id=row.member_id, coupons=(redeemed.code,))
        return self.shop.sell(order, at=at)


def open_counter(shop: Shop) -> Counter:
    """A member with 299 points and a mug at 50.00 of which five are there."""
    counter = Counter(shop, shop.join(), shop.add("MUG", 5000, pieces=5))
    counter.rich(counter.member)
    return counter


def card_kind(shop: Shop, **terms: Any) -> UUID:
    """A kind of card that a shop has."""
    sku_id = shop.add("COFFEE", 9000, kind="card")
    return cards.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=Terms(**terms))


def use_card(shop: Shop, card_id: UUID) -> UsedPass:
    """Use a card once at the till."""
    return sales.use_pass(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        card_id=card_id,
    )


def offer(boss: Actor) -> UUID:
    """An hour of advice for 50 points, which is handed out by hand."""
    terms = RewardTerms("service", "形象设计", 50)
    return usecases.set_reward(actor=boss, at=NOON, terms=terms)


def redeem_for(boss: Actor, *, store_id: UUID, member_id: UUID, offer_id: UUID) -> Redeemed:
    """The hour of advice, for a member in a store."""
    return usecases.redeem_for(
        actor=boss,
        at=NOON,
        request_id=uuid4(),
        store_id=store_id,
        member_id=member_id,
        reward_id=offer_id,
        expected_points=50,
        expected_money_minor=0,
    )


def enter(boss: Actor, member: UUID) -> str:
    """Sign a member's phone in; returns its token."""
    with work.begin(work.Work("member.sign_in", NOON, None, "")):
        return operations.let_in(
            actor=boss, at=NOON, member_id=member, means="code", device=Device("127.0.0.1")
        ).token
