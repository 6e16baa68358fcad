"""Refusals of what tills made without the server: only what can be true of no sale is refused."""

from datetime import date

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def number_unknown(*, number: int) -> Conflict:
    """A number that no block of this till has."""
    return Conflict(
        "offline.number_unknown",
        gettext_noop(
            "The number %(number)s was not given to this till. Send the sale from the till that made it."
        ),
        number=number,
    )


def sums_wrong(*, what: str) -> Invalid:
    """Prices, reductions and totals that do not fit together."""
    return Invalid(
        "offline.sums_wrong",
        gettext_noop(
            "The amounts of this sale do not add up (%(what)s). Show it to whoever looks after the till."
        ),
        what=what,
    )


def means_not_offline() -> Conflict:
    """Points, coupons, stored value or gift cards without a promise of the server."""
    return Conflict(
        "offline.means",
        gettext_noop(
            "Without the network a till takes cash and cards alone, and no coupons or points."
        ),
    )


def value_not_offline(*, name: str) -> Conflict:
    """Top-ups, cards and gift cards."""
    return Conflict(
        "offline.value",
        gettext_noop(
            "%(name)s cannot be sold without the network: it has to be made good at once."
        ),
        name=name,
    )


def block_day(*, first: date, last: date) -> Invalid:
    """Numbers for a day that is over or far ahead."""
    return Invalid(
        "offline.block_day",
        gettext_noop("Numbers are given for the days from %(first)s to %(last)s."),
        first=first.isoformat(),
        last=last.isoformat(),
    )
