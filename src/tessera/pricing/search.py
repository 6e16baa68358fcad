"""Section 3: the choice of line prices, promotions and coupons that costs the member least."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tessera.pricing import raises
from tessera.pricing.combination import Combiner, Outcome
from tessera.pricing.coupons import Scopes
from tessera.pricing.effort import Effort
from tessera.pricing.model import Coupon
from tessera.pricing.order_rules import Demand, OrderRule
from tessera.pricing.raises import Choice, Reach, Slot

SHRINKS = 32
"""So often the limit of what a raise may cost is narrowed."""

OWN_SHRINKS = 3
"""So often that of a few lines is."""

NARROW = 64
"""Up to so many lines times promotions every line is watched where a coupon serves only some."""

WAYS = 128
"""Of so many ways to reach thresholds, those of the smallest raises, it is known what each costs at
least; as many as there are states of are looked at."""

Scope = tuple[int, ...]

Candidate = tuple[int, Choice]
"""A choice with what it costs at least."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The offer that each line takes, and the outcome of promotions and coupons on them."""

    choice: Choice
    outcome: Outcome


def solve(
    offers: Sequence[Sequence[int]],
    rules: Sequence[OrderRule],
    coupons: Sequence[Coupon],
    *,
    effort: Effort,
    demands: Sequence[Demand] = (),
    scopes: Scopes = MappingProxyType({}),
    below: int | None = None,
) -> Choices:
    """The cheapest choice; one that meets the ``demands`` if there is any.

    ``offers`` are the amounts that each line may cost, ascending; the scopes of ``rules`` are
    indexes into it. Lines and rules come in an order that the cart and book do not influence.
    Of what does not cost less than ``below`` only the first guess is looked at.
    """
    low, high = [prices[0] for prices in offers], [prices[-1] for prices in offers]
    combiner = Combiner(
        rules, coupons, low=low, high=high, effort=effort, demands=demands, scopes=scopes
    )
    # Coupons of a part of the goods ask for every line by itself, which large carts cannot bear.
    narrow = bool(scopes) and len(offers) * len(rules) <= NARROW
    combiner.tight = narrow
    found = _Search(offers, combiner, everything=narrow, below=below).run()
    if combiner.tight and not scopes:
        return _Search(offers, combiner, everything=True, below=below).run()
    return found


class _Search:
    """One search. ``limit`` is what raises must stay below to pay at all, and ``bound`` what
    any choice costs at least, before its raise is added."""

    def __init__(
        self,
        offers: Sequence[Sequence[int]],
        combiner: Combiner,
        *,
        everything: bool,
        below: int | None,
    ) -> None:
        self.offers, self.combiner, self.everything = offers, combiner, everything
        self.low = [prices[0] for prices in offers]
        self.high = [prices[-1] for prices in offers]
        self.total, self.highest = sum(self.low), sum(self.high)
        self.best = Choices((0,) * len(offers), combiner.best(self.low))
        self._below = below
        self._known_rooms: dict[Scope, list[int]] = {}
        self.effort = combiner.effort
        self.weight = len(offers) + len(combiner.rules) // 4
        self.limit = self._limit()
        self.bound = self.to_beat - self.limit
        self.coupons = self._coupons()
        self.rules = self._rules()

    @property
    def to_beat(self) -> int:
        """What a choice must cost less than."""
        best = self.best.outcome.cost[0]
        return best if self._below is None else min(best, self._below)

    def run(self) -> Choices:
        """The first guess, and whatever raising prices improves on it."""
        slots = self._slots() if self.limit > 0 and self.effort.left > 0 else []
        if not slots:
            return self.best
        base = self.best.choice
        found = raises.states(slots, base, self.limit)
        if found is not None:
            self._try((self.bound + raised, choice) for raised, choice in found)
            return self.best
        self._try(self._insist(slots, base))
        if len({slot.watched for slot in slots}) > 1 or self.coupons:
            base = self.best.choice
            slots = [slot for slot in slots if not base[slot.line]]
            self._try(self._insist(slots, base))
        return self.best

    def _limit(self) -> int:
        """What a raise must stay below; 0 if none pays.

        A raise pays only if it is smaller than what it gains, and it gains no more than if
        every set of lines were raised by the whole of it; so the limit shrinks until it holds.
        """
        rivals = self.combiner.rivals
        limit = self.highest - self.total
        least = min([one[1] - one[0] for one in self.offers if len(one) > 1], default=1)
        gain = 0
        for _ in range(SHRINKS):
            raised = [
                min(now + limit, most)
                for now, most in zip(rivals.low_sums, rivals.high_sums, strict=True)
            ]
            gain = self.to_beat - self._at_least(raised, limit)
            if gain < least:
                return 0
            if gain >= limit:
                break
            limit = gain
        return gain

    def _at_least(self, sums: Sequence[int], raised: int) -> int:
        """What everything costs at least, without its raise, where scopes cost at most ``sums``."""
        return self.total - self.combiner.most(sums, min(self.total + raised, self.highest))

    def _coupons(self) -> list[Coupon]:
        """The coupons at risk."""
        rivals = self.combiner.rivals
        raised = [
            min(now + self.limit, most)
            for now, most in zip(rivals.low_sums, rivals.high_sums, strict=True)
        ]
        certain = self.total - sum([one[1] for one in rivals.greatest(raised)])
        possible = min(self.total + self.limit, self.highest)
        narrow = self.combiner.coupon_scopes
        return [
            c
            for c in self.combiner.coupons
            if c.code in narrow or certain < c.threshold_minor <= possible
        ]

    def _rules(self) -> list[OrderRule | Demand]:
        """The promotions at risk: they could save more, and enough to be chosen for it."""
        if self.limit <= 0:
            return []
        rivals = self.combiner.rivals
        reachable = rivals.savings(
            [
                min(now + self.limit, most)
                for now, most in zip(rivals.low_sums, rivals.high_sums, strict=True)
            ]
        )
        every = self.everything or bool(self.coupons)
        enough = [0] * len(reachable) if every else rivals.to_beat()
        return [
            rule
            for rule, low, more, rival in zip(
                self.combiner.rules, rivals.at_low, reachable, enough, strict=True
            )
            if more > low and more > rival and self._jumps(rule)
        ]

    def _jumps(self, rule: OrderRule | Demand) -> bool:
        """Whether a raise within the limit reaches a threshold of its; a percentage that only grows
        with the amount gives less than the raise costs."""
        now = sum([self.low[line] for line in rule.scope])
        upto = min(sum([self.high[line] for line in rule.scope]), now + self.limit)
        return bool(rule.steps(now, upto))

    def _slots(self) -> list[Slot]:
        """The lines with a choice that a threshold at risk looks at.

        Where promotions may not fit together every line counts for itself.
        """
        own = len(self.rules)
        watched = [self.everything << own + line for line in range(len(self.offers))]
        for bit, rule in enumerate(self.rules):
            for line in rule.scope:
                watched[line] |= 1 << bit
        all_lines = self.everything or bool(self.coupons)
        return [
            Slot(line, tuple(price - prices[0] for price in prices[1:]), watched[line])
            for line, prices in enumerate(self.offers)
            if len(prices) > 1 and (watched[line] or all_lines)
        ]

    def _try(self, candidates: Iterable[Candidate]) -> None:
        """Look at candidates, the most promising first, while they can still be better."""
        for least, choice in candidates:
            if least >= self.to_beat or not self.effort.spend(self.weight):
                break
            amounts = self._amounts(choice)
            outcome = self.combiner.best(amounts, self._sums(choice), self.to_beat)
            if outcome.cost < self.best.outcome.cost:
                self.best = Choices(choice, outcome)

    def _amounts(self, choice: Choice) -> list[int]:
        return [prices[option] for prices, option in zip(self.offers, choice, strict=True)]

    def _sums(self, choice: Choice) -> list[int]:
        """What the scopes cost: only a few lines are raised."""
        sums = list(self.combiner.rivals.low_sums)
        for line, option in enumerate(choice):
            if option:
                raised = self.offers[line][option] - self.low[line]
                for place in self.combiner.rivals.places_of(line):
                    sums[place] += raised
        return sums

    def _insist(self, slots: Sequence[Slot], base: Choice) -> Iterator[Candidate]:
        """For each threshold at risk the cheapest way to reach it from ``base``, with the least that
        it may cost, in that order."""
        amounts, sums = self._amounts(base), self._sums(base)
        already = sum(amounts) - self.total
        limit = self.limit - already
        ways: set[tuple[int, Scope]] = set()
        reaches: dict[Scope, Reach] = {}
        for scope, needs in self._thresholds(amounts, limit):
            if scope not in reaches:
                own = self._own_limit(sums, scope, already, limit)
                reaches[scope] = Reach([slot for slot in slots if slot.line in scope], own)
                self.effort.spend(self.weight // 4 + (own * len(scope) >> 19))
            ways.update((raised, scope) for raised in map(reaches[scope].least, needs) if raised)
        ranked = sorted(ways)[:WAYS]
        self.effort.spend(len(ranked) * self.weight // 16)
        found = [
            (self._least(sums, scope, already, raised), raised, scope) for raised, scope in ranked
        ]
        for least, raised, scope in sorted(found)[: raises.STATES]:
            if least >= self.to_beat:
                break
            yield least, reaches[scope].way(base, raised)

    def _own_limit(self, sums: Sequence[int], scope: Scope, already: int, limit: int) -> int:
        """What raising only these lines must stay below to pay."""
        for _ in range(OWN_SHRINKS):
            gain = self.to_beat - self._least(sums, scope, already, limit) + limit
            if gain >= limit:
                break
            limit = max(gain, 0)
        return limit

    def _least(self, sums: Sequence[int], scope: Scope, already: int, raised: int) -> int:
        """What it costs at least where only these lines are raised, by so much together."""
        reached = [
            now + (min(room, raised)) for now, room in zip(sums, self._rooms(scope), strict=True)
        ]
        return self._at_least(reached, already + raised) + already + raised

    def _rooms(self, scope: Scope) -> list[int]:
        """By how much each set of lines may grow if only the lines of ``scope`` do."""
        if scope not in self._known_rooms:
            rooms = [0] * len(self.combiner.rivals.low_sums)
            for line in scope:
                room = self.high[line] - self.low[line]
                if room:
                    for place in self.combiner.rivals.places_of(line):
                        rooms[place] += room
            self._known_rooms[scope] = rooms
        return self._known_rooms[scope]

    def _thresholds(
        self, amounts: Sequence[int], limit: int
    ) -> Iterator[tuple[tuple[int, ...], list[int]]]:
        """The lines that count for each threshold at risk, and what it still needs of them."""
        for rule in self.rules:
            now = sum([amounts[line] for line in rule.scope])
            upto = min(sum([self.high[line] for line in rule.scope]), now + limit)
            steps = rule.steps(now, upto)[: raises.STATES]
            yield rule.scope, [step - now for step in steps]
        rivals = self.combiner.rivals
        saved = sum([one[1] for one in rivals.greatest(rivals.sums(amounts))])
        for coupon in self.coupons:
            scope = self.combiner.coupon_scopes.get(coupon.code, tuple(range(len(amounts))))
            short = coupon.threshold_minor - sum([amounts[line] for line in scope])
            yield scope, [n for n in (short, short + saved) if n > 0]
