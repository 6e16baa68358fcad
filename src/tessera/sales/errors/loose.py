"""Refusals of goods without a receipt, and of rules of returns."""

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def loose_not_taken() -> Conflict:
    """Goods without a receipt in a brand that takes none."""
    return Conflict(
        "returns.loose_not_taken",
        gettext_noop("Nothing comes back without a receipt here. Look for the sale by the member."),
    )


def not_sold_lately(*, name: str, days: int) -> Conflict:
    """Goods without a receipt that this store has not sold lately."""
    return Conflict(
        "returns.not_sold_lately",
        gettext_noop(
            "%(name)s was not sold in this store within the last %(days)s days, so it cannot come"
            " back without a receipt."
        ),
        name=name,
        days=days,
    )


def loose_price_too_high(*, name: str, most_minor: int) -> Conflict:
    """More for goods without a receipt than they were ever sold for."""
    return Conflict(
        "returns.price_too_high",
        gettext_noop("%(name)s was sold for less lately. Give back no more than that."),
        name=name,
        most_minor=most_minor,
    )


def loose_reason_needed() -> Invalid:
    """Goods without a receipt and without a word."""
    return Invalid(
        "returns.reason_needed",
        gettext_noop("Say why it comes back without a receipt. The reason is kept."),
    )


def loose_to_value_only() -> Conflict:
    """Money for goods without a receipt, in a brand that gives stored value."""
    return Conflict(
        "returns.value_only",
        gettext_noop("Without a receipt the refund goes to a member's stored value only."),
    )


def return_policy_invalid() -> Invalid:
    """Rules of returns that cannot work."""
    return Invalid(
        "returns.policy_invalid",
        gettext_noop("Choose one of the ways shown, and between 1 and 3650 days."),
    )
