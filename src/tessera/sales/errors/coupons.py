"""Refusals of presented coupons."""

from tessera.kernel.errors import Conflict, gettext_noop


def coupon_not_met(*, code: str, more_minor: int) -> Conflict:
    """A presented coupon that the cart does not reach."""
    return Conflict(
        "coupons.below_threshold",
        gettext_noop(
            "The cart does not reach the coupon's threshold. Add goods or remove the coupon."
        ),
        coupon=code,
        more_minor=more_minor,
    )


def coupon_not_applied(*, code: str, why: str) -> Conflict:
    """A presented coupon that gives nothing here."""
    return Conflict(
        "coupons.not_applied",
        gettext_noop("This coupon cannot be used on this cart. Use another one, or go on without."),
        coupon=code,
        why=why,
    )
