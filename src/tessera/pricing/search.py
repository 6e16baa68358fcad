"""Section 3: the choice of line prices, promotions and coupons that costs the member least."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tessera.pricing import raises
from tessera.pricing.combination import Combiner, OrderRule, Outcome
from tessera.pricing.model import Coupon
from tessera.pricing.raises import Choice, Slot


@dataclass(frozen=True, slots=True)
class Plan:
    """The offer that each line takes, and the outcome of promotions and coupons on them."""

    choice: Choice
    outcome: Outcome


def solve(
    offers: Sequence[Sequence[int]], rules: Sequence[OrderRule], coupons: Sequence[Coupon]
) -> Plan:
    """The cheapest plan.

    ``offers`` are the amounts that each line may cost, ascending; the scopes of ``rules`` are
    indexes into it. Lines and rules come in an order that the cart and book do not influence.
    """
    combiner = Combiner(rules, coupons)
    plan = _Search(offers, combiner, everything=False).run()
    if combiner.tight:
        return _Search(offers, combiner, everything=True).run()
    return plan


class _Search:
    def __init__(
        self, offers: Sequence[Sequence[int]], combiner: Combiner, *, everything: bool
    ) -> None:
        self.offers, self.combiner, self.everything = offers, combiner, everything
        self.low = [prices[0] for prices in offers]
        self.high = [prices[-1] for prices in offers]
        saved_low, saved_high = combiner.savings(self.low), combiner.savings(self.high)
        self.bound = sum(self.low) - combiner.most(saved_high, sum(self.high))
        pairs = zip(combiner.rules, saved_low, saved_high, strict=True)
        self.rules = [rule for rule, low, high in pairs if low != high]
        certain = sum(self.low) - combiner.most_saved(saved_high)
        self.coupons = [
            c for c in combiner.coupons if certain < c.threshold_minor <= sum(self.high)
        ]
        self.all_lines = everything or bool(self.coupons)
        start = (0,) * len(offers)
        self.best = Plan(start, combiner.best(self.low))

    def run(self) -> Plan:
        """The first guess, and whatever raising prices improves on it."""
        slots = self._slots()
        if not slots or self._gain() <= 0:
            return self.best
        base = self.best.choice
        found = raises.states(slots, base, self._gain())
        if found is not None:
            self._try(found)
            return self.best
        self._try(self._insist(slots, base))
        if len({slot.watched for slot in slots}) > 1 or self.coupons:
            base = self.best.choice
            slots = [slot for slot in slots if not base[slot.line]]
            self._try(self._insist(slots, base))
        return self.best

    def _gain(self) -> int:
        """Raises from here on cannot pay unless they are below this."""
        return self.best.outcome.net_minor - self.bound

    def _slots(self) -> list[Slot]:
        """The lines with a choice that a threshold at risk looks at.

        Where promotions may not fit together every line counts for itself.
        """
        own = len(self.rules)
        watched = [self.everything << own + line for line in range(len(self.offers))]
        for bit, rule in enumerate(self.rules):
            for line in rule.scope:
                watched[line] |= 1 << bit
        return [
            Slot(line, tuple(price - prices[0] for price in prices[1:]), watched[line])
            for line, prices in enumerate(self.offers)
            if len(prices) > 1 and (watched[line] or self.all_lines)
        ]

    def _try(self, candidates: Iterable[tuple[int, Choice]]) -> None:
        """Look at candidates, the smallest raise first, while they can still be better."""
        for raised, choice in candidates:
            if self.bound + raised >= self.best.outcome.net_minor:
                break
            outcome = self.combiner.best(self._amounts(choice))
            if outcome.cost < self.best.outcome.cost:
                self.best = Plan(choice, outcome)

    def _amounts(self, choice: Choice) -> list[int]:
        return [prices[option] for prices, option in zip(self.offers, choice, strict=True)]

    def _insist(self, slots: Sequence[Slot], base: Choice) -> list[tuple[int, Choice]]:
        """For each threshold at risk the cheapest way to reach it from ``base``."""
        amounts = self._amounts(base)
        already = sum(amounts) - sum(self.low)
        found: dict[Choice, int] = {}
        for needed, lines in self._thresholds(amounts):
            limit = self._gain() - already
            serving = [slot for slot in slots if slot.line in lines]
            way = raises.cheapest(serving, base, needed, limit) if limit > 0 else None
            if way is not None:
                found.setdefault(way[1], already + way[0])
        ways = sorted((raised, choice) for choice, raised in found.items())
        return ways[: raises.STATES]

    def _thresholds(self, amounts: Sequence[int]) -> Iterator[tuple[int, frozenset[int]]]:
        """What each threshold at risk still needs, and the lines that count for it."""
        for rule in self.rules:
            lines = frozenset(rule.scope)
            now = sum(amounts[line] for line in lines)
            upto = min(sum(self.high[line] for line in lines), now + self._gain())
            for step in rule.steps(now, upto)[: raises.STATES]:
                yield step - now, lines
        everything = frozenset(range(len(amounts)))
        for coupon in self.coupons:
            for saved in sorted({0, self.combiner.most_saved(self.combiner.savings(amounts))}):
                needed = coupon.threshold_minor + saved - sum(amounts)
                if needed > 0:
                    yield needed, everything
