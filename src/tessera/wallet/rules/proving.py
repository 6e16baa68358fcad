"""Pure rules: what is asked before stored value is spent."""

from datetime import date, timedelta

PIN_ONLY, CODE_ONLY, EITHER = "pin", "code", "either"
WAYS = (PIN_ONLY, CODE_ONLY, EITHER)

MOST_DAYS = 31


def is_asked(over_minor: int | None, amount_minor: int, *, unproved_minor: int = 0) -> bool:
    """Whether a payment needs a proof: never with None, else from the first unit above the mark,
    together with what was paid without one before."""
    return over_minor is not None and amount_minor + unproved_minor > over_minor


def first_day(on: date, days: int) -> date:
    """The first of the business days whose payments count together with those of ``on``."""
    return on - timedelta(days=max(0, days - 1))


def looks_like_code(text: str) -> bool:
    """Whether it is meant to be a code of the app rather than a PIN."""
    return len(text) > 6
