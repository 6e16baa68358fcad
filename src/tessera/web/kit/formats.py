"""Figures, money and time as people read them. Integers in, text out; no floats."""

from datetime import date, datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from tessera.kernel.money import MINUS, Money, symbol


def count(number: int) -> str:
    """``-1234`` as ``−1,234``."""
    return f"{number:,}".replace("-", MINUS)


def money(minor: int, currency: str) -> str:
    """``-123450`` fen as ``−¥1,234.50``."""
    return Money(minor, currency).shown


def money_short(minor: int, currency: str) -> str:
    """Whole units only, for figures that are compared at a glance: ``¥1,235``."""
    whole = Money(abs(minor), currency).decimal.partition(".")[0]
    return (MINUS if minor < 0 else "") + symbol(currency) + f"{int(whole):,}"


def signed(text: str, number: int) -> str:
    """``text`` with a plus where ``number`` is above zero; a minus is already in it."""
    return f"+{text}" if number > 0 else text


def phone(number: str) -> str:
    """``+8613812345678`` as ``138 1234 5678``; numbers of other countries as they are."""
    own = number.removeprefix("+86")
    return f"{own[:3]} {own[3:7]} {own[7:]}" if own != number and len(own) == 11 else number


def percent(basis_points: int) -> str:
    """``1250`` as ``12.5%``."""
    whole, rest = divmod(abs(basis_points), 100)
    text = f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)
    return f"{MINUS if basis_points < 0 else ''}{text}%"


def day(value: date) -> str:
    """A business day in words, without the year while it is the present one."""
    this_year = value.year == timezone.localdate().year
    # Translators: a date format of Django; Chinese uses n月j日.
    short, long = gettext("j M"), gettext("j M Y")
    return formats.date_format(value, short if this_year else long)


def instant(value: datetime) -> str:
    """A day and a time of day in the active time zone."""
    local = timezone.localtime(value)
    return f"{day(local.date())} {local:%H:%M}"


def ago(value: datetime, now: datetime) -> str:
    """How long before ``now`` something was; its date once that is a week."""
    minutes = int((now - value).total_seconds() // 60)
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if minutes < 24 * 60:
        hours = minutes // 60
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    if now - value < timedelta(days=7):
        days = minutes // (24 * 60)
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    return day(timezone.localtime(value).date())
