"""An independent second opinion: try every allowed choice and keep the cheapest.

Written from the document and not from the engine, except whether promotions fit together on
their lines, which has tests of its own. Exponential, so for small carts only.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from tessera.kernel import money
from tessera.pricing import (
    Book,
    Cart,
    Coupon,
    Item,
    LimitedTime,
    Promotion,
    SpendPercent,
    SpendSave,
    spread,
)
from tessera.pricing.terms import EVERYTHING, Config
from tessera.pricing.tests import oracle_deals
from tessera.pricing.tests.oracle_deals import half_up, limited, serves

NEVER = 10**9


def cheapest(book: Book, cart: Cart) -> int:
    """What goods and services cost at least, before points and rounding. All rules are live."""
    ranked = sorted(cart.lines, key=lambda line: (line.sku_id, line.quantity, line.key))
    bought = [(book.items[line.sku_id], line.quantity) for line in ranked]
    bought = [(one, quantity) for one, quantity in bought if one.kind in ("goods", "service")]
    return min(_scenario(book, cart, bought, level) for level in ("none", "after", "price"))


def _scenario(book: Book, cart: Cart, bought: list[tuple[Item, int]], level: str) -> int:
    rate = book.member.discount_bp if book.member else 0
    coupons = [one for one in book.coupons if one.code in cart.coupon_codes]
    promotions = list(book.promotions)
    orders = [p for p in promotions if isinstance(p.config, SpendSave | SpendPercent)]
    if level != "none":
        if not rate or book.level_discount_combines != (level == "after"):
            return NEVER
        coupons = [one for one in coupons if one.combines_with_level]
        promotions = [p for p in promotions if p.combines_with_level is not False]
        allowed = (True,) if level == "price" else (True, None)
        orders = [p for p in orders if p.combines_with_level in allowed]
    of_line = [p for p in promotions if p.left.units is None]
    units = [_units(book, one, rate if level == "price" else 0, of_line) for one, _ in bought]
    plain = [_units(book, one, 0, [])[0] for one, _ in bought]
    best = NEVER
    for way in oracle_deals.ways(promotions, bought, plain):
        prices = [
            sorted({unit * left + fixed for unit in own})
            for own, left, fixed in zip(units, way.left, way.fixed, strict=True)
        ]
        for amounts in product(*prices):
            if all(sum(amounts[i] for i in scope) >= least for scope, least in way.demands):
                net = _reduced(amounts, bought, orders, coupons)
                net -= half_up(net, rate) if level == "after" else 0
                best = min(best, net + way.outside)
    return best


def _reduced(
    amounts: tuple[int, ...],
    bought: list[tuple[Item, int]],
    orders: list[Promotion],
    coupons: list[Coupon],
) -> int:
    """The least that is left after promotions on the order and coupons."""
    kinds = sorted({one.rule_id for one in coupons})
    of_kind: list[list[Coupon | None]] = [
        [None, *(one for one in coupons if one.rule_id == kind)] for kind in kinds
    ]
    best = NEVER
    for left in _allowed(orders, bought, amounts):
        for used in product(*of_kind):
            best = min(best, _after(left, [one for one in used if one], bought))
    return best


def _after(left: list[int], used: list[Coupon], bought: list[tuple[Item, int]]) -> int:
    """What is left of the lines after those coupons; those of a part of the goods go first."""
    held = []
    for one in used:
        scope = [i for i, (thing, _) in enumerate(bought) if serves(one.filters, thing)]
        base = sum(left[i] for i in scope)
        worth = one.amount_minor
        if one.off_bp:
            worth = half_up(base, one.off_bp)
            worth = worth if one.cap_minor is None else min(worth, one.cap_minor)
        if base < one.threshold_minor:
            return NEVER
        held.append((one.filters == EVERYTHING, -worth, one.code, scope))
    lines = list(left)
    for _, worth, _, scope in sorted(held):
        weights = [lines[i] for i in scope]
        shares = money.allocate(min(-worth, sum(weights)), weights)
        for index, share in zip(scope, shares, strict=True):
            lines[index] -= share
    return sum(lines)


def _units(book: Book, one: Item, rate: int, of_line: list[Promotion]) -> list[int]:
    level = book.member.level_id if book.member else None
    plain = min(
        one.tag_minor - (half_up(one.tag_minor, rate) if rate else 0),
        one.tag_minor,
        *(p.amount_minor for p in one.prices if p.kind == "store" or p.level_id == level),
    )
    found = {
        limited(one.tag_minor, p.config)
        for p in of_line
        if isinstance(p.config, LimitedTime) and serves(p.filters, one)
    }
    return [plain, *(unit for unit in found if unit < plain)]


def _allowed(
    orders: list[Promotion], bought: list[tuple[Item, int]], amounts: tuple[int, ...]
) -> Iterator[list[int]]:
    """What every allowed set of order promotions leaves of the lines."""
    worth = []
    for one in sorted(orders, key=lambda one: (one.priority, one.id)):
        scope = [i for i, (thing, _) in enumerate(bought) if serves(one.filters, thing)]
        saved = _saved(one.config, sum(amounts[i] for i in scope)) if scope else 0
        worth.append((one, scope, saved))
    yield list(amounts)
    alone = [[(scope, saved)] for one, scope, saved in worth if saved and not one.combines]
    yield from (_divided(amounts, wanted) for wanted in alone)
    groups = sorted({one.group for one in orders if one.combines})
    choices = [
        [None, *(entry for entry in worth if entry[0].combines and entry[0].group == group)]
        for group in groups
    ]
    for chosen in product(*choices):
        picked = [entry for entry in worth if entry[2] and entry in chosen]
        wanted = [(scope, saved) for _, scope, saved in picked]
        if spread.together(amounts, wanted, range(len(amounts))) is not None:
            yield _divided(amounts, wanted)


def _divided(amounts: Sequence[int], wanted: list[tuple[list[int], int]]) -> list[int]:
    left = list(amounts)
    for shares in spread.together(amounts, wanted, range(len(amounts))) or []:
        for index, share in shares.items():
            left[index] -= share
    return left


def _saved(config: Config, amount: int) -> int:
    saved = 0
    if isinstance(config, SpendPercent):
        rates = [tier.off_bp for tier in config.tiers if amount >= tier.threshold_minor]
        saved = half_up(amount, max(rates, default=0))
        return saved if config.cap_minor is None else min(saved, config.cap_minor)
    assert isinstance(config, SpendSave)
    for tier in config.tiers:
        threshold = tier.threshold_minor
        if amount >= threshold:
            times = amount // threshold if config.repeat and threshold else 1
            saved = max(saved, times * tier.save_minor)
    return min(saved, amount, saved if config.cap_minor is None else config.cap_minor)
