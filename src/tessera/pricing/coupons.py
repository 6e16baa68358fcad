"""Step 6: coupons, an amount off from a threshold that is tested after order promotions."""

from collections.abc import Sequence
from datetime import date

from tessera.kernel import errors
from tessera.pricing.model import Book, Cart, Coupon
from tessera.pricing.quote import Missed

NOT_FOUND = errors.gettext_noop("There is no coupon %(coupon)s. Check the code or leave it out.")


def presented(book: Book, cart: Cart) -> list[Coupon]:
    """The coupons of the cart, the larger amount first. Raises ``coupons.not_found``."""
    known = {coupon.code: coupon for coupon in book.coupons}
    found = []
    for code in dict.fromkeys(cart.coupon_codes):
        if code not in known:
            raise errors.NotFound("coupons.not_found", NOT_FOUND, coupon=code)
        found.append(known[code])
    return sorted(found, key=lambda coupon: (-coupon.amount_minor, coupon.code))


def sort_out(coupons: Sequence[Coupon], at: date) -> tuple[list[Coupon], list[Missed]]:
    """The coupons valid on that business day, and the rest with its reasons."""
    valid, missed = [], []
    for coupon in coupons:
        if at < coupon.starts_on:
            data = {"starts_on": coupon.starts_on.isoformat()}
            missed.append(miss(coupon, "coupon_not_started", data))
        elif at > coupon.ends_on:
            missed.append(miss(coupon, "coupon_expired", {"ends_on": coupon.ends_on.isoformat()}))
        else:
            valid.append(coupon)
    return valid, missed


def miss(coupon: Coupon, code: str, data: dict[str, int | str] | dict[str, str]) -> Missed:
    """``coupon`` was presented and did not apply."""
    return Missed(coupon.rule_id, "coupon", coupon.name, code, {"coupon": coupon.code, **data})


def usable(coupons: Sequence[Coupon], amount_minor: int) -> tuple[Coupon, ...]:
    """Those that apply to ``amount_minor``: threshold reached, one of a kind, not for nothing."""
    left, kinds, used = amount_minor, set(), []
    for coupon in coupons:
        reached = coupon.threshold_minor <= amount_minor
        if reached and left > 0 and coupon.rule_id not in kinds and coupon.amount_minor > 0:
            kinds.add(coupon.rule_id)
            used.append(coupon)
            left -= coupon.amount_minor
    return tuple(used)


def total(coupons: Sequence[Coupon], amount_minor: int) -> int:
    """What those coupons take together off ``amount_minor``."""
    return min(sum(coupon.amount_minor for coupon in coupons), amount_minor)
