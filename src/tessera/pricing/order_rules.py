"""What the search combines on given line prices: promotions on the order, and demands of extras."""

from collections.abc import Callable, Sequence
from functools import partial

from tessera.pricing import kinds
from tessera.pricing.eligibility import Live
from tessera.pricing.terms import Promotion


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
