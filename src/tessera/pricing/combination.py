"""Steps 5 and 6 for given line prices: the best allowed promotions and coupons."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from tessera.pricing import coupons as coupon_rules
from tessera.pricing import picks, spread
from tessera.pricing.coupons import Scopes, Used
from tessera.pricing.effort import Effort
from tessera.pricing.model import Coupon
from tessera.pricing.order_rules import Demand, OrderRule
from tessera.pricing.picks import Picks
from tessera.pricing.rivals import Rivals

BY_LINE = 16
"""So many combinations are looked at where coupons serve only some lines."""


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


class Combiner:
    """Combines the rules and coupons of one cart, whose lines cost from ``low`` to ``high``.

    ``tight`` becomes true once promotions were met that do not fit on their lines together:
    then equal totals are no longer the same thing.
    """

    def __init__(
        self,
        rules: Sequence[OrderRule],
        coupons: Sequence[Coupon],
        *,
        low: Sequence[int],
        high: Sequence[int],
        effort: Effort,
        demands: Sequence[Demand] = (),
        scopes: Scopes = MappingProxyType({}),
    ) -> None:
        self.rules: Sequence[OrderRule | Demand] = (*rules, *demands)
        self.coupons = coupons
        self.coupon_scopes = scopes
        self.effort = effort
        self.tight = False
        self.rivals = Rivals(rules, demands, low, high, tuple(scopes.values()))
        places = {scope: place for place, scope in enumerate(self.rivals.scopes)}
        self._coupon_places = {code: places[scope] for code, scope in scopes.items()}

    def most(self, sums: Sequence[int], total_minor: int) -> int:
        """No combination takes more than this off: savings and coupons at their best."""
        saved = picks.total(self.rivals.greatest(sums))
        return saved + self._coupons_at_most(sums, total_minor) + self.rivals.met(sums)

    def _coupons_at_most(self, sums: Sequence[int], total_minor: int) -> int:
        by_kind: dict[str, int] = {}
        for coupon in self.coupons:
            place = self._coupon_places.get(coupon.code)
            amount = total_minor if place is None else sums[place]
            if coupon.threshold_minor <= amount:
                best = max(by_kind.get(coupon.rule_id, 0), coupon_rules.worth(coupon, amount))
                by_kind[coupon.rule_id] = best
        return sum(by_kind.values())

    def best(
        self, amounts: Sequence[int], sums: Sequence[int] | None = None, below: int | None = None
    ) -> Outcome:
        """The cheapest allowed combination on these line amounts; ``sums`` are theirs.

        Nothing dearer than ``below`` is of interest.
        """
        if sums is None:
            sums = self.rivals.sums(amounts)
        total = sum(amounts)
        if below is not None and total - self.most(sums, total) >= below:
            return Outcome(total, total, (), ())
        if self.coupon_scopes:
            return self._cheapest_by_line(total, sums, amounts)
        met = self.rivals.met(sums)
        first = self._outcome(total, self.rivals.greatest(sums), met)
        lost = any(first.promoted_minor < c.threshold_minor <= total for c in self.coupons)
        fits = self._fits(first.picks, amounts)
        if fits and (not lost or not self._may_gain(first, total, sums, below)):
            return first
        if fits and not self.tight:
            return self._keeping_coupons(first, total, sums, amounts)
        self.tight = True
        return self._cheapest_that_fits(total, sums, amounts)

    def _may_gain(self, first: Outcome, total: int, sums: Sequence[int], below: int | None) -> bool:
        """Whether all coupons, kept by leaving promotions out, could make it cheaper."""
        coupons = self._coupons_at_most(sums, total)
        limit = first.cost[0] if below is None else min(below, first.cost[0])
        return first.promoted_minor - coupons - first.met_minor < limit

    def _keeping_coupons(
        self, first: Outcome, total: int, sums: Sequence[int], amounts: Sequence[int]
    ) -> Outcome:
        """For each threshold that promotions break, the most that they may save above it.

        Between two thresholds a larger saving never costs more; of two percentages both may round
        up at once, so then every total is looked at.
        """
        met = self.rivals.met(sums)
        thresholds = {c.threshold_minor for c in self.coupons}
        lost = [total - one for one in thresholds if first.promoted_minor < one <= total]
        percentages = sum([coupon.off_bp > 0 for coupon in self.coupons])
        groups, alone = self.rivals.options(sums)
        outcomes = [first]
        for cap in lost:
            if percentages < 2:
                found = [picks.largest(groups, alone, cap)]
            else:
                found = picks.totals(groups, alone, cap)
            outcomes += [self._outcome(total, chosen, met) for chosen in found]
        for outcome in sorted(outcomes, key=lambda outcome: outcome.cost):
            if self._fits(outcome.picks, amounts):
                return outcome
            self.tight = True
        return first

    def _cheapest_that_fits(
        self, total: int, sums: Sequence[int], amounts: Sequence[int]
    ) -> Outcome:
        """Where some do not fit together: the combinations from that which saves most."""
        met = self.rivals.met(sums)
        coupons = self._coupons_at_most(sums, total)
        best = self._outcome(total, self._greedy(sums, amounts), met)
        for chosen in islice(picks.ranked(*self.rivals.options(sums)), picks.TOTALS):
            saved = picks.total(chosen)
            if total - saved - coupons - met >= best.cost[0]:
                break
            work = 1 if saved > total else len(amounts)
            if not self.effort.spend(1 + len(chosen) * work // 8):
                break
            if saved > total:
                continue
            outcome = self._outcome(total, chosen, met)
            if outcome.cost < best.cost and self._fits(chosen, amounts):
                best = outcome
        return best

    def _greedy(self, sums: Sequence[int], amounts: Sequence[int]) -> Picks:
        """The best of each group, as far as they fit beside those that save more."""
        kept: Picks = ()
        best = self.rivals.greatest(sums)
        self.effort.spend(len(best) * len(amounts) // 8)
        for one in sorted(best, key=lambda pick: (-pick[1], pick[0])):
            more = tuple(sorted((*kept, one)))
            if self._fits(more, amounts):
                kept = more
        return kept

    def _cheapest_by_line(self, total: int, sums: Sequence[int], amounts: Sequence[int]) -> Outcome:
        """The same where coupons serve only some lines: what promotions leave of each counts."""
        met = self.rivals.met(sums)
        if not self.tight:
            best = self._outcome_by_line(met, amounts, self.rivals.greatest(sums))
            least = total - self._coupons_at_most(sums, total) - met
            if best is not None and best.cost[0] <= least:
                return best
            found = [best]
        else:
            every = islice(picks.ranked(*self.rivals.options(sums)), BY_LINE)
            found = [self._outcome_by_line(met, amounts, chosen) for chosen in every]
        found.append(self._outcome_by_line(met, amounts, ()))
        fitting = [outcome for outcome in found if outcome is not None]
        return min(fitting, key=lambda outcome: outcome.cost)

    def _outcome_by_line(self, met: int, amounts: Sequence[int], chosen: Picks) -> Outcome | None:
        wanted = [(self.rules[index].scope, saving) for index, saving in chosen]
        divided = spread.together(amounts, wanted, range(len(amounts)))
        if divided is None:
            return None
        left = list(amounts)
        for shares in divided:
            for index, share in shares.items():
                left[index] -= share
        used = coupon_rules.use_on(self.coupons, self.coupon_scopes, left)
        goods, shipping = coupon_rules.goods_minor(used), coupon_rules.shipping_minor(used)
        return Outcome(sum(left) - goods, sum(left), chosen, used, met, shipping, tuple(left))

    def _outcome(self, total: int, chosen: Picks, met: int) -> Outcome:
        promoted = total - picks.total(chosen)
        if not self.coupons:
            return Outcome(promoted, promoted, chosen, (), met)
        used = coupon_rules.use(self.coupons, promoted)
        net = promoted - coupon_rules.goods_minor(used)
        return Outcome(net, promoted, chosen, used, met, coupon_rules.shipping_minor(used))

    def _fits(self, chosen: Picks, amounts: Sequence[int]) -> bool:
        if len(chosen) < 2:
            return True
        scopes = [self.rules[index].scope for index, _ in chosen]
        if picks.total(chosen) <= min([sum([amounts[i] for i in scope]) for scope in scopes]):
            return True
        wanted = [(self.rules[index].scope, saving) for index, saving in chosen]
        return spread.together(amounts, wanted, range(len(amounts))) is not None
