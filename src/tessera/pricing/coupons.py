"""Step 6: coupons, what they take off from a threshold that is tested after order promotions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tessera.kernel import errors, money
from tessera.pricing import rates
from tessera.pricing.lines import Line
from tessera.pricing.matching import Matcher
from tessera.pricing.model import Book, Cart, Coupon
from tessera.pricing.quote import Missed
from tessera.pricing.terms import EVERYTHING

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


Used = tuple[Coupon, int]
"""A coupon and what it takes."""

Scopes = Mapping[str, tuple[int, ...]]
"""By code the lines that a coupon with filters serves."""


def worth(coupon: Coupon, amount_minor: int) -> int:
    """What it takes at most of ``amount_minor``, be that enough for its threshold or not."""
    if not coupon.off_bp:
        return coupon.amount_minor
    part = rates.part(amount_minor, coupon.off_bp)
    return part if coupon.cap_minor is None else min(part, coupon.cap_minor)


def scopes_of(coupons: Sequence[Coupon], lines: Sequence[Line]) -> Scopes:
    """The lines of those coupons that do not serve everything."""
    narrow = [one for one in coupons if one.filters is not EVERYTHING]
    if not narrow:
        return {}
    matcher = Matcher([line.item for line in lines])
    return {one.code: matcher.scope(one.filters) for one in narrow}


def with_shipping(
    coupons: Sequence[Coupon], lines: Sequence[Line]
) -> tuple[list[Coupon], list[Missed]]:
    """Coupons for shipping with the amount that they take, and those that find none."""
    cost = sum(line.gross_minor for line in lines if line.item.kind == "shipping")
    found, missed = [], []
    for one in coupons:
        if not one.shipping:
            found.append(one)
        elif cost:
            amount = min(one.amount_minor, cost) if one.amount_minor else cost
            found.append(replace(one, amount_minor=amount))
        else:
            missed.append(miss(one, "no_goods", {}))
    return found, missed


def use(coupons: Sequence[Coupon], amount_minor: int) -> tuple[Used, ...]:
    """Those that apply to ``amount_minor`` of all goods: threshold reached, one of a kind and of
    shipping, the one that takes most, none for nothing."""
    left, kinds, used = amount_minor, set(), []
    for coupon in _by_worth(coupons, {}, amount_minor):
        kind = "shipping" if coupon.shipping else coupon.rule_id
        if coupon.threshold_minor > amount_minor or kind in kinds:
            continue
        taken = coupon.amount_minor if coupon.shipping else min(worth(coupon, amount_minor), left)
        if taken > 0:
            kinds.add(kind)
            used.append((coupon, taken))
            left -= 0 if coupon.shipping else taken
    return tuple(used)


def use_on(coupons: Sequence[Coupon], scopes: Scopes, lines: Sequence[int]) -> tuple[Used, ...]:
    """The same where some serve only a part of the lines, which cost ``lines``: these go first."""
    total, left = sum(lines), list(lines)
    every = tuple(range(len(left)))
    bases = {code: sum([lines[i] for i in scope]) for code, scope in scopes.items()}
    kinds, used = set(), []
    for coupon in _by_worth(coupons, bases, total):
        kind = "shipping" if coupon.shipping else coupon.rule_id
        base = bases.get(coupon.code, total)
        if coupon.threshold_minor > base or kind in kinds:
            continue
        scope = scopes.get(coupon.code, every)
        weights = [left[i] for i in scope]
        taken = coupon.amount_minor if coupon.shipping else min(worth(coupon, base), sum(weights))
        if taken > 0:
            kinds.add(kind)
            used.append((coupon, taken))
            shares = money.allocate(0 if coupon.shipping else taken, weights)
            for index, share in zip(scope, shares, strict=True):
                left[index] -= share
    return tuple(used)


def _by_worth(
    coupons: Sequence[Coupon], bases: Mapping[str, int], amount_minor: int
) -> Sequence[Coupon]:
    if not any(one.off_bp or one.code in bases for one in coupons):
        return coupons

    def rank(one: Coupon) -> tuple[bool, int, str]:
        return one.code not in bases, -worth(one, bases.get(one.code, amount_minor)), one.code

    return sorted(coupons, key=rank)


def goods_minor(used: Sequence[Used]) -> int:
    """What those coupons take together off goods."""
    return sum([taken for coupon, taken in used if not coupon.shipping])


def shipping_minor(used: Sequence[Used]) -> int:
    """What they take off shipping."""
    return sum([taken for coupon, taken in used if coupon.shipping])
