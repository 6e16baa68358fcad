"""A till that sells without the server: what it keeps, and sends afterwards."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.sales import queries as sales_queries
from tessera.sales import usecases as sales
from tessera.sales.rules.offline import Number, SaleMade
from tessera.sales.rules.order import Order, TenderOffer
from tessera.sales.usecases import GivenBlock, RecordedSale
from tests.support.shop import NOON, Shop


@dataclass
class Cut:
    """The shop's till with its line cut: the block it has, and the shift it works in."""

    shop: Shop
    block: GivenBlock
    shift_id: UUID | None
    used: int = 0

    def make(
        self, order: Order, *tenders: tuple[str, int], at: datetime = NOON, **more: Any
    ) -> SaleMade:
        """Sell by the price of this moment, under the block's next number, cash by default."""
        shown = sales.quote(actor=self.shop.boss, at=at, store_id=self.shop.store_id, order=order)
        self.used += 1
        paid = tenders or (("cash", shown.total_minor),)
        return SaleMade(
            **{
                "number": Number(
                    self.block.business_on.isoformat(), self.block.first + self.used - 1
                ),
                "made_at": at,
                "shift_id": self.shift_id,
                "staff_id": None,
                "order": order,
                "shown": shown,
                "tenders": tuple(TenderOffer(kind, amount) for kind, amount in paid),
                **more,
            }
        )

    def send(
        self,
        made: SaleMade,
        *,
        at: datetime = NOON,
        request_id: UUID | None = None,
        actor: Actor | None = None,
        till_id: UUID | None = None,
    ) -> RecordedSale:
        """Hand a sale over to the server."""
        return sales.record_offline_sale(
            actor=actor or self.shop.boss,
            at=at,
            request_id=request_id or uuid4(),
            store_id=self.shop.store_id,
            till_id=till_id or self.shop.till_id,
            made=made,
        )


def cut(shop: Shop, *, at: datetime = NOON) -> Cut:
    """Give the till its numbers, and cut the line."""
    return Cut(shop, give_numbers(shop, at=at), open_shift_of(shop))


def give_numbers(shop: Shop, *, at: datetime = NOON, **more: Any) -> GivenBlock:
    """A block of numbers for the shop's till."""
    return sales.give_numbers(
        actor=shop.boss,
        at=at,
        request_id=more.pop("request_id", None) or uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        **more,
    )


def open_shift_of(shop: Shop) -> UUID | None:
    """The till's open shift."""
    shift = sales_queries.find_open_shift(till_id=shop.till_id)
    return shift.shift_id if shift else None


def cheaper(made: SaleMade, off_minor: int) -> SaleMade:
    """The same sale with so much off its first line, by a rule that only the till knew."""
    rule = pricing.Reason("old", 1, "limited_time", "旧价", off_minor)
    first, *rest = made.shown.lines
    line = replace(
        first,
        net_minor=first.net_minor - off_minor,
        paid_minor=first.paid_minor - off_minor,
        reasons=(*first.reasons, rule),
    )
    shown = replace(
        made.shown,
        lines=(line, *rest),
        reduction_minor=made.shown.reduction_minor + off_minor,
        total_minor=made.shown.total_minor - off_minor,
    )
    return replace(made, shown=shown, tenders=(TenderOffer("cash", shown.total_minor),))
