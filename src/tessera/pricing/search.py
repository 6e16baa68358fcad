"""Section 3: the choice of line prices, promotions and coupons that costs the member least."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tessera.pricing import raises
from tessera.pricing.combination import Combiner, Demand, OrderRule, Outcome
from tessera.pricing.coupons import Scopes
from tessera.pricing.model import Coupon
from tessera.pricing.raises import Choice, Reach, Slot

SHRINKS = 32
"""So often the limit of what a raise may cost is narrowed."""


NARROW = 64
"""Up to so many lines times promotions every line is watched where a coupon serves only some."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The offer that each line takes, and the outcome of promotions and coupons on them."""

    choice: Choice
    outcome: Outcome


def solve(
    offers: Sequence[Sequence[int]],
    rules: Sequence[OrderRule],
    coupons: Sequence[Coupon],
    demands: Sequence[Demand] = (),
    scopes: Scopes = MappingProxyType({}),
) -> Choices:
    """The cheapest choice; one that meets the ``demands`` if there is any.

    ``offers`` are the amounts that each line may cost, ascending; the scopes of ``rules`` are
    indexes into it. Lines and rules come in an order that the cart and book do not influence.
    """
    combiner = Combiner(rules, coupons, demands, scopes)
    # Coupons of a part of the goods ask for every line by itself, which large carts cannot bear.
    narrow = bool(scopes) and len(offers) * len(rules) <= NARROW
    combiner.tight = narrow
    found = _Search(offers, combiner, everything=narrow).run()
    if combiner.tight and not scopes:
        return _Search(offers, combiner, everything=True).run()
    return found


class _Search:
    """One search. ``limit`` is what raises must stay below to pay at all, and ``bound`` what
    any choice costs at least, before its raise is added."""

    def __init__(
        self, offers: Sequence[Sequence[int]], combiner: Combiner, *, everything: bool
    ) -> None:
        self.offers, self.combiner, self.everything = offers, combiner, everything
        self.low = [prices[0] for prices in offers]
        self.high = [prices[-1] for prices in offers]
        self.total = sum(self.low)
        self.best = Choices((0,) * len(offers), combiner.best(self.low))
        self.limit, reachable = self._limit()
        self.bound = self.best.outcome.cost[0] - self.limit
        self.coupons = self._coupons(reachable)
        self.rules = self._rules(reachable)

    def run(self) -> Choices:
        """The first guess, and whatever raising prices improves on it."""
        slots = self._slots() if self.limit > 0 else []
        if not slots:
            return self.best
        base = self.best.choice
        found = raises.states(slots, base, self.limit)
        if found is not None:
            self._try(found)
            return self.best
        self._try(self._insist(slots, base))
        if len({slot.watched for slot in slots}) > 1 or self.coupons:
            base = self.best.choice
            slots = [slot for slot in slots if not base[slot.line]]
            self._try(self._insist(slots, base))
        return self.best

    def _limit(self) -> tuple[int, list[int]]:
        """The limit, and what each rule saves at most within it.

        A raise pays only if it is smaller than what it gains, and it gains no more than if
        every set of lines were raised by the whole of it; so the limit shrinks until it holds.
        """
        gain, reachable = 0, []
        low, high = self.combiner.sums(self.low), self.combiner.sums(self.high)
        limit = sum(self.high) - self.total
        least = min([one[1] - one[0] for one in self.offers if len(one) > 1], default=1)
        for _ in range(SHRINKS):
            reachable = self.combiner.saved_on(
                [min(now + limit, most) for now, most in zip(low, high, strict=True)]
            )
            most = self.combiner.most(reachable, min(self.total + limit, sum(self.high)))
            gain = self.best.outcome.cost[0] - (self.total - most)
            if gain < least:
                return 0, reachable
            if gain >= limit:
                break
            limit = gain
        return gain, reachable

    def _coupons(self, reachable: Sequence[int]) -> list[Coupon]:
        """The coupons at risk."""
        certain = self.total - self.combiner.most_saved(reachable)
        possible = min(self.total + self.limit, sum(self.high))
        narrow = self.combiner.coupon_scopes
        return [
            c
            for c in self.combiner.coupons
            if c.code in narrow or certain < c.threshold_minor <= possible
        ]

    def _rules(self, reachable: Sequence[int]) -> list[OrderRule | Demand]:
        """The promotions at risk: they could save more, and enough to be chosen for it."""
        at_low = self.combiner.savings(self.low)
        every = self.everything or bool(self.coupons)
        enough = [0] * len(at_low) if every else self.combiner.rivals(at_low)
        return [
            rule
            for rule, low, more, rival in zip(
                self.combiner.rules, at_low, reachable, enough, strict=True
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

    def _try(self, candidates: Iterable[tuple[int, Choice]]) -> None:
        """Look at candidates, the smallest raise first, while they can still be better."""
        for raised, choice in candidates:
            if self.bound + raised >= self.best.outcome.cost[0]:
                break
            outcome = self.combiner.best(self._amounts(choice))
            if outcome.cost < self.best.outcome.cost:
                self.best = Choices(choice, outcome)

    def _amounts(self, choice: Choice) -> list[int]:
        return [prices[option] for prices, option in zip(self.offers, choice, strict=True)]

    def _insist(self, slots: Sequence[Slot], base: Choice) -> Iterator[tuple[int, Choice]]:
        """For each threshold at risk the cheapest way to reach it from ``base``, in order."""
        amounts = self._amounts(base)
        already = sum(amounts) - self.total
        limit = self.limit - already
        ways: set[tuple[int, tuple[int, ...]]] = set()
        reaches: dict[tuple[int, ...], Reach] = {}
        for scope, needs in self._thresholds(amounts, limit):
            if scope not in reaches:
                reaches[scope] = Reach([slot for slot in slots if slot.line in scope], limit)
            ways.update((raised, scope) for raised in map(reaches[scope].least, needs) if raised)
        for raised, scope in sorted(ways)[: raises.STATES]:
            yield already + raised, reaches[scope].way(base, raised)

    def _thresholds(
        self, amounts: Sequence[int], limit: int
    ) -> Iterator[tuple[tuple[int, ...], list[int]]]:
        """The lines that count for each threshold at risk, and what it still needs of them."""
        for rule in self.rules:
            now = sum([amounts[line] for line in rule.scope])
            upto = min(sum([self.high[line] for line in rule.scope]), now + limit)
            steps = rule.steps(now, upto)[: raises.STATES]
            yield rule.scope, [step - now for step in steps]
        saved = self.combiner.most_saved(self.combiner.savings(amounts))
        for coupon in self.coupons:
            scope = self.combiner.coupon_scopes.get(coupon.code, tuple(range(len(amounts))))
            short = coupon.threshold_minor - sum([amounts[line] for line in scope])
            yield scope, [n for n in (short, short + saved) if n > 0]
