"""Whose level ran out or will soon, by the business days of their home stores."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tessera.rewards import models
from tessera.rewards.queries.standing import Standing
from tessera.rewards.rules.ladder import SUMMED, Ladder

Days = Mapping[UUID, date]


def list_ended(days: Days, *, limit: int) -> list[models.Standing]:
    """Standings whose last day is over, ``limit`` at most; locked ones only after their lock.

    ``days`` gives each store's business day; who is at home nowhere waits for the last store.
    """
    if not days:
        return []
    first = min(days.values())
    over = _over(first)
    for day in {*days.values()} - {first}:
        stores = [store_id for store_id, its_day in days.items() if its_day == day]
        over |= _over(day) & Q(member__home_store__in=stores)
    # said by itself as well, so that an index finds the few that are due among all
    rows = _rows().filter(over, valid_through__lt=max(days.values()))
    return list(rows.order_by("valid_through", "member")[:limit])


def _over(day: date) -> Q:
    return Q(valid_through__lt=day) & (Q(locked_until=None) | Q(locked_until__lt=day))


def list_ending(
    days: Days, ladder: Ladder, *, after: UUID | None, limit: int
) -> list[models.Standing]:
    """Standings that end within the days that their level warns ahead, and nobody was told of;
    by member, those behind ``after``."""
    soon = Q()
    today = min(days.values(), default=date.max)
    for rung in ladder.rungs:
        asks = any(rung.kept_by(measure) is not None for measure in SUMMED)
        if asks and rung.warn_days and ladder.below(rung.level_id) and days:
            last = today + timedelta(days=rung.warn_days)
            soon |= Q(level=rung.level_id, valid_through__gte=today, valid_through__lte=last)
    if not soon:
        return []
    found = _rows().filter(soon, Q(locked_until=None) | Q(locked_until__lt=today), warned_on=None)
    if after is not None:
        found = found.filter(member__gt=after)
    return list(found.order_by("member")[:limit])


def _rows() -> "QuerySet[models.Standing]":
    """Standings on the level that their member has: no move could hold for another."""
    return models.Standing.objects.select_related("member").filter(level=F("member__level"))


def list_strays() -> list[UUID]:
    """Members who stand on another level than they have, which nothing should lead to."""
    rows = models.Standing.objects.exclude(level=F("member__level"))
    return list(rows.order_by("member").values_list("member", flat=True))


def facts_of(row: models.Standing) -> Standing:
    """The standing of a row that was read with its member."""
    return Standing(
        member_id=row.member_id,
        level_id=row.level_id,
        joined_on=row.member.joined_on,
        since=row.since,
        is_kept=True,
        valid_through=row.valid_through,
        locked_until=row.locked_until,
        lock_reason=row.lock_reason,
        warned_on=row.warned_on,
    )


def day_of(row: models.Standing, days: Days) -> date:
    """The business day of the member's home store."""
    return day_at(row.member.home_store_id, days)


def day_at(store_id: UUID | None, days: Days) -> date:
    """The business day of a store; for who has none, the earliest of all."""
    known = days.get(store_id) if store_id else None
    return known or min(days.values())


def members_of(rows: Sequence[models.Standing]) -> list[UUID]:
    """Whose they are."""
    return [row.member_id for row in rows]
