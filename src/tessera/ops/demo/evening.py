"""An evening for members, yesterday after closing: passes and gift cards are sold and used, something
is frozen in a dispute, and a correction waits for a second person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tessera.members.models import Member
from tessera.ops.demo import brand
from tessera.ops.demo.house import House
from tessera.ops.demo.memory import Memory
from tessera.sales import usecases as sales
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.wallet import queries as wallets
from tessera.wallet import usecases as wallet
from tessera.wallet.models import Freeze, GiftCard
from tessera.wallet.queries import cards, kinds

SHOP, TILL, FLOAT_MINOR = brand.SHANGHAI, "T2", 1_000_00
GIFTS, GIFT_MINOR, GIFT_YEARS = "海棠礼品卡 500 元", 500_00, 3
SOLD, MADE = 3, 12
"""So many passes and gift cards are sold, and so many gift cards made."""


@dataclass(frozen=True, slots=True)
class Evening:
    """Who is there, and from when. What was done by an earlier run answers as it did."""

    found: House
    memory: Memory
    start: datetime

    def told(self, minutes: int, key: str) -> dict[str, Any]:
        """What everything at the till says."""
        return {
            "actor": self.found.actors["cashier2"],
            "at": self.start + timedelta(minutes=minutes),
            "request_id": self.memory.request_id(f"evening {key}"),
            "store_id": self.found.stores[SHOP.code],
            "till_id": self.found.tills[SHOP.code, TILL],
        }

    def sell(self, minutes: int, key: str, order: Order, *tenders: TenderOffer) -> UUID:
        """Sell what the tenders pay for; which sale it is."""
        total = sum(tender.amount_minor for tender in tenders)
        told = self.told(minutes, key)
        done = sales.complete(**told, order=order, tenders=tenders, expected_total_minor=total)
        return done.sale_id


def hold(found: House, memory: Memory, now: datetime) -> None:
    """Open a till for half an hour, and close it."""
    yesterday = SHOP.day_of(now) - timedelta(days=1)
    evening = Evening(found, memory, SHOP.instant(yesterday, SHOP.closes + 0.4))
    known = Member.objects.filter(merged_into=None, left_at=None).order_by("joined_at", "id")
    sales.open_shift(**evening.told(0, "open"), float_minor=FLOAT_MINOR)
    for number, member in enumerate(known[:SOLD]):
        _pass(evening, number, member.id)
    _gifts(evening)
    sales.close_shift(**evening.told(30, "close"), counted_minor=FLOAT_MINOR)
    _freeze(evening)
    _correct(evening)


def _pass(evening: Evening, number: int, member_id: UUID) -> None:
    """A card for alterations, and what is altered at once."""
    name, price_minor, _ = brand.CARDS[0]
    kind = next(one for one in kinds.list_kinds() if one.name == name)
    order = Order((OrderLine("card", kind.sku_id, 1),), member_id)
    sale_id = evening.sell(2 + number, f"card {number}", order, TenderOffer("card", price_minor))
    held = next(one for one in cards.list_cards(member_id, "CNY") if one.sale_id == sale_id)
    fitting = evening.found.skus[brand.FITTING, "", ""]
    for use in range(number):
        told = evening.told(10 + number, f"use {number} {use}")
        sales.use_pass(**told, card_id=held.id, uses=1 + use, sku_id=fitting)


def _gifts(evening: Evening) -> None:
    """Make gift cards, sell some, and spend of one. Nobody knows a code again: a run that was killed
    before any was sold makes others."""
    if GiftCard.objects.exclude(sale_id=None).exists():
        return
    made = wallet.make_gift_cards(
        actor=evening.found.boss,
        at=evening.start,
        store_id=evening.found.stores[SHOP.code],
        name=GIFTS,
        amount_minor=GIFT_MINOR,
        count=MADE,
        years=GIFT_YEARS,
    )
    codes = tuple(card.code for card in made.cards[:SOLD])
    order = Order((OrderLine("gift", made.sku_id, SOLD, gift_codes=codes),))
    evening.sell(15, "gifts", order, TenderOffer("card", SOLD * GIFT_MINOR))
    hem = OrderLine("hem", evening.found.skus[brand.FITTING, "", ""], 1)
    evening.sell(20, "spent", Order((hem,)), TenderOffer("gift", 80_00, codes[0]))


def _freeze(evening: Evening) -> None:
    """Somebody says that a payment was not theirs."""
    boss, store_id = evening.found.boss, evening.found.stores[SHOP.code]
    rich = Member.objects.filter(merged_into=None, left_at=None, home_store_id=store_id)
    for member in rich.order_by("joined_at", "id"):
        if Freeze.objects.exists():
            return
        if wallets.get_balances(member.id).principal_minor:
            wallet.freeze(
                actor=boss,
                at=evening.start,
                store_id=store_id,
                member_id=member.id,
                amount_minor=100_00,
                reason="会员对一笔消费有异议，核实中",
            )


def _correct(evening: Evening) -> None:
    """More points than a manager adds alone."""
    store_id = evening.found.stores[SHOP.code]
    member = Member.objects.filter(merged_into=None, left_at=None, home_store_id=store_id)
    if (first := member.order_by("joined_at", "id").first()) is not None:
        wallet.adjust(
            actor=evening.found.actors["manager"],
            at=evening.start,
            request_id=evening.memory.request_id("evening correction"),
            member_id=first.id,
            unit="points",
            amount=800,
            cause="goodwill",
            reason="开业活动漏记的积分",
        )
