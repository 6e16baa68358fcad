"""Birthdays, by the sun or by the moon.

A lunar birthday falls on the same month and day of each lunar year. Who was born in a leap
month celebrates in it where the year has that leap month, otherwise in the ordinary month of
the same number; who was born on a 30th celebrates on the 29th where the month has no more
days. Who was born on 29 February turns a year older on 1 March of other years, as ``age`` says.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lunar_python import LunarYear, Solar

from tessera.members import errors

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Beyond them nobody celebrates, and the moon's calendar is not settled."""

AROUND = 366
"""So many days back the birthdays around a day begin."""

_SOLAR_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LUNAR_DAYS = 30


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year, ``lunar`` or solar, perhaps in a ``leap`` month; ``year`` if it is known."""

    month: int
    day: int
    year: int | None = None
    lunar: bool = False
    leap: bool = False


def checked_birthday(birthday: Birthday) -> Birthday:
    """``birthday``, if there is such a day. Raises Invalid ``members.birthday_invalid``."""
    if not 1 <= birthday.month <= 12 or (birthday.leap and not birthday.lunar):
        raise errors.birthday_invalid()
    longest = _LUNAR_DAYS if birthday.lunar else _SOLAR_DAYS[birthday.month - 1]
    if not 1 <= birthday.day <= longest:
        raise errors.birthday_invalid()
    if birthday.year is not None and _born(birthday) is None:
        raise errors.birthday_invalid()
    return birthday


def born_on(birthday: Birthday) -> date | None:
    """The solar day of birth; None without a year. Raises Invalid ``members.birthday_invalid``."""
    if birthday.year is None:
        return None
    born = _born(birthday)
    if born is None:
        raise errors.birthday_invalid()
    return born


def next_birthday(birthday: Birthday, on: date) -> date:
    """The first day from ``on`` that the birthday falls on, ``on`` itself included."""
    first = lunar_year(on) - 1 if birthday.lunar else on.year
    return next(day for year in range(first, first + 4) if (day := _falls_on(birthday, year)) >= on)


def birthdays_around(birthday: Birthday, on: date) -> tuple[date, ...]:
    """Three birthdays in a row, the first no more than a year before ``on``: whatever week or month
    ``on`` lies in, a birthday in it is among them."""
    first = next_birthday(birthday, on - timedelta(days=AROUND))
    second = next_birthday(birthday, first + timedelta(days=1))
    third = next_birthday(birthday, second + timedelta(days=1))
    return first, second, third


def is_birthday(birthday: Birthday, on: date) -> bool:
    """Whether ``on`` is the day."""
    return next_birthday(birthday, on) == on


def lunar_year(on: date) -> int:
    """The lunar year that ``on`` lies in, by the number of the solar year it begins in."""
    return int(Solar.fromYmd(on.year, on.month, on.day).getLunar().getYear())


@dataclass(frozen=True, slots=True)
class LunarDays:
    """Days of a lunar month, the first and the last included."""

    month: int
    leap: bool
    first: int
    last: int


def lunar_days_in(year: int, month: int) -> list[LunarDays]:
    """The lunar birthdays that fall into a solar month, by lunar months.

    A leap month's birthdays fall with the ordinary month's where the year has no such leap
    month, and a 30th with the 29th where the month has no more days.
    """
    first = date(year, month, 1)
    last = _solar(year, month + 1, 1) or date(year + 1, 1, 1)
    days: dict[tuple[int, bool], list[int]] = {}
    for number in range((last - first).days):
        lunar = Solar.fromYmd(year, month, number + 1).getLunar()
        signed = lunar.getMonth()
        own = days.setdefault((abs(signed), signed < 0), [])
        own.append(lunar.getDay())
        if lunar.getDay() == _length(lunar.getYear(), signed):
            own.append(_LUNAR_DAYS)
        if signed > 0 and _lunar_month(lunar.getYear(), signed, leap=True) is None:
            days.setdefault((signed, True), []).extend(own[-2:])
    return [LunarDays(of, leap, min(own), max(own)) for (of, leap), own in days.items()]


def _length(year: int, signed: int) -> int:
    found = _lunar_month(year, abs(signed), leap=signed < 0)
    return found[1] if found else _LUNAR_DAYS


def _falls_on(birthday: Birthday, year: int) -> date:
    """The day in the solar or the lunar ``year``."""
    if not birthday.lunar:
        day = _solar(year, birthday.month, birthday.day)
        return day or date(year, 3, 1)
    month = _lunar_month(year, birthday.month, leap=birthday.leap)
    first, days = month or _ordinary_month(year, birthday.month)
    return first + timedelta(days=min(birthday.day, days) - 1)


def _born(birthday: Birthday) -> date | None:
    """The day itself: in its own year a day exists or does not."""
    year = birthday.year or 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if not birthday.lunar:
        return _solar(year, birthday.month, birthday.day)
    month = _lunar_month(year, birthday.month, leap=birthday.leap)
    if month is None or birthday.day > month[1]:
        return None
    return month[0] + timedelta(days=birthday.day - 1)


def _solar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ordinary_month(year: int, month: int) -> tuple[date, int]:
    found = _lunar_month(year, month, leap=False)
    assert found is not None, "each lunar year has its twelve months"
    return found


@lru_cache(maxsize=4096)
def _lunar_month(year: int, month: int, *, leap: bool) -> tuple[date, int] | None:
    """The first day and the length of a month; None where the year has no such leap month."""
    found = LunarYear.fromYear(year).getMonth(-month if leap else month)
    if found is None:
        return None
    first = Solar.fromJulianDay(found.getFirstJulianDay())
    return date(first.getYear(), first.getMonth(), first.getDay()), int(found.getDayCount())
