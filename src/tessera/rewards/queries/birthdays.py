"""Whose birthday it is, of those whose level gives a coupon for it."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.members.models import Member
from tessera.rewards.models import BirthdayGift
from tessera.rewards.queries.due import Days, day_at
from tessera.rewards.rules import falls_on
from tessera.rewards.rules.ladder import Ladder


def list_celebrating(
    days: Days, ladder: Ladder, *, after: UUID, limit: int
) -> list[tuple[Member, date]]:
    """Members with the day of their birthday, which is today at home, whose level gives a coupon
    and who have none of this year; by id, those behind ``after``, ``limit`` looked at.

    Solar birthdays of 29 February fall on the 28th of other years, lunar ones as
    ``members.rules`` says.
    """
    giving = [rung.level_id for rung in ladder.rungs if rung.benefits.birthday_coupon_id]
    if not giving or not days:
        return []
    maybe = Q(profile__birth_lunar=True)
    for day in {*days.values()}:
        maybe |= _solar(day)
    found = Member.objects.filter(maybe, id__gt=after, level__in=giving, merged_into=None)
    rows = list(found.filter(left_at=None).distinct().order_by("id")[:limit])
    return [(row, day_at(row.home_store_id, days)) for row in rows]


def _solar(day: date) -> Q:
    own = Q(birthday__month=day.month, birthday__day=day.day)
    told = Q(profile__birth_month=day.month, profile__birth_day=day.day, profile__birth_lunar=False)
    if (day.month, day.day) == (2, 28) and falls_on(date(2000, 2, 29), day.year) == day:
        own |= Q(birthday__month=2, birthday__day=29)
        told |= Q(profile__birth_month=2, profile__birth_day=29, profile__birth_lunar=False)
    return own | told


def celebrates(rows: list[tuple[Member, date]]) -> list[tuple[Member, date]]:
    """Those whose day it really is, and who have no gift of that year yet."""
    known = members.birthdays_of([row.id for row, _ in rows])
    given = set(
        BirthdayGift.objects.filter(member__in=[row.id for row, _ in rows]).values_list(
            "member", "year"
        )
    )
    return [
        (row, day)
        for row, day in rows
        if (row.id, day.year) not in given
        and (birthday := known.get(row.id))
        and (
            member_rules.is_birthday(birthday, day)
            if birthday.lunar
            else falls_on(date(2000, birthday.month, birthday.day), day.year) == day
        )
    ]
