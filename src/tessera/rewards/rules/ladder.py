"""What the levels ask and give, and in which order they stand."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tessera.rewards.rules import windows

ONE, MET = "one", "met"
"""Who does not keep a level falls by one, or to the highest whose threshold is met."""

SPEND, POINTS, GROWTH = "spend", "points", "growth"
PURCHASE, EARLY, TOPUP = "purchase", "early", "topup"

SUMMED = (SPEND, POINTS, GROWTH)
"""What is summed over a window; the other ways up look at one document."""

FULL = 10_000
"""The factor that changes nothing, in basis points."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What counted in some days: goods, services and fees paid (minor units), points earned,
    growth value; each less what came back."""

    spend: int = 0
    points: int = 0
    growth: int = 0

    def of(self, measure: str) -> int:
        """One of the three."""
        found: int = getattr(self, measure)
        return found

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(
            self.spend + other.spend, self.points + other.points, self.growth + other.growth
        )

    def minus(self, other: "Sums") -> "Sums":
        """What is left without the other."""
        return Sums(
            self.spend - other.spend, self.points - other.points, self.growth - other.growth
        )


@dataclass(frozen=True, slots=True)
class Benefits:
    """What a level gives besides its discount. Factors of points are in basis points."""

    points_bp: int = FULL
    birthday_bp: int = FULL
    birthday_coupon_id: UUID | None = None
    free_shipping: bool = False
    priority: bool = False
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """A level and its rule. A way up that is None is not offered; a keep of None asks nothing.

    ``window`` and ``months`` say over which days spend, points and growth are summed on the
    way up; to keep the level they are summed over its validity.
    """

    level_id: UUID
    name: str
    rank: int
    version: int = 0
    spend: int | None = None
    points: int | None = None
    growth: int | None = None
    window: str = windows.MONTHS
    months: int = 12
    purchase_minor: int | None = None
    early_minor: int | None = None
    early_days: int = 30
    topup_minor: int | None = None
    is_sold: bool = False
    validity_months: int | None = None
    keep_spend: int | None = None
    keep_points: int | None = None
    keep_growth: int | None = None
    falls: str = ONE
    warn_days: int = 30
    benefits: Benefits = Benefits()

    def needed(self, measure: str) -> int | None:
        """What of ``measure`` leads up to this level."""
        found: int | None = getattr(self, measure)
        return found

    def kept_by(self, measure: str) -> int | None:
        """What of ``measure`` keeps this level."""
        found: int | None = getattr(self, f"keep_{measure}")
        return found

    def start(self, on: date, since: date) -> date:
        """The first day that counts towards this level on ``on``."""
        return windows.window_start(window=self.window, months=self.months, on=on, since=since)

    def through(self, first: date) -> date | None:
        """The last day of a validity that begins on ``first``; None where it has no end."""
        return windows.last_day(first, self.validity_months) if self.validity_months else None


@dataclass(frozen=True, slots=True)
class GrowthFacts:
    """What growth value comes from: so much per whole major unit paid, and per purchase."""

    version: int = 0
    per_major: int = 0
    per_visit: int = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """All levels, the lowest first. ``key`` changes whenever anything in it does."""

    rungs: tuple[Rung, ...]
    growth: GrowthFacts = GrowthFacts()
    key: str = ""

    def rung(self, level_id: UUID) -> Rung:
        """The rung of a level. Raises KeyError for one that is not there."""
        for rung in self.rungs:
            if rung.level_id == level_id:
                return rung
        raise KeyError(level_id)

    def above(self, level_id: UUID) -> tuple[Rung, ...]:
        """What is above a level, the nearest first."""
        rank = self.rung(level_id).rank
        return tuple(rung for rung in self.rungs if rung.rank > rank)

    def below(self, level_id: UUID) -> tuple[Rung, ...]:
        """What is below a level, the nearest first."""
        rank = self.rung(level_id).rank
        return tuple(rung for rung in reversed(self.rungs) if rung.rank < rank)
