"""Fill an empty database with the demo, and go on where a run was killed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tessera.offers import queries as offers
from tessera.ops.demo import (
    applying,
    brand,
    doing,
    evening,
    house,
    marks,
    plan,
    prepaying,
    rewarding,
    setting,
)
from tessera.ops.demo.deeds import Announce, Deed
from tessera.ops.demo.house import House
from tessera.ops.demo.marks import Mark
from tessera.ops.demo.memory import Memory
from tessera.ops.demo.plan import Scale
from tessera.ops.demo.upkeep import Upkeep

Advance = Callable[[int], None]
"""Told how many more deeds are done."""


@dataclass(frozen=True, slots=True)
class Work:
    """What has to be done, on which terms."""

    mark: Mark
    deeds: Sequence[Deed]


def prepare(*, now: datetime, scale: Scale) -> Work:
    """Begin the demo, or take up the one that was begun, and plan it all."""
    mark = marks.find()
    if mark is None:
        marks.begin(actor=house.founder(), at=now, scale=scale)
        mark = Mark(now, scale, is_filled=False)
    return Work(mark, plan.make(mark.now, mark.scale))


def fill(work: Work, *, advance: Advance) -> None:
    """Do everything that is not done yet. Every deed is one use case with its own transaction.

    May be killed at any moment and called again: deeds carry request ids that follow from the
    plan, and what has no request id is looked for by its name.
    """
    opening = plan.first_day(work.mark.now, work.mark.scale)
    setting.set_up(brand.SHANGHAI.instant(opening, 6))
    found = house.find()
    applying.set_up(found, brand.SHANGHAI.instant(opening, 7))
    memory = _remember(found, work)
    doer, upkeep = doing.Doer(found, memory), Upkeep()
    for deed in work.deeds:
        upkeep.pass_time(deed.at, again=deed.key in memory.answers)
        doer.do(deed)
        advance(1)
    upkeep.catch_up(work.mark.now)
    applying.apply(found, work.mark.now)
    rewarding.set_up(found, work.mark.now)
    evening.hold(found, memory, work.mark.now)
    prepaying.set_up(found.boss, work.mark.now)
    marks.finish(actor=house.founder(), at=work.mark.now)


def _remember(found: House, work: Work) -> Memory:
    memory = Memory(work.mark.now)
    memory.recall([deed.key for deed in work.deeds])
    names = {promotion.name for promotion in offers.list_promotions(actor=found.boss)}
    for deed in work.deeds:
        if isinstance(deed, Announce) and deed.name in names:
            memory.answers[deed.key] = {}
    return memory
