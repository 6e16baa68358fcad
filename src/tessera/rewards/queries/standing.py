"""Where a member stands: since when, until when, and what counted in the days that matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Sum

from tessera.kernel import ids
from tessera.members import errors
from tessera.platform import reads
from tessera.platform.reads import Found, Select
from tessera.rewards.models import Merit
from tessera.rewards.queries.ladder import kept_ladder, ladder_of
from tessera.rewards.rules import windows
from tessera.rewards.rules.ladder import SUMMED, Ladder, Rung, Sums


@dataclass(frozen=True, slots=True)
class Standing:
    """A member's level and what surrounds it; ``is_kept`` says whether it has a row.

    Without one the level began when the member joined, and has no end. ``referrer_id`` is who
    brought the member, after merging.
    """

    member_id: UUID
    level_id: UUID
    joined_on: date
    since: date
    is_kept: bool = False
    valid_through: date | None = None
    locked_until: date | None = None
    lock_reason: str = ""
    warned_on: date | None = None
    cause_id: UUID | None = None
    before_id: UUID | None = None
    before_since: date | None = None
    before_through: date | None = None
    referrer_id: UUID | None = None

    def is_locked(self, on: date) -> bool:
        """Whether nothing moves by itself on ``on``."""
        return self.locked_until is not None and self.locked_until >= on


_COLUMNS = (
    "{ladder} AS ladder, m.id, m.level_id, m.joined_on, s.member_id, s.since, s.valid_through,"
    " s.locked_until, s.lock_reason, s.warned_on, s.cause_id, s.before_id, s.before_since,"
    " s.before_through, coalesce(b.merged_into_id, b.id) AS referrer_id"
)
_FROM = (
    " FROM members_member m LEFT JOIN rewards_standing s ON s.member_id = m.id"
    " LEFT JOIN members_member b ON b.id = m.referred_by_id"
)
_SUM = ", sum(CASE WHEN r.business_on >= {start} THEN r.{column} END) AS {name}_{number}"
_STARTS = {"since": "coalesce(s.since, m.joined_on)", "joined": "m.joined_on"}
_SUMMED = {"spend": "spent_minor", "points": "points", "growth": "growth"}


def select_standing(member_id: UUID, on: date) -> Select:
    """The part of a gathered read for ``standing_of`` and ``sums_of``.

    It sums over the days that the ladder in memory asks for on ``on``, and says which ladder
    that was, so that the reader notices where it has changed since.
    """
    ladder = kept_ladder()
    asked = _starts(ladder, on)
    params: dict[str, reads.Value] = {"ladder": ladder.key, "member": member_id}
    if not asked:
        return Select(f"SELECT {_COLUMNS}{_FROM} WHERE m.id = {{member}}", params)
    sums = ""
    for number, start in enumerate(asked):
        if isinstance(start, date):
            params[f"day{number}"] = start.isoformat()
        for name, column in _SUMMED.items():
            sums += _SUM.format(
                start=_spelled(start, number), column=column, name=name, number=number
            )
    merits = " LEFT JOIN rewards_merit r ON r.member_id = m.id"
    days = [start for start in asked if isinstance(start, date)]
    if len(days) == len(asked):
        params["first"] = min(days).isoformat()
        merits += " AND r.business_on >= {first}"
    group = " WHERE m.id = {member} GROUP BY m.id, s.member_id, b.id"
    return Select(f"SELECT {_COLUMNS}{sums}{_FROM}{merits}{group}", params)


def _spelled(start: date | str, number: int) -> str:
    return f"{{day{number}}}" if isinstance(start, date) else _STARTS[start]


def _starts(ladder: Ladder, on: date) -> tuple[date | str, ...]:
    """From when on something is summed, in a fixed order: days, or what begins with the member."""
    found: dict[date | str, None] = {}
    for rung in ladder.rungs:
        if any(rung.needed(measure) is not None for measure in SUMMED):
            found[_start(rung, on)] = None
        if rung.early_minor is not None:
            found["joined"] = None
    return tuple(found)


def _start(rung: Rung, on: date) -> date | str:
    if rung.window == windows.SINCE_LEVEL:
        return "since"
    return rung.start(on, since=on)


def is_current(found: Found, versions: Mapping[str, str]) -> bool:
    """Whether what was read was asked by the ladder that counts now."""
    return bool(found) and found[0]["ladder"] == ladder_of(versions).key


def standing_of(found: Found) -> Standing:
    """The standing from what ``select_standing`` read. Raises NotFound ``members.not_found``."""
    if not found:
        raise errors.not_found()
    row = found[0]
    joined_on = date.fromisoformat(row["joined_on"])
    return Standing(
        member_id=ids.parse_uuid(row["id"]),
        level_id=ids.parse_uuid(row["level_id"]),
        joined_on=joined_on,
        since=_day(row["since"]) or joined_on,
        is_kept=row["member_id"] is not None,
        valid_through=_day(row["valid_through"]),
        locked_until=_day(row["locked_until"]),
        lock_reason=row["lock_reason"] or "",
        warned_on=_day(row["warned_on"]),
        cause_id=_id(row["cause_id"]),
        before_id=_id(row["before_id"]),
        before_since=_day(row["before_since"]),
        before_through=_day(row["before_through"]),
        referrer_id=_id(row["referrer_id"]),
    )


def sums_of(found: Found, on: date) -> dict[date, Sums]:
    """What counted, by the first day; those of the ladder that ``select_standing`` knew."""
    standing, row = standing_of(found), found[0]
    named = {"since": standing.since, "joined": standing.joined_on}
    sums: dict[date, Sums] = {}
    for number, start in enumerate(_starts(kept_ladder(), on)):
        day = start if isinstance(start, date) else named[start]
        sums[day] = _sums(row, f"_{number}")
    return sums


def _sums(row: Mapping[str, Any], suffix: str = "") -> Sums:
    return Sums(*(int(row[f"{name}{suffix}"] or 0) for name in _SUMMED))


def get_standing(member_id: UUID, on: date) -> tuple[Standing, dict[date, Sums]]:
    """Where one member stands, and the sums that the ladder asks for on ``on``.

    Raises NotFound ``members.not_found``.
    """
    found = reads.gather({"standing": select_standing(member_id, on)})["standing"]
    return standing_of(found), sums_of(found, on)


def find_standing(member_id: UUID) -> Standing | None:
    """Where one member stands, without sums; None where there is no such member."""
    sql = f"SELECT {_COLUMNS}{_FROM} WHERE m.id = {{member}}"
    found = reads.gather({"standing": Select(sql, {"ladder": "", "member": member_id})})
    return standing_of(found["standing"]) if found["standing"] else None


def get_sums(member_id: UUID, start: date, until: date | None = None) -> Sums:
    """What counted from ``start`` on, through ``until`` where it is given."""
    rows = Merit.objects.filter(member=member_id, business_on__gte=start)
    if until is not None:
        rows = rows.filter(business_on__lte=until)
    found = rows.aggregate(**{name: Sum(column) for name, column in _SUMMED.items()})
    return _sums(found)


def select_validity_sums(member_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for what counted within each member's own validity."""
    return Select(
        "SELECT s.member_id, sum(r.spent_minor) AS spend, sum(r.points) AS points,"
        " sum(r.growth) AS growth FROM rewards_standing s JOIN rewards_merit r"
        " ON r.member_id = s.member_id AND r.business_on >= s.since"
        " AND (s.valid_through IS NULL OR r.business_on <= s.valid_through)"
        " WHERE s.member_id IN {members} GROUP BY s.member_id",
        {"members": list(member_ids)},
    )


def validity_sums(member_ids: Sequence[UUID]) -> dict[UUID, Sums]:
    """What counted within each member's own validity, of those who have one."""
    if not member_ids:
        return {}
    found = reads.gather({"sums": select_validity_sums(member_ids)})["sums"]
    return {ids.parse_uuid(row["member_id"]): _sums(row) for row in found}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _id(text: str | None) -> UUID | None:
    return ids.parse_uuid(text) if text else None
