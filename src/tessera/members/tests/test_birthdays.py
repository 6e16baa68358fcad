"""On which day a birthday falls, by the sun and by the moon."""

import itertools
from datetime import date, timedelta

import pytest

from tessera.kernel.errors import Invalid
from tessera.members import rules
from tessera.members.rules import Birthday


def lunar(month: int, day: int, *, leap: bool = False, year: int | None = None) -> Birthday:
    return Birthday(month, day, year, lunar=True, leap=leap)


@pytest.mark.parametrize(
    ("birthday", "on", "falls"),
    [
        # by the sun
        (Birthday(5, 17), date(2026, 5, 16), date(2026, 5, 17)),
        (Birthday(5, 17), date(2026, 5, 17), date(2026, 5, 17)),
        (Birthday(5, 17), date(2026, 5, 18), date(2027, 5, 17)),
        (Birthday(12, 31), date(2026, 12, 31), date(2026, 12, 31)),
        (Birthday(1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        (Birthday(2, 29), date(2026, 1, 1), date(2026, 3, 1)),
        (Birthday(2, 29), date(2026, 3, 2), date(2027, 3, 1)),
        (Birthday(2, 29), date(2028, 1, 1), date(2028, 2, 29)),
        # by the moon: New Year's Day, Dragon Boat, Mid-Autumn
        (lunar(1, 1), date(2026, 1, 1), date(2026, 2, 17)),
        (lunar(1, 1), date(2026, 2, 18), date(2027, 2, 6)),
        (lunar(5, 5), date(2026, 1, 1), date(2026, 6, 19)),
        (lunar(8, 15), date(2025, 1, 1), date(2025, 10, 6)),
        (lunar(8, 15), date(2026, 1, 1), date(2026, 9, 25)),
        # late in the lunar year lies in the next solar year
        (lunar(12, 8), date(2026, 1, 1), date(2026, 1, 26)),
        (lunar(12, 8), date(2026, 1, 27), date(2027, 1, 15)),
        # leap months: 2025 has a sixth, 2023 a second, 2026 none
        (lunar(6, 1, leap=True), date(2025, 1, 1), date(2025, 7, 25)),
        (lunar(6, 1), date(2025, 1, 1), date(2025, 6, 25)),
        (lunar(6, 1, leap=True), date(2026, 1, 1), date(2026, 7, 14)),
        (lunar(2, 10, leap=True), date(2023, 1, 1), date(2023, 3, 31)),
        (lunar(2, 10, leap=True), date(2023, 4, 1), date(2024, 3, 19)),
        (lunar(6, 1), date(2025, 6, 26), date(2026, 7, 14)),
        # a 30th where the month has 29 days: the eve of the New Year
        (lunar(12, 30), date(2025, 2, 1), date(2026, 2, 16)),
        (lunar(12, 30), date(2024, 2, 1), date(2024, 2, 9)),
        (lunar(6, 30, leap=True), date(2025, 7, 1), date(2025, 8, 22)),
    ],
)
def test_the_next_birthday_from_a_day_on(birthday: Birthday, on: date, falls: date) -> None:
    assert rules.next_birthday(birthday, on) == falls
    assert rules.is_birthday(birthday, falls)


@pytest.mark.parametrize("birthday", [Birthday(2, 29), lunar(6, 30, leap=True), lunar(12, 30)])
def test_in_fifty_years_there_are_fifty_birthdays(birthday: Birthday) -> None:
    days: list[date] = []
    on = date(2000, 1, 1)
    while len(days) < 50:
        days.append(rules.next_birthday(birthday, on))
        on = days[-1] + timedelta(days=1)
    gaps = {(after - before).days for before, after in itertools.pairwise(days)}
    assert all(352 <= gap <= 385 for gap in gaps)
    assert not any(rules.is_birthday(birthday, day + timedelta(days=1)) for day in days)


def test_the_day_of_birth_by_the_moon_is_known_with_the_year() -> None:
    assert rules.born_on(lunar(8, 15, year=1990)) == date(1990, 10, 3)
    assert rules.born_on(lunar(8, 15)) is None
    assert rules.born_on(Birthday(5, 17, 1990)) == date(1990, 5, 17)


@pytest.mark.parametrize(
    "wrong",
    [
        Birthday(13, 1),
        Birthday(0, 1),
        Birthday(2, 30),
        Birthday(4, 31),
        Birthday(5, 17, leap=True),
        Birthday(2, 29, 2026),
        Birthday(5, 17, 1850),
        lunar(1, 31),
        lunar(6, 1, leap=True, year=2026),
        lunar(6, 30, leap=True, year=2025),
        lunar(12, 30, year=2025),
    ],
)
def test_a_day_that_never_was_is_nobodys_birthday(wrong: Birthday) -> None:
    with pytest.raises(Invalid, match=r"members\.birthday_invalid"):
        rules.checked_birthday(wrong)
