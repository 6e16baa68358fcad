"""One store's year: deliveries, shifts, visits and returns, day after day."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from tessera.ops.demo import baskets, brand, seasons
from tessera.ops.demo.baskets import Visit
from tessera.ops.demo.brand import Shop
from tessera.ops.demo.deeds import (
    CloseShift,
    Correct,
    Deed,
    GiveBack,
    Join,
    OpenShift,
    Person,
    Receive,
    Sell,
)
from tessera.ops.demo.shelves import Shelves

REASONS = ("尺码不合适", "颜色与预期不符", "改变主意", "做工瑕疵", "家人不喜欢")
MEMBERS_SHARE = 0.68
NEWNESS = 25
"""With so many members, half as many of the visitors as later on are members."""

RETURNED = 0.055
ELSEWHERE = 0.06
"""How often a member shops in another store than their own."""

TOPPED_UP = 0.035
BUSY = 1.6
"""From this demand on a store opens all its tills."""


def window(shop: Shop, now: datetime) -> tuple[datetime, datetime] | None:
    """From when until when the store has sold today; None when the day has hardly begun.

    Whoever starts the demo before the doors open finds the sales of a late night instead.
    """
    today = shop.day_of(now)
    start = shop.opening(today)
    if now - start < timedelta(minutes=45):
        start = max(shop.instant(today, shop.cutover_hour), now - timedelta(hours=3))
    end = now - timedelta(minutes=1)
    return (start, end) if end - start >= timedelta(minutes=10) else None


class Year:
    """Plans one store; ``deeds`` is called once."""

    def __init__(
        self,
        rng: Random,
        shop: Shop,
        everybody: Sequence[Person],
        liked: dict[str, float],
        pace: float,
    ) -> None:
        self._rng = rng
        self._shop = shop
        self._everybody = everybody
        self._shelves = Shelves(rng, shop, liked)
        self._pace = pace
        self._coming_back: list[tuple[date, Sell]] = []
        self._number = 0

    def deeds(self, first: date, now: datetime) -> Iterator[Deed]:
        """What happens here from ``first`` until ``now``."""
        today = self._shop.day_of(now)
        day = first
        while day < today:
            yield from self._stock(day, is_first=day == first)
            if not (self._shop.rests_at_new_year and seasons.is_new_year(day)):
                yield from self._day(day)
            day += timedelta(days=1)
        yield from self._stock(today, is_first=False)
        if self._shop in brand.LIVELY and (hours := window(self._shop, now)):
            yield from self._today(today, *hours)

    def _stock(self, day: date, *, is_first: bool) -> Iterator[Deed]:
        if is_first or day.weekday() == 1:
            yield from self._delivery(day, is_first=is_first)
        if is_first or day.day in {1, 15}:
            self._shelves.weigh(day)
        if day.day == 15 and not is_first:
            yield from self._stocktake(day)

    def _delivery(self, day: date, *, is_first: bool) -> Iterator[Deed]:
        if pieces := self._shelves.deliver(day, first=is_first):
            yield Receive(
                key=f"delivery {self._shop.code} {day}",
                at=self._shop.instant(day, self._shop.opens - 1),
                shop=self._shop.code,
                by=self._somebody("manager"),
                pieces=pieces,
                note="开业备货" if is_first else "每周补货",
            )

    def _stocktake(self, day: date) -> Iterator[Deed]:
        if piece := self._shelves.miscounted():
            self._shelves.put(piece, -1)
            yield Correct(
                key=f"stocktake {self._shop.code} {day}",
                at=self._shop.instant(day, self._shop.opens - 0.6),
                shop=self._shop.code,
                by=self._somebody("manager"),
                piece=piece,
                quantity=-1,
                reason="盘点差异",
            )

    def _day(self, day: date) -> Iterator[Deed]:
        busy = seasons.demand(day)
        joining = self._joining(day)
        count = max(self._poisson(self._shop.visits * busy * self._pace), len(joining))
        tills = self._shop.tills if busy > BUSY else self._shop.tills[:1]
        for till in tills:
            yield self._opened(day, till, self._shop.opening(day))
        instants = [self._shop.instant(day, hour) for hour in sorted(self._hours(count))]
        yield from self._visits(day, instants, tills, joining)
        yield from self._returns(day)
        for till in tills:
            yield self._closed(day, till)

    def _today(self, day: date, start: datetime, end: datetime) -> Iterator[Deed]:
        """A shift that is still open, and what it has sold so far."""
        till = self._shop.tills[0]
        yield self._opened(day, till, start)
        gone = (end - start) / timedelta(hours=self._shop.closes - self._shop.opens)
        count = max(3, round(self._shop.visits * seasons.demand(day) * gone))
        spans = sorted(self._rng.uniform(0.08, 1) for _ in range(count))
        instants = [start + span * (end - start) for span in spans]
        yield from self._visits(day, instants, (till,), self._joining(day))

    def _joining(self, day: date) -> list[Person]:
        own = (person for person in self._everybody if person.shop == self._shop.code)
        return [person for person in own if person.joins_on == day]

    def _hours(self, count: int) -> list[float]:
        weights = seasons.hours(self._shop.opens, self._shop.closes)
        chosen = self._rng.choices(list(weights), list(weights.values()), k=count)
        return [hour + self._rng.uniform(0.02, 0.95) for hour in chosen]

    def _visits(
        self,
        day: date,
        instants: Sequence[datetime],
        tills: tuple[str, ...],
        joining: Sequence[Person],
    ) -> Iterator[Deed]:
        regulars = self._regulars(day)
        for place, at in enumerate(instants):
            new = joining[place] if place < len(joining) else None
            person = new or self._comes(regulars)
            visit = self._visit(day, at, tills[place % len(tills)], person)
            if new:
                yield self._joined(visit, new)
            if person and self._rng.random() < TOPPED_UP * (1 + person.weight):
                yield self._topped_up(visit)
            if sale := baskets.basket(self._rng, self._shelves, visit):
                self._consider_return(day, sale)
                yield sale

    def _regulars(self, day: date) -> list[tuple[Person, float]]:
        """The members who may come, with their weights; from elsewhere a few."""
        here = [p for p in self._everybody if p.joins_on < day <= p.leaves_on]
        return [(p, p.weight * (1 if p.shop == self._shop.code else ELSEWHERE)) for p in here]

    def _comes(self, regulars: Sequence[tuple[Person, float]]) -> Person | None:
        share = MEMBERS_SHARE * len(regulars) / (len(regulars) + NEWNESS)
        if not regulars or self._rng.random() > share:
            return None
        persons, weights = zip(*regulars, strict=True)
        chosen: Person = self._rng.choices(persons, weights)[0]
        return chosen

    def _visit(self, day: date, at: datetime, till: str, person: Person | None) -> Visit:
        self._number += 1
        by = self._cashier(till)
        return Visit(
            key=f"sale {self._shop.code} {self._number}",
            at=at,
            day=day,
            shop=self._shop,
            till=till,
            by=by if self._rng.random() < 0.88 else self._somebody("manager"),
            person=person,
        )

    def _joined(self, visit: Visit, person: Person) -> Join:
        by = self._somebody("guide") if self._rng.random() < 0.6 else visit.by
        at = visit.at - timedelta(seconds=100)
        return Join(key=f"join {person.number}", at=at, shop=self._shop.code, by=by, person=person)

    def _topped_up(self, visit: Visit) -> Sell:
        at = visit.at - timedelta(seconds=50)
        earlier = Visit(
            f"{visit.key} topup", at, visit.day, self._shop, visit.till, visit.by, visit.person
        )
        return baskets.top_up(self._rng, earlier)

    def _consider_return(self, day: date, sale: Sell) -> None:
        if self._rng.random() < RETURNED:
            self._coming_back.append((day + timedelta(days=self._rng.randint(1, 12)), sale))

    def _returns(self, day: date) -> Iterator[Deed]:
        """What comes back today lies on the shelves again from tomorrow on."""
        due = [sale for back_on, sale in self._coming_back if back_on <= day]
        self._coming_back = [(on, sale) for on, sale in self._coming_back if on > day]
        for sale in due:
            goods = [place for place, line in enumerate(sale.lines) if baskets.is_goods(line[0])]
            if self._rng.random() < 0.6:
                goods = [self._rng.choice(goods)]
            lines = tuple((place, sale.lines[place][1]) for place in goods)
            for place, quantity in lines:
                self._shelves.put(sale.lines[place][0], quantity)
            hour = self._rng.uniform(self._shop.opens + 0.5, self._shop.closes - 0.2)
            yield GiveBack(
                key=f"return of {sale.key}",
                at=self._shop.instant(day, hour),
                shop=self._shop.code,
                by=sale.by,
                till=self._shop.tills[0],
                sale=sale.key,
                lines=lines,
                reason=self._rng.choice(REASONS),
            )

    def _opened(self, day: date, till: str, at: datetime) -> OpenShift:
        key = f"open {self._shop.code} {till} {day}"
        return OpenShift(key=key, at=at, shop=self._shop.code, by=self._cashier(till), till=till)

    def _closed(self, day: date, till: str) -> CloseShift:
        wrong = self._rng.random() < 0.12
        return CloseShift(
            key=f"close {self._shop.code} {till} {day}",
            at=self._shop.instant(day, self._shop.closes + 0.2),
            shop=self._shop.code,
            by=self._cashier(till),
            till=till,
            variance_minor=self._rng.choice((-20_00, -5_00, -1_00, -50, 50, 1_00, 10_00))
            if wrong
            else 0,
        )

    def _cashier(self, till: str) -> str:
        cashiers = brand.staff_of(self._shop.code, "cashier")
        return cashiers[min(self._shop.tills.index(till), len(cashiers) - 1)]

    def _somebody(self, role: str) -> str:
        return brand.staff_of(self._shop.code, role)[0]

    def _poisson(self, mean: float) -> int:
        """So many visits where ``mean`` are usual (Knuth)."""
        limit, product, count = math.exp(-mean), self._rng.random(), 0
        while product > limit:
            product *= self._rng.random()
            count += 1
        return count
