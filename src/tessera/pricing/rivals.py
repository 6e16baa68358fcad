"""Which promotions on the order can be the best of their group, between two prices of every line."""

from collections.abc import Callable, Sequence

from tessera.pricing.order_rules import Demand, OrderRule
from tessera.pricing.picks import Picks

Contender = tuple[int, Callable[[int], int], int]
"""A rule by its index: what it saves on an amount, and the place of its lines among the sums."""


class Rivals:
    """The rules of one cart by their groups.

    No saving shrinks when its amount grows. So a rule that saves less on the highest prices than
    another of its group on the lowest is never the best of it, and is looked at only where less
    saved may be more: where a coupon's threshold is broken, or promotions do not fit together.
    ``watched`` are further sets of lines whose sums are wanted.
    """

    def __init__(
        self,
        rules: Sequence[OrderRule],
        demands: Sequence[Demand],
        low: Sequence[int],
        high: Sequence[int],
        watched: Sequence[tuple[int, ...]] = (),
    ) -> None:
        every: list[OrderRule | Demand] = [*rules, *demands]
        self._own = len(rules)
        self._of_line: dict[int, list[int]] | None = None
        self.scopes = list(dict.fromkeys([*(rule.scope for rule in every), *watched]))
        places = {scope: place for place, scope in enumerate(self.scopes)}
        self._rules: list[Contender] = [
            (index, rule.save, places[rule.scope]) for index, rule in enumerate(every)
        ]
        groups: dict[str, list[Contender]] = {}
        self._every_alone: list[Contender] = []
        for rule, one in zip(rules, self._rules, strict=False):
            if rule.promotion.combines:
                groups.setdefault(rule.promotion.group, []).append(one)
            else:
                self._every_alone.append(one)
        self._every_group = list(groups.values())
        self.low_sums, self.high_sums = self.sums(low), self.sums(high)
        self.at_low = self.savings(self.low_sums)
        self._at_high = self.savings(self.high_sums)
        self._groups = [kept for one in self._every_group if (kept := self._contending(one))]
        floor = sum([max([self.at_low[one[0]] for one in group]) for group in self._every_group])
        alone = self._contending(self._every_alone)
        self._alone = [one for one in alone if self._at_high[one[0]] > floor]
        self._demands = self._rules[self._own :]

    def _contending(self, group: Sequence[Contender]) -> list[Contender]:
        """Those of a group that can save most of it; of equals the first does."""
        least = best = max([self.at_low[one[0]] for one in group], default=0)
        kept = []
        for one in group:
            if self._at_high[one[0]] >= max(least, 1):
                kept.append(one)
            if least == best == self.at_low[one[0]]:
                # A later one that never saves more than this is never chosen before it.
                least = best + 1
        return kept

    def sums(self, amounts: Sequence[int]) -> list[int]:
        """What each different scope costs."""
        return [sum([amounts[i] for i in scope]) for scope in self.scopes]

    def places_of(self, line: int) -> Sequence[int]:
        """The places of the scopes that a line is in."""
        if self._of_line is None:
            self._of_line = {}
            for place, scope in enumerate(self.scopes):
                for one in scope:
                    self._of_line.setdefault(one, []).append(place)
        return self._of_line.get(line, ())

    def savings(self, sums: Sequence[int]) -> list[int]:
        """What each rule would save where the scopes cost ``sums``."""
        return [save(sums[place]) for _, save, place in self._rules]

    def greatest(self, sums: Sequence[int]) -> Picks:
        """The best of each group together, or one that stands alone if it saves more."""
        chosen = []
        for group in self._groups:
            index, saving = _best(group, sums)
            if saving:
                chosen.append((index, saving))
        if self._alone:
            index, saving = _best(self._alone, sums)
            if saving > sum([one[1] for one in chosen]):
                return ((index, saving),)
        return tuple(sorted(chosen))

    def options(self, sums: Sequence[int]) -> tuple[list[Picks], Picks]:
        """What each rule saves, where anything: by groups, and of those that stand alone."""
        groups = [_saving(group, sums) for group in self._every_group]
        return groups, _saving(self._every_alone, sums)

    def met(self, sums: Sequence[int]) -> int:
        """The weight of the demands that are met."""
        return sum([save(sums[place]) for _, save, place in self._demands])

    def to_beat(self) -> list[int]:
        """For each rule what it has to beat to be chosen: the best of its group on the lowest prices,
        or of all groups if it stands alone."""
        together = sum([one[1] for one in self.greatest(self.low_sums)])
        found = [together] * len(self._rules)
        for group in self._every_group:
            strongest = max([self.at_low[one[0]] for one in group])
            for one in group:
                found[one[0]] = strongest
        found[self._own :] = [0] * (len(found) - self._own)
        return found


def _best(group: Sequence[Contender], sums: Sequence[int]) -> tuple[int, int]:
    best, found = 0, -1
    for index, save, place in group:
        saving = save(sums[place])
        if saving > best:
            best, found = saving, index
    return found, best


def _saving(group: Sequence[Contender], sums: Sequence[int]) -> Picks:
    every = [(index, save(sums[place])) for index, save, place in group]
    return tuple([one for one in every if one[1]])
