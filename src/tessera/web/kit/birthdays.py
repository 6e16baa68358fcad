"""Birthdays in words."""

from datetime import date

from django.utils import formats as django_formats
from django.utils.translation import gettext

from tessera.members.rules import Birthday
from tessera.web.kit import formats

LEAP_YEAR = 2000
"""A year that has every solar day, to write one without a year."""


def birthday(known: Birthday | None) -> str:
    """A birthday as people say it; nothing for an unknown one."""
    if known is None:
        return ""
    if not known.lunar:
        if known.year:
            return formats.day(date(known.year, known.month, known.day))
        return django_formats.date_format(
            date(LEAP_YEAR, known.month, known.day), "MONTH_DAY_FORMAT"
        )
    told = {"year": known.year, "month": known.month, "day": known.day}
    if known.leap:
        text = gettext("lunar calendar, leap month %(month)s, day %(day)s") % told
    else:
        text = gettext("lunar calendar, month %(month)s, day %(day)s") % told
    return f"{text} ({known.year})" if known.year else text
