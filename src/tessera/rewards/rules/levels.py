"""Pure rules: how one rises, keeps a level, and falls (domain handbook 5.4, CASES 16).

Only what was bought, earned or paid in within the days that count matters, never a balance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from tessera.rewards.rules.ladder import (
    EARLY,
    ONE,
    PURCHASE,
    SUMMED,
    TOPUP,
    GrowthFacts,
    Ladder,
    Rung,
    Sums,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a member on ``on``, the document at hand included.

    ``sums`` holds the sums from each first day that some rung asks for through ``on``.
    ``purchase_minor`` and ``topup_minor`` are what the document at hand paid for.
    """

    on: date
    joined_on: date
    since: date
    sums: Mapping[date, Sums]
    purchase_minor: int = 0
    topup_minor: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """Why a level is reached: the way, what counted, what was needed, from which day on."""

    cause: str
    have: int
    need: int
    start: date


@dataclass(frozen=True, slots=True)
class Rise:
    """The level to rise to, and why."""

    rung: Rung
    met: Met


@dataclass(frozen=True, slots=True)
class Gap:
    """One way to a level or of keeping it: what there is, and what is needed."""

    measure: str
    have: int
    need: int

    @property
    def missing(self) -> int:
        """What is still needed."""
        return max(0, self.need - self.have)


def starts(ladder: Ladder, level_id: UUID, *, on: date, since: date, joined_on: date) -> set[date]:
    """The first days from which something must be summed to judge the rungs above a level."""
    found = set()
    for rung in ladder.above(level_id):
        if any(rung.needed(measure) is not None for measure in SUMMED):
            found.add(rung.start(on, since))
        if _is_early(rung, on, joined_on):
            found.add(joined_on)
    return found


def met_by(rung: Rung, scene: Scene) -> Met | None:
    """The first way up to ``rung`` that is fulfilled; None if none is."""
    return next(_ways(rung, scene), None)


def _ways(rung: Rung, scene: Scene) -> Iterator[Met]:
    start = rung.start(scene.on, scene.since)
    for measure in SUMMED:
        need = rung.needed(measure)
        if need is not None and (have := scene.sums[start].of(measure)) >= need:
            yield Met(measure, have, need, start)
    yield from _at_once(rung, scene)
    if _is_early(rung, scene.on, scene.joined_on):
        have, need = scene.sums[scene.joined_on].spend, rung.early_minor or 0
        if have >= need:
            yield Met(EARLY, have, need, scene.joined_on)


def _at_once(rung: Rung, scene: Scene) -> Iterator[Met]:
    for cause, need, have in (
        (PURCHASE, rung.purchase_minor, scene.purchase_minor),
        (TOPUP, rung.topup_minor, scene.topup_minor),
    ):
        if need is not None and have >= need:
            yield Met(cause, have, need, scene.on)


def _is_early(rung: Rung, on: date, joined_on: date) -> bool:
    """Whether ``on`` is one of the first days, of which the day of joining is the first."""
    if rung.early_minor is None:
        return False
    return on < joined_on + timedelta(days=rung.early_days)


def rise(ladder: Ladder, level_id: UUID, scene: Scene) -> Rise | None:
    """The highest level above ``level_id`` that is reached, in one step."""
    for rung in reversed(ladder.above(level_id)):
        if (met := met_by(rung, scene)) is not None:
            return Rise(rung, met)
    return None


def keeping(rung: Rung, sums: Sums) -> tuple[Gap, ...]:
    """What keeps a level, any one of it; nothing where it asks for nothing."""
    return tuple(
        Gap(measure, sums.of(measure), need)
        for measure in SUMMED
        if (need := rung.kept_by(measure)) is not None
    )


def is_kept(rung: Rung, sums: Sums) -> bool:
    """Whether the level is kept by what counted within its validity."""
    gaps = keeping(rung, sums)
    return not gaps or any(not gap.missing for gap in gaps)


def falls_to(ladder: Ladder, rung: Rung, sums: Sums) -> Rung:
    """Where who does not keep ``rung`` comes to; itself where nothing is below."""
    below = ladder.below(rung.level_id)
    if not below:
        return rung
    if rung.falls == ONE:
        return below[0]
    return next((lower for lower in below if _threshold_met(lower, sums)), below[-1])


def _threshold_met(rung: Rung, sums: Sums) -> bool:
    needs = [(measure, rung.needed(measure)) for measure in SUMMED]
    return any(need is not None and sums.of(measure) >= need for measure, need in needs)


@dataclass(frozen=True, slots=True)
class Review:
    """What a validity that ran out leads to: the level from ``since`` on, until ``through``."""

    rung: Rung
    is_kept: bool
    since: date
    through: date | None
    gaps: tuple[Gap, ...] = field(default=())


def review(ladder: Ladder, rung: Rung, *, through: date, sums: Sums) -> Review:
    """Judge a level whose validity ended with ``through``, by what counted within it.

    The next validity begins on the day after, whenever the judgement is made.
    """
    since = through + timedelta(days=1)
    kept = is_kept(rung, sums)
    then = rung if kept else falls_to(ladder, rung, sums)
    return Review(then, kept, since, then.through(since), keeping(rung, sums))


def nearest(gaps: Sequence[Gap]) -> Gap | None:
    """The way with the largest part of it done."""
    return max(gaps, key=lambda gap: gap.have / gap.need if gap.need else 1.0, default=None)


def ways_up(rung: Rung, scene: Scene) -> tuple[Gap, ...]:
    """Every way up to ``rung`` that is offered, with what there is of it."""
    start = rung.start(scene.on, scene.since)
    gaps = [
        Gap(measure, scene.sums[start].of(measure), need)
        for measure in SUMMED
        if (need := rung.needed(measure)) is not None
    ]
    if _is_early(rung, scene.on, scene.joined_on):
        gaps.append(Gap(EARLY, scene.sums[scene.joined_on].spend, rung.early_minor or 0))
    for measure, need in ((PURCHASE, rung.purchase_minor), (TOPUP, rung.topup_minor)):
        if need is not None:
            gaps.append(Gap(measure, 0, need))
    return tuple(gaps)


def growth_for(facts: GrowthFacts, *, spent_minor: int) -> int:
    """The growth value of a purchase; the fraction is dropped once."""
    return max(0, spent_minor) // 100 * facts.per_major + facts.per_visit


def growth_back(*, earned: int, spent_minor: int, returned_minor: int, taken: int) -> int:
    """Growth value to take off when ``returned_minor`` of a purchase has come back in all.

    In proportion, cumulatively: ten partial returns take off what one full return does.
    """
    if spent_minor <= 0:
        return 0
    kept = earned * (spent_minor - returned_minor) // spent_minor
    return max(0, earned - kept - taken)
