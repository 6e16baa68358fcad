"""Members by what is known of them, and filters that somebody keeps.

Speed. The list is read in the order of joining and stops when a page is full, so what many have
is found at once; what few have is found by an index of its own (level, tag, birthday). Where who
fits joined long ago, many are passed over before: their ids alone are read, from an index.
"""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tessera.kernel.actor import Actor
from tessera.members import permissions, rules
from tessera.members.models import Member, MemberTag, Profile, SavedFilter
from tessera.members.queries.guides import unguided

_WORLD = timedelta(days=3)
_FEW = 2000


@dataclass(frozen=True, slots=True)
class Besides:
    """What a room above knows of members: ``who`` is asked for, ``told`` says it in the log."""

    told: str
    who: Q


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """What a list asks for; None is no matter. Both ends of a period and of the ages count.

    ``birthday_month`` is of the solar calendar; lunar birthdays that fall into it in the year
    of the question are found as well. ``unguided`` asks for who has no guide who works here.
    """

    level_id: UUID | None = None
    store_id: UUID | None = None
    tag_id: UUID | None = None
    joined_from: date | None = None
    joined_until: date | None = None
    birthday_month: int | None = None
    from_age: int | None = None
    to_age: int | None = None
    guide_id: UUID | None = None
    unguided: bool | None = None
    besides: Besides | None = None

    @property
    def asks(self) -> bool:
        """Whether it leaves anybody out."""
        return self != MemberFilter()

    def told(self) -> dict[str, str]:
        """What it asks for, as the audit log keeps it."""
        asked = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {
            name: value.told if isinstance(value, Besides) else str(value)
            for name, value in asked
            if value is not None
        }


@dataclass(frozen=True, slots=True)
class SavedFilterFacts:
    """A filter that somebody keeps: the query of the list's address."""

    id: UUID
    name: str
    query: str


def list_saved_filters(actor: Actor) -> list[SavedFilterFacts]:
    """The reader's own, by name. Raises Forbidden."""
    actor.require(permissions.VIEW)
    rows = SavedFilter.objects.filter(staff=actor.id).order_by("name") if actor.id else []
    return [SavedFilterFacts(row.id, row.name, row.asked["query"]) for row in rows]


def filtered(found: QuerySet[Member], wanted: MemberFilter, *, on: date) -> QuerySet[Member]:
    """Those of ``found`` whom ``wanted`` asks for, with ages and birthdays as of the day ``on``."""
    given: dict[str, object] = {
        "level": wanted.level_id,
        "home_store": wanted.store_id,
        "guide": wanted.guide_id,
        "joined_on__gte": wanted.joined_from,
        "joined_on__lte": wanted.joined_until,
    }
    # A business day lies within these instants wherever the store is; they follow the index.
    if wanted.joined_from is not None:
        given["joined_at__gte"] = _midnight(wanted.joined_from) - _WORLD
    if wanted.joined_until is not None:
        given["joined_at__lte"] = _midnight(wanted.joined_until) + _WORLD
    found = found.filter(**{key: value for key, value in given.items() if value is not None})
    if wanted.tag_id is not None:
        hung = MemberTag.objects.filter(member=OuterRef("id"), tag=wanted.tag_id)
        found = found.filter(Exists(hung))
    if wanted.unguided:
        found = found.filter(unguided())
    if wanted.from_age is not None or wanted.to_age is not None:
        found = found.filter(_aged(wanted, on))
    if wanted.birthday_month is not None:
        found = found.filter(_born_in(wanted.birthday_month, on.year))
    return found if wanted.besides is None else found.filter(wanted.besides.who)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _aged(wanted: MemberFilter, on: date) -> Q:
    """By name where they are few: a list in the order of joining would look for them to its end."""
    born = rules.born_between(wanted.from_age, wanted.to_age, today=on)
    told = Profile.objects.filter(born_on__range=born)
    ids = {
        *Member.objects.filter(birthday__range=born).values_list("id", flat=True)[: _FEW + 1],
        *told.values_list("member", flat=True)[: _FEW + 1],
    }
    if len(ids) <= _FEW:
        return Q(id__in=ids)
    return Q(birthday__range=born) | Q(Exists(told.filter(member=OuterRef("id"))))


def _born_in(month: int, year: int) -> Q:
    lunar = Q()
    for days in rules.lunar_days_in(year, month):
        lunar |= Q(
            birth_month=days.month, birth_leap=days.leap, birth_day__range=(days.first, days.last)
        )
    partly = Q(birth_lunar=False, birth_month=month) | (Q(birth_lunar=True) & lunar)
    other = Profile.objects.filter(partly, member=OuterRef("id"))
    return Q(birthday__month=month) | Q(Exists(other))
