"""For whom and when a promotion holds (docs/price-algorithm.md, step 2)."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tessera.pricing.model import MemberFacts
from tessera.pricing.moment import Moment
from tessera.pricing.terms import Birthday, Conditions

Refusal = tuple[str, dict[str, int | str]]


def refusal(
    asked: Conditions, member: MemberFacts | None, channel: str, at: Moment
) -> Refusal | None:
    """The first condition that is not met, as a code with data; None if all are."""
    return next(_refusals(asked, member, channel, at), None)


def _refusals(
    asked: Conditions, member: MemberFacts | None, channel: str, at: Moment
) -> Iterator[Refusal]:
    if member is None:
        if asked.level_ids:
            yield "level_not_in", {}
        if _about_member(asked):
            yield "members_only", {}
    else:
        yield from _of_member(asked, member, at.day)
    if asked.channels and channel not in asked.channels:
        yield "channel_not_in", {}
    yield from _of_time(asked, at)


def _about_member(asked: Conditions) -> bool:
    facts = asked.member_only or asked.tags or asked.lifecycles or asked.first_purchase
    days = asked.birthday or asked.joined_within_days is not None or asked.purchases
    return bool(facts or days)


def _of_member(asked: Conditions, member: MemberFacts, day: date) -> Iterator[Refusal]:
    if asked.level_ids and member.level_id not in asked.level_ids:
        yield "level_not_in", {}
    if asked.tags and not asked.tags & member.tags:
        yield "tag_not_in", {}
    if asked.lifecycles and member.lifecycle not in asked.lifecycles:
        yield "lifecycle_not_in", {}
    if asked.first_purchase and (member.has_bought or member.bought_on):
        yield "not_first_purchase", {}
    if asked.birthday and not is_birthday(asked.birthday, member.birthdays, day):
        yield "not_birthday", {"birthday": asked.birthday}
    if (days := asked.joined_within_days) is not None:
        joined = member.joined_on
        if joined is None or not joined <= day < joined + timedelta(days=days):
            yield "joined_too_long_ago", {"days": days}
    yield from _of_purchases(asked, member, day)


def _of_purchases(asked: Conditions, member: MemberFacts, day: date) -> Iterator[Refusal]:
    if (wanted := asked.purchases) is None:
        return
    first = day - timedelta(days=wanted.days - 1)
    number = sum(first <= one <= day for one in member.bought_on)
    if number < wanted.least:
        yield "purchases_too_few", {"more": wanted.least - number, "days": wanted.days}
    if wanted.most is not None and number > wanted.most:
        yield "purchases_too_many", {"most": wanted.most, "days": wanted.days}


def _of_time(asked: Conditions, at: Moment) -> Iterator[Refusal]:
    if asked.weekdays and at.day.isoweekday() not in asked.weekdays:
        yield "not_this_weekday", {"weekdays": _listed(asked.weekdays)}
    if asked.month_days and not is_month_day(asked.month_days, at.day):
        yield "not_this_month_day", {"month_days": _listed(asked.month_days)}
    start, end = asked.from_minute, asked.until_minute
    inside = start <= at.minute < end if start < end else at.minute >= start or at.minute < end
    if not inside:
        yield "not_this_time", {"from_minute": start, "until_minute": end}


def is_month_day(days: frozenset[int], day: date) -> bool:
    """Whether ``day`` is one of those days of its month; a day that a shorter month lacks is its
    last."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.day in days or (day.day == last and any(one > last for one in days))


def is_birthday(period: Birthday, birthdays: Sequence[date], day: date) -> bool:
    """Whether ``day`` is one of the birthdays, in the week from Monday to Sunday around one, or in
    the month of one. On which days it falls, by which calendar, the caller says."""
    if period == "day":
        return day in birthdays
    if period == "week":
        return any(one.isocalendar()[:2] == day.isocalendar()[:2] for one in birthdays)
    return any((one.year, one.month) == (day.year, day.month) for one in birthdays)


def _listed(days: frozenset[int]) -> str:
    return ",".join(str(one) for one in sorted(days))
