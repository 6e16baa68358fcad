"""Sales and returns of the demo: quoted, paid and remembered as at a till."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID
from zlib import crc32

from tessera import pricing
from tessera.kernel.errors import Conflict
from tessera.members.models import Member
from tessera.ops.demo import brand
from tessera.ops.demo.deeds import GiveBack, Sell
from tessera.ops.demo.house import House
from tessera.ops.demo.memory import Held, Memory
from tessera.ops.demo.pricelist import PriceList
from tessera.sales import usecases as sales
from tessera.sales.models import SaleLine
from tessera.sales.rules.order import Order, OrderLine, TenderOffer
from tessera.sales.rules.settlement import CARD, CASH, WALLET
from tessera.sales.usecases import Wanted

POINTS_STEP, POINTS_FROM, POINTS_MOST = 100, 300, 5_000
CASH_MOST_MINOR = 1_500_00
"""Nobody carries more than that."""

BOTH_MINOR = 100_00
"""Who pays by cash and card hands over one note and pays the rest by card."""

_TOPUPS = frozenset(plan.style for plan in brand.TOPUPS)

_FULL = "wallet.balance_too_high"
"""The refusal of a top-up beyond what the law lets a card hold."""


class Seller:
    """Sells, takes back, and keeps account of drawers and members."""

    def __init__(self, house: House, memory: Memory) -> None:
        self._house = house
        self._memory = memory
        self._prices = PriceList(house)
        self._shops = {shop.code: shop for shop in brand.SHOPS}

    def sell(self, deed: Sell) -> dict[str, Any]:
        """Price the cart, take what is due, complete the sale; nothing where the card is full."""
        order, total = self._priced(deed)
        try:
            return self._complete(deed, order, total)
        except Conflict as refusal:
            if refusal.code == _FULL:
                return {}
            # The till was wrong: the customer pays what the server says, without the extras.
            plain = replace(order, coupon_codes=(), points=0)
            return self._complete(deed, plain, self._asked(deed, plain))

    def _asked(self, deed: Sell, order: Order) -> int:
        quoted = sales.quote(
            actor=self._house.actors[deed.by],
            at=deed.at,
            store_id=self._house.stores[deed.shop],
            order=order,
        )
        return quoted.total_minor

    def _complete(self, deed: Sell, order: Order, total: int) -> dict[str, Any]:
        till_id = self._house.tills[deed.shop, deed.till]
        tenders = self._tenders(deed, total)
        answer = sales.complete(
            actor=self._house.actors[deed.by],
            at=deed.at,
            request_id=self._memory.request_id(deed.key),
            store_id=self._house.stores[deed.shop],
            till_id=till_id,
            order=order,
            tenders=tenders,
            expected_total_minor=total,
        )
        cash = sum(tender.amount_minor for tender in tenders if tender.kind == CASH)
        self._memory.drawers[till_id] += cash - answer.change_minor
        return {
            "sale_id": str(answer.sale_id),
            "total_minor": answer.total_minor,
            "points": answer.points,
            "principal_minor": answer.principal_minor,
            "bonus_minor": answer.bonus_minor,
            "coupons": order.coupon_codes,
        }

    def remember(self, deed: Sell) -> None:
        """What the member holds after the sale."""
        answer = self._memory.answers[deed.key]
        if deed.member is None or not answer:
            return
        held = self._memory.members[deed.member]
        held.points = answer["points"]
        held.wallet_minor = answer["principal_minor"] + answer["bonus_minor"]
        self._memory.forget_coupons(held.id, answer.get("coupons", ()))

    def take_back(self, deed: GiveBack) -> dict[str, Any]:
        """Return lines of an earlier sale."""
        till_id = self._house.tills[deed.shop, deed.till]
        sale_id = UUID(self._memory.answers[deed.sale]["sale_id"])
        lines = SaleLine.objects.filter(sale=sale_id).order_by("position")
        line_ids = list(lines.values_list("id", flat=True))
        answer = sales.return_lines(
            actor=self._house.actors[deed.by],
            at=deed.at,
            request_id=self._memory.request_id(deed.key),
            store_id=self._house.stores[deed.shop],
            till_id=till_id,
            sale_id=sale_id,
            lines=[Wanted(line_ids[place], count) for place, count in deed.lines],
            reason=deed.reason,
        )
        self._memory.drawers[till_id] -= sum(
            refund.amount_minor for refund in answer.refunds if refund.kind == CASH
        )
        return {}

    def _order(self, deed: Sell) -> Order:
        lines = tuple(
            OrderLine(str(number), self._house.skus[piece], quantity)
            for number, (piece, quantity) in enumerate(deed.lines)
        )
        if deed.member is None:
            return Order(lines)
        held = self._memory.members[deed.member]
        points = min(held.points, POINTS_MOST) // POINTS_STEP * POINTS_STEP
        return Order(lines, held.id, (), points if deed.points and points >= POINTS_FROM else 0)

    def _priced(self, deed: Sell) -> tuple[Order, int]:
        """The order with the first coupon that gives something, and its total."""
        order, day = self._order(deed), self._day_of(deed)
        held = None if deed.member is None else self._memory.members[deed.member]
        if held is not None:  # levels move by themselves
            own = Member.objects.filter(id=held.id).values_list("level", flat=True)
            held.level = self._house.levels.index(own.get())
        for coupon in self._memory.coupons_of(held.id, day) if held and deed.coupon else ():
            shown = replace(order, coupon_codes=(coupon.code,))
            quoted = self._quote(deed, shown, held, (coupon,))
            if not any(missed.kind == "coupon" for missed in quoted.missed):
                return shown, quoted.total_minor
        return order, self._quote(deed, order, held, ()).total_minor

    def _quote(
        self, deed: Sell, order: Order, held: Held | None, coupons: tuple[pricing.Coupon, ...]
    ) -> pricing.Quote:
        return self._prices.quote(
            order,
            store_id=self._house.stores[deed.shop],
            day=self._day_of(deed),
            held=held,
            coupons=coupons,
        )

    def _day_of(self, deed: Sell) -> date:
        return self._shops[deed.shop].day_of(deed.at)

    def _tenders(self, deed: Sell, total: int) -> list[TenderOffer]:
        tenders, left = [], total
        if deed.wallet and deed.member is not None and not _is_topup(deed):
            stored = min(left, self._memory.members[deed.member].wallet_minor)
            tenders, left = [TenderOffer(WALLET, stored)], left - stored
        pays = deed.pays if left <= CASH_MOST_MINOR else "card"
        cash = {"cash": left, "both": min(left, BOTH_MINOR), "card": 0}[pays]
        note = deed.note_minor if pays == "cash" else 1
        tenders.append(TenderOffer(CASH, -(-cash // note) * note))
        tenders.append(TenderOffer(CARD, left - cash, _slip(deed)))
        return [tender for tender in tenders if tender.amount_minor]

    def learn(self) -> None:
        """Take note of a new promotion."""
        self._prices.learn()


def _is_topup(deed: Sell) -> bool:
    return deed.lines[0][0][0] in _TOPUPS


def _slip(deed: Sell) -> str:
    """The number on the card terminal's slip."""
    return f"POS{crc32(deed.key.encode()):010d}"
