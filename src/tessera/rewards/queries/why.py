"""Why a member has the level, and what the next one, or staying, still needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.rewards.models import LevelMove, Merit
from tessera.rewards.queries.ladder import get_ladder
from tessera.rewards.queries.standing import Standing, find_standing, get_standing, get_sums
from tessera.rewards.rules import levels
from tessera.rewards.rules.ladder import Ladder, Rung
from tessera.rewards.rules.levels import Gap, Scene
from tessera.sales.models import Return, Sale

SHOWN = 30
"""How many documents and moves are told of at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """A level begun, from which it came, and why; ``detail`` as ``LevelMove`` keeps it."""

    before: str
    after: str
    cause: str
    at: datetime
    business_on: date
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """A sale or return that counted. ``number`` is its label; amounts in minor units."""

    document_id: UUID
    sale_id: UUID
    number: str
    business_on: date
    spent_minor: int
    topup_minor: int
    points: int
    growth: int


@dataclass(frozen=True, slots=True)
class WhyLevel:
    """The present level, since and until when, its steps (the newest first), what counted from
    the day ``start`` on (the newest first), and a lock, if there is one."""

    level: str
    since: date
    valid_through: date | None
    locked_until: date | None
    lock_reason: str
    start: date
    steps: tuple[Step, ...]
    counted: tuple[Counted, ...]


def why_level(actor: Actor, member_id: UUID) -> WhyLevel:
    """What a member's level rests on, for staff of the member's stores.

    Raises Forbidden; NotFound ``members.not_found``.
    """
    members.get_profile(actor, member_id)
    return explain_level(member_id)


def explain_level(member_id: UUID) -> WhyLevel:
    """The same for the member; who asks has been checked. Raises NotFound as above."""
    standing = find_standing(member_id) or get_standing(member_id, date.max)[0]
    ladder = get_ladder()
    moves = list(LevelMove.objects.filter(member=member_id).order_by("-at", "-id")[:SHOWN])
    start = _start(standing, moves)
    return WhyLevel(
        level=ladder.rung(standing.level_id).name,
        since=standing.since,
        valid_through=standing.valid_through,
        locked_until=standing.locked_until,
        lock_reason=standing.lock_reason,
        start=start,
        steps=tuple(_step(row, ladder) for row in moves),
        counted=_counted(member_id, start),
    )


def _start(standing: Standing, moves: Sequence[LevelMove]) -> date:
    """From when on documents matter: those that led to the level, and all since."""
    text = moves[0].detail.get("start") if moves else None
    return min(standing.since, date.fromisoformat(text)) if text else standing.since


def _step(row: LevelMove, ladder: Ladder) -> Step:
    return Step(
        before=ladder.rung(row.before_id).name,
        after=ladder.rung(row.after_id).name,
        cause=row.cause,
        at=row.at,
        business_on=row.business_on,
        detail=row.detail,
    )


def _counted(member_id: UUID, start: date) -> tuple[Counted, ...]:
    found = Merit.objects.filter(member=member_id, business_on__gte=start)
    rows = list(found.order_by("-business_on", "-at")[:SHOWN])
    documents = [row.document_id for row in rows]
    numbers = dict(Sale.objects.filter(id__in=documents).values_list("id", "number"))
    numbers |= dict(Return.objects.filter(id__in=documents).values_list("id", "number"))
    return tuple(
        Counted(
            document_id=row.document_id,
            sale_id=row.sale_id,
            number=numbers.get(row.document_id, ""),
            business_on=row.business_on,
            spent_minor=row.spent_minor,
            topup_minor=row.topup_minor,
            points=row.points,
            growth=row.growth,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a member is. ``ways`` lead to the level ``next_name``, any one of them;
    ``keeping`` are ways to stay, any one of them, by ``holds_through``; ``drops_to`` says where
    the member comes to otherwise, empty where nothing is asked or it is met.

    Measures: spend, early, purchase, topup in minor units; points; growth.
    """

    level_id: UUID
    level_name: str
    rights: str
    next_name: str
    next_rights: str
    ways: tuple[Gap, ...]
    holds_through: date | None
    locked_until: date | None
    keeping: tuple[Gap, ...]
    drops_to: str

    @property
    def nearest(self) -> Gap | None:
        """The way up of which the largest part is done."""
        return levels.nearest(self.ways)

    @property
    def easiest(self) -> Gap | None:
        """The way to stay of which the largest part is done."""
        return levels.nearest(self.keeping)


def progress(member_id: UUID, on: date) -> Progress:
    """What the next level needs, until when the present one holds, and what staying needs.

    For the member and for staff who may see the member: who asks has been checked. ``on`` is
    the business day. Raises NotFound ``members.not_found``.
    """
    standing, sums = get_standing(member_id, on)
    ladder = get_ladder()
    rung = ladder.rung(standing.level_id)
    above = next((r for r in ladder.above(rung.level_id) if _has_ways(r)), None)
    scene = Scene(on=on, joined_on=standing.joined_on, since=standing.since, sums=sums)
    keeping, drops_to = _staying(ladder, rung, standing)
    return Progress(
        level_id=rung.level_id,
        level_name=rung.name,
        rights=rung.benefits.rights,
        next_name=above.name if above else "",
        next_rights=above.benefits.rights if above else "",
        ways=levels.ways_up(above, scene) if above else (),
        holds_through=standing.valid_through,
        locked_until=standing.locked_until if standing.is_locked(on) else None,
        keeping=keeping,
        drops_to=drops_to,
    )


def _has_ways(rung: Rung) -> bool:
    asked = (rung.spend, rung.points, rung.growth, rung.purchase_minor, rung.topup_minor)
    return any(one is not None for one in (*asked, rung.early_minor))


def _staying(ladder: Ladder, rung: Rung, standing: Standing) -> tuple[tuple[Gap, ...], str]:
    if standing.valid_through is None:
        return (), ""
    sums = get_sums(standing.member_id, standing.since, standing.valid_through)
    gaps = levels.keeping(rung, sums)
    if levels.is_kept(rung, sums):
        return gaps, ""
    return gaps, levels.falls_to(ladder, rung, sums).name
