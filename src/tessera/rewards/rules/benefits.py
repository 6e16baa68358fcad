"""Pure rules: what a level gives on a day."""

from datetime import date

from tessera.rewards.rules.ladder import FULL, Benefits

__all__ = ["FULL", "falls_on", "points_factor"]


def falls_on(birthday: date, year: int) -> date:
    """The day on which a solar birthday is celebrated in ``year``: 29 February on the 28th."""
    try:
        return birthday.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def points_factor(benefits: Benefits, *, birthday: date | None, on: date) -> int:
    """The factor of points on a day, in basis points: on the birthday the larger of the two."""
    if birthday is not None and falls_on(birthday, on.year) == on:
        return max(benefits.points_bp, benefits.birthday_bp)
    return benefits.points_bp
