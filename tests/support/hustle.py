"""A till that sells, tops up and takes back at random, as fast as it can, and notes every answer."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from tessera.kernel.errors import DomainError
from tessera.sales.usecases import CompletedSale, PostedReturn
from tests.support.shop import Shop

ALLOWED = {
    "coupons.below_threshold",
    "coupons.used",
    "returns.too_many",
    "returns.topup_used",
    "sales.total_changed",
    "stock.insufficient",
    "wallet.insufficient",
}
"""The refusals that somebody may meet who shares members, goods and coupons with others."""


SECONDS = 30
"""How long each process sells."""


@dataclass
class Notes:
    """What was acknowledged, by the id of its request, and what was refused."""

    sales: dict[UUID, CompletedSale] = field(default_factory=dict)
    returns: dict[UUID, PostedReturn] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    busy: int = 0


@dataclass
class Hustler:
    """One process at one till, with a chance of its own."""

    shop: Shop
    members: Sequence[UUID]
    goods: Sequence[UUID]
    coupons: Sequence[str]
    chance: random.Random
    notes: Notes = field(default_factory=Notes)

    def work(self, rounds: Iterator[int]) -> Notes:
        """Do something at random in every round."""
        deeds = [self.sell, self.sell, self.sell, self.pay_by_wallet, self.top_up, self.give_back]
        for _ in rounds:
            self.chance.choice(deeds)()
        return self.notes

    def sell(self) -> None:
        """Sell up to four lines, perhaps to a member, perhaps with points or a coupon."""
        member = self.chance.choice([None, *self.members])
        skus = self.chance.sample(self.goods, self.chance.randint(1, 4))
        order = self.shop.order(
            *((sku, self.chance.randint(1, 3)) for sku in skus),
            member_id=member,
            coupons=tuple(self.chance.sample(self.coupons, 1)) if self._seldom() else (),
            points=self.chance.choice([0, 0, 100]) if member else 0,
        )
        try:
            total = self.shop.total_of(order)
        except DomainError as refused:
            self._note(refused)
            return
        self._ask(self.notes.sales, partial(self.shop.sell, order, total=total))

    def pay_by_wallet(self) -> None:
        """Pay a fee of 20.00 from a wallet, whether or not that much is in it."""
        order = self.shop.order((self.shop.fee, 1), member_id=self.chance.choice(self.members))
        self._ask(self.notes.sales, partial(self.shop.sell, order, ("wallet", 2000), total=2000))

    def top_up(self) -> None:
        """Top a member up."""
        order = self.shop.order((self.shop.topup, 1), member_id=self.chance.choice(self.members))
        self._ask(self.notes.sales, partial(self.shop.sell, order, total=50000))

    def give_back(self) -> None:
        """Take back a piece of the first line of something sold here."""
        if self.notes.sales:
            sale = self.chance.choice(list(self.notes.sales.values()))
            self._ask(self.notes.returns, partial(self.shop.give_back, sale.sale_id, 1))

    def _seldom(self) -> bool:
        return self.chance.random() < 0.1

    def _ask(self, noted: dict[UUID, Any], request: Callable[..., Any]) -> None:
        """Send a request until it is answered; now and then once more, to the same answer."""
        request_id = UUID(int=self.chance.getrandbits(128), version=4)
        while True:
            try:
                noted[request_id] = request(request_id=request_id)
                if self._seldom():
                    again = request(request_id=request_id)
                    assert again == noted[request_id], (request_id, noted[request_id], again)
            except DomainError as refused:
                if refused.code == "busy.try_again":
                    self.notes.busy += 1
                    continue
                self._note(refused)
            return

    def _note(self, refused: DomainError) -> None:
        """Count a refusal that was to be expected."""
        if refused.code not in ALLOWED:
            raise refused
        self.notes.refused[refused.code] += 1


def hustle(
    shop: Shop,
    members: Sequence[UUID],
    goods: Sequence[UUID],
    coupons: Sequence[str],
    seed: int,
) -> Notes:
    """A process's work: half a minute of rounds, one after the other."""
    until = time.monotonic() + SECONDS
    hustler = Hustler(shop, members, goods, coupons, random.Random(seed))
    return hustler.work(iter(lambda: int(time.monotonic() < until), 0))
