"""Refusals about stored value."""

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def insufficient(*, available_minor: int, asked_minor: int) -> Conflict:
    """Stored value does not reach."""
    return Conflict(
        "wallet.insufficient",
        gettext_noop(
            "The stored value is not enough. Take less from it and the rest by another tender."
        ),
        available_minor=available_minor,
        asked_minor=asked_minor,
    )


def policy_invalid() -> Invalid:
    """A policy that cannot work."""
    return Invalid(
        "wallet.policy_invalid",
        gettext_noop("Points per unit of money, the step and the days must each be at least 1."),
    )


def plan_invalid() -> Invalid:
    """A plan that cannot work."""
    return Invalid(
        "wallet.plan_invalid",
        gettext_noop(
            "A top-up needs an amount to pay above zero and a bonus that is not negative."
        ),
    )


def plan_not_topup(*, name: str) -> Invalid:
    """A plan for a product of another kind, whose price would be revenue."""
    return Invalid(
        "wallet.plan_not_topup",
        gettext_noop("%(name)s is not a top-up. Choose a product of the kind top-up."),
        name=name,
    )


def bonus_used() -> Conflict:
    """A part of a top-up's bonus was spent since it was released."""
    return Conflict(
        "wallet.bonus_used",
        gettext_noop("Part of this top-up's bonus has been spent, so it cannot be taken back."),
    )
