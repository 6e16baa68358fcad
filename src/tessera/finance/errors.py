"""Refusals of finance."""

from datetime import date

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def terms_invalid() -> Invalid:
    """Terms that cannot be meant."""
    return Invalid(
        "finance.terms_invalid",
        gettext_noop("A share is between 0 and 100 percent, and a point is worth less than this."),
    )


def range_empty(*, since: date, until: date) -> Invalid:
    """Days that end before they begin."""
    return Invalid(
        "finance.range_empty",
        gettext_noop("The last day is before the first. Choose the days anew."),
        since=since.isoformat(),
        until=until.isoformat(),
    )


def too_many_lines(*, lines: int, most: int) -> Conflict:
    """More than one workbook holds."""
    return Conflict(
        "finance.too_many_lines",
        gettext_noop(
            "%(lines)s lines are more than a workbook holds (%(most)s). Choose fewer days, or CSV."
        ),
        lines=lines,
        most=most,
    )
