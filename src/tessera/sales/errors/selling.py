"""Refusals of a cart and a sale."""

from typing import Any

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def empty() -> Invalid:
    """Nothing to sell."""
    return Invalid(
        "sales.empty", gettext_noop("The cart is empty. Scan or choose something first.")
    )


def quantity_invalid() -> Invalid:
    """A quantity below one or absurdly high."""
    return Invalid(
        "sales.quantity_invalid", gettext_noop("Each line needs a quantity from 1 to 99,999.")
    )


def amount_too_high() -> Invalid:
    """More money than any document is about."""
    return Invalid(
        "sales.amount_too_high",
        gettext_noop("This comes to more than can be right. Check the quantities."),
    )


def total_changed(*, expected_minor: int, total_minor: int, quote: dict[str, Any]) -> Conflict:
    """The total shown to the member is no longer the total."""
    return Conflict(
        "sales.total_changed",
        gettext_noop(
            "The price has changed since it was shown. Check the new total and confirm again."
        ),
        expected_minor=expected_minor,
        total_minor=total_minor,
        quote=quote,
    )


def member_needed() -> Conflict:
    """A top-up, stored value or points without a member."""
    return Conflict(
        "sales.member_needed",
        gettext_noop("This needs a member. Find or register the member first."),
    )


def sale_not_found() -> NotFound:
    """No such sale for this actor."""
    return NotFound("sales.not_found", gettext_noop("No such sale here. Check the receipt number."))


def amount_not_chosen() -> Invalid:
    """An amount for what has its own price."""
    return Invalid(
        "sales.amount_not_chosen",
        gettext_noop(
            "Only the amount of a top-up can be chosen. Take the line off and add it again."
        ),
    )
