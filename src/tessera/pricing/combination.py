"""Steps 5 and 6 for given line prices: the best allowed promotions and coupons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from tessera.pricing import coupons as coupon_rules
from tessera.pricing import kinds, spread
from tessera.pricing.coupons import Scopes, Used
from tessera.pricing.eligibility import Live
from tessera.pricing.model import Coupon
from tessera.pricing.terms import Promotion

TOTALS = 256
"""So many different totals of savings are kept while groups are combined."""

BY_LINE = 16
"""So many combinations are looked at where coupons serve only some lines."""

Picks = tuple[tuple[int, int], ...]
"""The chosen promotions: (index of the rule, what it saves)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What promotions and coupons make of the lines: the cost after both.

    ``met_minor`` is the weight of the demands that are met, and ``shipping_minor`` what is saved on
    shipping, which both count in favour of the cost. ``lines`` are the lines after promotions, where
    a coupon serves only some of them.
    """

    net_minor: int
    promoted_minor: int
    picks: Picks
    coupons: tuple[Used, ...]
    met_minor: int = 0
    shipping_minor: int = 0
    lines: tuple[int, ...] = ()

    @property
    def cost(self) -> tuple[int, int]:
        """What is minimised: the amount, then the coupons that are used up."""
        return self.net_minor - self.met_minor - self.shipping_minor, len(self.coupons)


class OrderRule:
    """An order promotion, the lines that it serves, and what its kind says of an amount.

    ``save(amount)`` and ``steps(above, upto)`` are those of the kind.
    """

    __slots__ = ("promotion", "save", "scope")

    def __init__(self, live: Live) -> None:
        self.promotion: Promotion = live.promotion
        self.scope = live.scope
        config = self.promotion.config
        self.save: Callable[[int], int] = partial(kinds.ORDER[self.promotion.kind].save, config)

    def steps(self, above_minor: int, upto_minor: int) -> Sequence[int]:
        """The amounts in ``(above, upto]`` at which the saving jumps."""
        promotion = self.promotion
        return kinds.ORDER[promotion.kind].steps(promotion.config, above_minor, upto_minor)


class Demand:
    """A threshold that must be reached, since an extra hangs on it; to the search it is like a
    promotion that saves more than everything, and that nothing excludes."""

    __slots__ = ("scope", "threshold_minor", "weight_minor")

    def __init__(self, scope: tuple[int, ...], threshold_minor: int, weight_minor: int) -> None:
        self.scope, self.threshold_minor = scope, threshold_minor
        self.weight_minor = weight_minor

    def save(self, amount_minor: int) -> int:
        """Its whole weight or nothing."""
        return self.weight_minor if amount_minor >= self.threshold_minor else 0

    def steps(self, above_minor: int, upto_minor: int) -> Sequence[int]:
        """Its threshold, if it lies in ``(above, upto]``."""
        inside = above_minor < self.threshold_minor <= upto_minor
        return (self.threshold_minor,) if inside else ()


def reachable(rules: Sequence[OrderRule], amounts: Sequence[int]) -> tuple[OrderRule, ...]:
    """Those that save anything on these line amounts."""
    sums = {scope: sum([amounts[i] for i in scope]) for scope in {rule.scope for rule in rules}}
    return tuple(rule for rule in rules if rule.save(sums[rule.scope]))


class Combiner:
    """Combines the rules and coupons of one cart; knows nothing of line prices.

    ``tight`` becomes true once promotions were met that do not fit on their lines together:
    then equal totals are no longer the same thing.
    """

    def __init__(
        self,
        rules: Sequence[OrderRule],
        coupons: Sequence[Coupon],
        demands: Sequence[Demand] = (),
        scopes: Scopes = MappingProxyType({}),
    ) -> None:
        self.rules: Sequence[OrderRule | Demand] = (*rules, *demands)
        self.coupons = coupons
        self.coupon_scopes = scopes
        self.tight = False
        self._own = len(rules)
        self._scopes = list(dict.fromkeys(rule.scope for rule in self.rules))
        places = {scope: place for place, scope in enumerate(self._scopes)}
        self._saves = [(rule.save, places[rule.scope]) for rule in self.rules]
        self._alone = [i for i, rule in enumerate(rules) if not rule.promotion.combines]
        groups: dict[str, list[int]] = {}
        for index, rule in enumerate(rules):
            if rule.promotion.combines:
                groups.setdefault(rule.promotion.group, []).append(index)
        self._groups = list(groups.values())

    def sums(self, amounts: Sequence[int]) -> list[int]:
        """What each different scope costs."""
        return [sum([amounts[i] for i in scope]) for scope in self._scopes]

    def saved_on(self, sums: Sequence[int]) -> list[int]:
        """What each rule would save where the scopes cost ``sums``."""
        return [save(sums[place]) for save, place in self._saves]

    def savings(self, amounts: Sequence[int]) -> list[int]:
        """What each rule would save on these line amounts."""
        return self.saved_on(self.sums(amounts))

    def rivals(self, savings: Sequence[int]) -> list[int]:
        """For each rule what it has to beat: the best of its group, or of all if it is alone."""
        best = [self.most_saved(savings)] * len(savings)
        for group in self._groups:
            strongest = max(savings[index] for index in group)
            for index in group:
                best[index] = strongest
        best[self._own :] = [0] * (len(savings) - self._own)
        return best

    def most(self, savings: Sequence[int], total_minor: int) -> int:
        """No combination takes more than this off: savings and coupons at their best."""
        by_kind: dict[str, int] = {}
        for coupon in self.coupons:
            if coupon.threshold_minor <= total_minor:
                own = coupon_rules.worth(coupon, total_minor)
                best = max(by_kind.get(coupon.rule_id, 0), own)
                by_kind[coupon.rule_id] = best
        return self.most_saved(savings) + sum(by_kind.values()) + self._met(savings)

    def _met(self, savings: Sequence[int]) -> int:
        return sum(savings[self._own :])

    def most_saved(self, savings: Sequence[int]) -> int:
        """What the best promotions alone take off."""
        return _sum(self._greatest(savings))

    def best(self, amounts: Sequence[int]) -> Outcome:
        """The cheapest allowed combination on these line amounts."""
        savings, total = self.savings(amounts), sum(amounts)
        met = self._met(savings)
        if self.coupon_scopes:
            return self._cheapest(total, savings, amounts)
        first = self._outcome(total, self._greatest(savings), met)
        lost = any(first.promoted_minor < c.threshold_minor <= total for c in self.coupons)
        if not lost and self._fits(first.picks, amounts):
            return first
        if not lost:
            self.tight = True
        return self._cheapest(total, savings, amounts)

    def _cheapest(self, total: int, savings: Sequence[int], amounts: Sequence[int]) -> Outcome:
        """Go through the combinations from the cheapest to the first that fits."""
        met = self._met(savings)
        if self.coupon_scopes:
            return self._cheapest_by_line(savings, amounts)
        outcomes = [self._outcome(total, picks, met) for picks in self._combinations(savings)]
        for outcome in sorted(outcomes, key=lambda outcome: outcome.cost):
            if self._fits(outcome.picks, amounts):
                return outcome
            if not self.tight:
                break
        self.tight = True
        return self._cheapest(total, savings, amounts)

    def _cheapest_by_line(self, savings: Sequence[int], amounts: Sequence[int]) -> Outcome:
        """The same where coupons serve only some lines: what promotions leave of each counts."""
        combinations = [self._greatest(savings), ()]
        if self.tight:
            every = sorted(self._combinations(savings), key=lambda picks: -_sum(picks))
            combinations = every[:BY_LINE]
        found = [self._outcome_by_line(savings, amounts, picks) for picks in combinations]
        fitting = [outcome for outcome in found if outcome is not None]
        return min(fitting or [self._plain(savings, amounts)], key=lambda outcome: outcome.cost)

    def _plain(self, savings: Sequence[int], amounts: Sequence[int]) -> Outcome:
        found = self._outcome_by_line(savings, amounts, ())
        return found if found is not None else Outcome(sum(amounts), sum(amounts), (), ())

    def _outcome_by_line(
        self, savings: Sequence[int], amounts: Sequence[int], picks: Picks
    ) -> Outcome | None:
        wanted = [(self.rules[index].scope, saving) for index, saving in picks]
        divided = spread.together(amounts, wanted, range(len(amounts)))
        if divided is None:
            return None
        left = list(amounts)
        for shares in divided:
            for index, share in shares.items():
                left[index] -= share
        used = coupon_rules.use_on(self.coupons, self.coupon_scopes, left)
        return Outcome(
            sum(left) - coupon_rules.goods_minor(used),
            sum(left),
            picks,
            used,
            self._met(savings),
            coupon_rules.shipping_minor(used),
            tuple(left),
        )

    def _outcome(self, total: int, picks: Picks, met: int) -> Outcome:
        promoted = total - _sum(picks)
        used = coupon_rules.use(self.coupons, promoted) if self.coupons else ()
        net = promoted - coupon_rules.goods_minor(used)
        return Outcome(net, promoted, picks, used, met, coupon_rules.shipping_minor(used))

    def _greatest(self, savings: Sequence[int]) -> Picks:
        """The best of each group together, or one that stands alone if it saves more."""
        chosen = [max(group, key=savings.__getitem__) for group in self._groups]
        together = tuple((i, savings[i]) for i in sorted(chosen) if savings[i])
        alone = max(self._alone, key=savings.__getitem__, default=None)
        if alone is not None and savings[alone] > _sum(together):
            return ((alone, savings[alone]),)
        return together

    def _combinations(self, savings: Sequence[int]) -> Iterator[Picks]:
        """Every combination, or one of each total while nothing is tight; bounded."""
        found: dict[object, Picks] = {0: ()}
        for group in self._groups:
            for picks in list(found.values()):
                for index in group:
                    if savings[index]:
                        longer = tuple(sorted((*picks, (index, savings[index]))))
                        found.setdefault(longer if self.tight else _sum(longer), longer)
            if len(found) > TOTALS:
                kept = sorted(found.items(), key=lambda item: (-_sum(item[1]), item[1]))
                found = {0: (), **dict(kept[: TOTALS - 1])}
        yield from found.values()
        yield from (((i, savings[i]),) for i in self._alone if savings[i])

    def _fits(self, picks: Picks, amounts: Sequence[int]) -> bool:
        if len(picks) < 2:
            return True
        scopes = [self.rules[index].scope for index, _ in picks]
        if _sum(picks) <= min(sum([amounts[i] for i in scope]) for scope in scopes):
            return True
        wanted = [(self.rules[index].scope, saving) for index, saving in picks]
        return spread.together(amounts, wanted, range(len(amounts))) is not None


def _sum(picks: Picks) -> int:
    return sum([saving for _, saving in picks])
