"""Pure rules: what a top-up gives beside the money that was paid (domain handbook 5.1).

Whatever a plan has set adds up: its own gifts for each piece, the highest tier that the amount
reaches, multiples and percent. Without a reason against it: outside of the plan's days, stores and
levels, or where only the first top-up counts, the money is credited and nothing is given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tessera.kernel.money import allocate
from tessera.kernel.period import add_months

DAY, WEEK, MONTH = "day", "week", "month"
UNITS = (DAY, WEEK, MONTH)
"""How far the parts of a bonus are apart."""

NOT_YET, OVER, OTHER_STORE, OTHER_LEVEL, NOT_FIRST = "not_yet", "over", "store", "level", "first"
"""Why nothing is given."""

MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class Gifts:
    """What is given: bonus in minor units, points, coupons of a kind, pieces of a SKU, a level."""

    bonus_minor: int = 0
    points: int = 0
    coupon_kind_id: UUID | None = None
    coupon_count: int = 0
    goods_sku_id: UUID | None = None
    goods_count: int = 0
    level_id: UUID | None = None


NO_GIFTS = Gifts()


@dataclass(frozen=True, slots=True)
class Tier:
    """What is given from an amount on; only the highest tier that is reached counts."""

    from_minor: int
    gives: Gifts = NO_GIFTS


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """A top-up plan as the brand set it; amounts in minor units, a percentage in basis points.

    With ``max_minor`` the member chooses the amount, from ``min_minor`` on in steps of
    ``step_minor``. ``each_bonus_minor`` comes for each whole ``each_minor``. The bonus is released
    in ``parts``, the first at once and the others a ``part_unit`` apart. With
    ``free_order_times`` the goods of the same sale are free when the top-up is so many times what
    they cost. Empty ``store_ids`` and ``level_ids`` mean all.
    """

    gives: Gifts = NO_GIFTS
    tiers: tuple[Tier, ...] = ()
    each_minor: int = 0
    each_bonus_minor: int = 0
    percent_bp: int = 0
    min_minor: int = 0
    max_minor: int = 0
    step_minor: int = 1
    parts: int = 1
    part_unit: str = MONTH
    coupon_days: int = 30
    first_only: bool = False
    free_order_times: int = 0
    valid_from: date | None = None
    valid_until: date | None = None
    store_ids: tuple[UUID, ...] = ()
    level_ids: tuple[UUID, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether the member chooses the amount."""
        return self.max_minor > 0

    def takes(self, amount_minor: int) -> bool:
        """Whether a member may choose ``amount_minor``."""
        within = self.is_free and self.min_minor <= amount_minor <= self.max_minor
        return within and amount_minor > 0 and amount_minor % self.step_minor == 0


@dataclass(frozen=True, slots=True)
class TopUpFacts:
    """When, where and to whom a top-up is sold; ``is_first``: nothing was ever topped up before."""

    on: date
    store_id: UUID
    level_id: UUID | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bonus, and the day on which it is released."""

    due_on: date
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Given:
    """What one line of a top-up gives. ``why_not`` says why it gives nothing.

    ``bonus_minor`` is all of the bonus, ``later`` what of it is released on later days.
    """

    bonus_minor: int = 0
    later: tuple[Part, ...] = ()
    points: int = 0
    coupons: tuple[tuple[UUID, int], ...] = ()
    goods: tuple[tuple[UUID, int], ...] = ()
    level_ids: tuple[UUID, ...] = ()
    free_order_times: int = 0
    why_not: str = ""

    @property
    def now_minor(self) -> int:
        """The bonus that is credited with the money."""
        return self.bonus_minor - sum(part.amount_minor for part in self.later)


def given(
    terms: PlanTerms, *, bonus_minor: int, amount_minor: int, pieces: int, facts: TopUpFacts
) -> Given:
    """What ``pieces`` of a plan give for ``amount_minor`` in all.

    ``bonus_minor`` is the plan's own fixed bonus, for each piece.
    """
    if why := _why_not(terms, facts):
        return Given(why_not=why)
    several = [(terms.gives, pieces), (_tier(terms, amount_minor), 1)]
    whole = bonus_minor * pieces + _by_amount(terms, amount_minor)
    whole += sum(gifts.bonus_minor * count for gifts, count in several)
    return Given(
        bonus_minor=whole,
        later=tuple(instalments(whole, terms.parts, terms.part_unit, facts.on)[1:]),
        points=sum(gifts.points * count for gifts, count in several),
        coupons=_sums((g.coupon_kind_id, g.coupon_count * count) for g, count in several),
        goods=_sums((g.goods_sku_id, g.goods_count * count) for g, count in several),
        level_ids=tuple(gifts.level_id for gifts, _ in several if gifts.level_id),
        free_order_times=terms.free_order_times,
    )


def instalments(whole_minor: int, parts: int, unit: str, on: date) -> list[Part]:
    """A bonus in ``parts`` that differ by a minor unit at most, the first on the day ``on``."""
    shares = allocate(whole_minor, [1] * parts)
    dated = [Part(_after(on, unit, place), share) for place, share in enumerate(shares)]
    return dated[:1] + [part for part in dated[1:] if part.amount_minor]


def frees_order(times: int, *, topup_minor: int, goods_minor: int) -> bool:
    """Whether a top-up is large enough for the rest of the bill to be free (充值N倍本单免单)."""
    return times > 0 and goods_minor > 0 and topup_minor >= times * goods_minor


def is_sound(terms: PlanTerms) -> bool:
    """Whether a plan can work."""
    amounts = (terms.each_minor, terms.each_bonus_minor, terms.min_minor, terms.max_minor)
    counts = (terms.percent_bp, terms.free_order_times, *(tier.from_minor for tier in terms.tiers))
    every = [terms.gives, *(tier.gives for tier in terms.tiers)]
    return (
        min((*amounts, *counts)) >= 0
        and all(_is_sound_gift(gifts) for gifts in every)
        and (terms.each_minor > 0 or terms.each_bonus_minor == 0)
        and (not terms.max_minor or terms.min_minor <= terms.max_minor)
        and terms.step_minor >= 1
        and 1 <= terms.parts <= MOST_PARTS
        and terms.part_unit in UNITS
        and 1 <= terms.coupon_days <= 3660
        and not (terms.valid_from and terms.valid_until and terms.valid_until < terms.valid_from)
    )


def _is_sound_gift(gifts: Gifts) -> bool:
    numbers = (gifts.bonus_minor, gifts.points, gifts.coupon_count, gifts.goods_count)
    named = (gifts.coupon_kind_id is None) == (gifts.coupon_count == 0)
    return min(numbers) >= 0 and named and (gifts.goods_sku_id is None) == (gifts.goods_count == 0)


def _why_not(terms: PlanTerms, facts: TopUpFacts) -> str:
    if terms.valid_from and facts.on < terms.valid_from:
        return NOT_YET
    if terms.valid_until and facts.on > terms.valid_until:
        return OVER
    if terms.store_ids and facts.store_id not in terms.store_ids:
        return OTHER_STORE
    if terms.level_ids and facts.level_id not in terms.level_ids:
        return OTHER_LEVEL
    return NOT_FIRST if terms.first_only and not facts.is_first else ""


def _tier(terms: PlanTerms, amount_minor: int) -> Gifts:
    reached = [tier for tier in terms.tiers if tier.from_minor <= amount_minor]
    return max(reached, key=lambda tier: tier.from_minor).gives if reached else NO_GIFTS


def _by_amount(terms: PlanTerms, amount_minor: int) -> int:
    """Multiples by whole ones (每充500送50), percent rounded down: no fen more than was promised."""
    whole = amount_minor // terms.each_minor if terms.each_minor else 0
    return whole * terms.each_bonus_minor + amount_minor * terms.percent_bp // 10_000


def _sums(named: Iterable[tuple[UUID | None, int]]) -> tuple[tuple[UUID, int], ...]:
    sums: dict[UUID, int] = {}
    for key, count in named:
        if key is not None and count:
            sums[key] = sums.get(key, 0) + count
    return tuple(sums.items())


def _after(on: date, unit: str, count: int) -> date:
    if unit == MONTH:
        return add_months(on, count)
    return on + timedelta(days=count * (7 if unit == WEEK else 1))
