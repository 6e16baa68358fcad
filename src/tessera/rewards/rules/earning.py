"""Pure rules: which points a sale earns, line by line, and by which rule (domain handbook 5.3).

What is paid is turned into points by the base rule and by rules that give more per amount; the
level and rules that multiply change that, rules that add a factor add to it; then come fixed
points per item and per visit. Fractions are exact until the one rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tessera.catalog.rules import TOPUP
from tessera.kernel.money import allocate
from tessera.rewards.rules.benefits import FULL
from tessera.rewards.rules.conditions import ALWAYS, Conditions, SaleFacts, SoldLine
from tessera.rewards.rules.programme import DOWN, PER_LINE, EarnFacts

PER_AMOUNT, PER_ITEM, PER_VISIT, MULTIPLY, ADD = (
    "per_amount",
    "per_item",
    "per_visit",
    "multiply",
    "add",
)
KINDS = (PER_AMOUNT, PER_ITEM, PER_VISIT, MULTIPLY, ADD)
"""Points per amount paid, per piece, once a visit; a factor that multiplies, or that is added."""

BASE, LEVEL = "base", "level"
"""What reasons call the base rule and the member's level."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the brand in one version.

    ``minor_per_point`` is for ``per_amount``, ``points`` for ``per_item`` and ``per_visit``,
    ``factor_bp`` for ``multiply`` (20 000 doubles) and ``add`` (10 000 adds the base once more).
    """

    id: str
    version: int
    name: str
    kind: str
    points: int = 0
    minor_per_point: int = 0
    factor_bp: int = 0
    conditions: Conditions = ALWAYS


@dataclass(frozen=True, slots=True)
class Gave:
    """What one rule gave to a line: whole points, which sum to the line's."""

    rule_id: str
    version: int
    name: str
    points: int
    factor_bp: int | None = None


@dataclass(frozen=True, slots=True)
class LineEarned:
    """What a line earned, and by what. ``position`` is its place in the sale."""

    position: int
    quantity: int
    base_minor: int
    points: int
    reasons: tuple[Gave, ...]


@dataclass(frozen=True, slots=True)
class Earned:
    """What a sale earned. ``lines`` is empty where the base rule alone decided for all of it, in one
    rounding: then ``base_minor``, the amount for a point and ``level_bp`` say it all."""

    points: int
    base_minor: int
    lines: tuple[LineEarned, ...] = ()
    visits: bool = False


def earn(programme: EarnFacts, rules: Sequence[Rule], sale: SaleFacts) -> Earned:
    """The points of a sale, as it is credited and as a quote promises.

    Where no rule but the base applies this is one division.
    """
    if not sale.earns:
        return Earned(0, 0)
    base = earning_base(programme, sale)
    applying = [rule for rule in rules if rule.conditions.meet_sale(sale)] if rules else []
    if not applying and programme.is_plain and all(line.earns for line in sale.lines):
        return Earned(points_for(base, programme.minor_per_point, sale.level_bp), base)
    return _by_line(programme, applying, sale, base)


def explain(programme: EarnFacts, rules: Sequence[Rule], sale: SaleFacts) -> Earned:
    """The same as ``earn``, always line by line with the reasons."""
    if not sale.earns:
        return Earned(0, 0)
    applying = [rule for rule in rules if rule.conditions.meet_sale(sale)]
    return _by_line(programme, applying, sale, earning_base(programme, sale))


def points_for(base_minor: int, minor_per_point: int, factor_bp: int = FULL) -> int:
    """One point per ``minor_per_point`` really paid, times the level's factor in basis points;
    the fraction is dropped once per sale."""
    return max(0, base_minor) * factor_bp // (minor_per_point * 10_000)


def earning_base(programme: EarnFacts, sale: SaleFacts) -> int:
    """What of the payment earns, in minor units.

    Where bonus does not earn, what earns bears its share of it, rounded up, so that no fraction
    of it earns.
    """
    kinds = programme.kinds
    earning = sum(line.paid_minor for line in sale.lines if line.kind in kinds and line.earns)
    paid = sum(line.paid_minor for line in sale.lines if line.kind != TOPUP)
    if programme.earns_on_bonus or not paid:
        return earning
    return earning - -(-sale.bonus_minor * earning // paid)


def _by_line(
    programme: EarnFacts, rules: Sequence[Rule], sale: SaleFacts, base_minor: int
) -> Earned:
    kinds = programme.kinds
    lines = [line for line in sale.lines if line.kind in kinds and line.earns]
    bases = allocate(base_minor, [line.paid_minor for line in lines])
    visits = [rule for rule in rules if rule.kind == PER_VISIT and not sale.visited and base_minor]
    gifts = [allocate(rule.points, bases) for rule in visits]
    shares = []
    for index, (line, base) in enumerate(zip(lines, bases, strict=True)):
        share = _share(programme, rules, sale, line, base)
        for rule, gift in zip(visits, gifts, strict=True):
            share.gives(rule, Fraction(gift[index]))
        shares.append(share)
    points = _rounded(programme, [share.total for share in shares])
    earned = tuple(
        LineEarned(line.position, line.quantity, base, own, share.reasons(own))
        for line, base, share, own in zip(lines, bases, shares, points, strict=True)
    )
    return Earned(sum(points), base_minor, earned, visits=bool(visits))


class _Share:
    """What a line has so far, as an exact fraction, and who gave it."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self._gave: list[tuple[str, int, str, int | None, Fraction]] = []

    def gives(self, rule: Rule, points: Fraction, factor_bp: int | None = None) -> None:
        self.add(rule.id, rule.version, rule.name, points, factor_bp)

    def add(
        self, rule_id: str, version: int, name: str, points: Fraction, factor_bp: int | None = None
    ) -> None:
        self.total += points
        self._gave.append((rule_id, version, name, factor_bp, points))

    def reasons(self, whole: int) -> tuple[Gave, ...]:
        """Whole points to each rule, in their order: what the running sum passes; the last one
        takes what rounding left."""
        made, running, told = [], Fraction(0), 0
        for index, (rule_id, version, name, factor_bp, points) in enumerate(self._gave):
            running += points
            reached = whole if index == len(self._gave) - 1 else int(running)
            made.append(Gave(rule_id, version, name, reached - told, factor_bp))
            told = reached
        return tuple(made)


def _share(
    programme: EarnFacts, rules: Sequence[Rule], sale: SaleFacts, line: SoldLine, base: int
) -> _Share:
    share = _Share()
    share.add(BASE, programme.version, "", Fraction(base, programme.minor_per_point))
    own = [rule for rule in rules if line.paid_minor > 0 and rule.conditions.meet_line(line)]
    for rule in (one for one in own if one.kind == PER_AMOUNT):
        share.gives(rule, Fraction(base, rule.minor_per_point))
    counted = share.total
    if sale.level_bp != FULL:
        share.add(LEVEL, 0, "", counted * (sale.level_bp - FULL) / FULL, sale.level_bp)
    for rule in (one for one in own if one.kind == MULTIPLY):
        share.gives(rule, share.total * (rule.factor_bp - FULL) / FULL, rule.factor_bp)
    for rule in (one for one in own if one.kind == ADD):
        share.gives(rule, counted * rule.factor_bp / FULL, rule.factor_bp)
    for rule in (one for one in own if one.kind == PER_ITEM):
        share.gives(rule, Fraction(rule.points * line.quantity))
    return share


def _rounded(programme: EarnFacts, exact: Sequence[Fraction]) -> list[int]:
    """Whole points per line. Rounded once per sale, the rest goes to the largest fractions, the
    first of equal ones, so that lines sum to what the sale earned."""
    half = Fraction(0) if programme.rounding_mode == DOWN else Fraction(1, 2)
    if programme.rounding == PER_LINE:
        return [int(one + half) for one in exact]
    points = [int(one) for one in exact]
    rest = int(sum(exact, Fraction(0)) + half) - sum(points)
    order = sorted(range(len(exact)), key=lambda i: (points[i] - exact[i], i))
    for index in order[:rest]:
        points[index] += 1
    return points
