"""An independent second opinion: try every allowed choice and keep the cheapest.

Written from the document and not from the engine, except whether promotions fit together on
their lines, which has tests of its own. Exponential, so for small carts only.
"""

from collections.abc import Iterator
from itertools import product

from tessera.pricing import Book, Cart, Coupon, Item, LimitedTime, Promotion, SpendSave, spread
from tessera.pricing.terms import Config


def cheapest(book: Book, cart: Cart) -> int:
    """What goods and services cost at least, before points and rounding. All rules are live."""
    ranked = sorted(cart.lines, key=lambda line: (line.sku_id, line.quantity, line.key))
    bought = [(book.items[line.sku_id], line.quantity) for line in ranked]
    bought = [(one, quantity) for one, quantity in bought if one.kind in ("goods", "service")]
    return min(_scenario(book, cart, bought, level) for level in ("none", "after", "price"))


def _scenario(book: Book, cart: Cart, bought: list[tuple[Item, int]], level: str) -> int:
    rate = book.member.discount_bp if book.member else 0
    coupons = [one for one in book.coupons if one.code in cart.coupon_codes]
    orders = [p for p in book.promotions if p.kind == "spend_save"]
    if level != "none":
        if not rate or book.level_discount_combines != (level == "after"):
            return 10**9
        coupons = [one for one in coupons if one.combines_with_level]
        orders = orders if level == "after" else []
    prices = [
        [unit * quantity for unit in _units(book, one, rate if level == "price" else 0)]
        for one, quantity in bought
    ]
    kinds = sorted({one.rule_id for one in coupons})
    of_kind: list[list[Coupon | None]] = [
        [None, *(one for one in coupons if one.rule_id == kind)] for kind in kinds
    ]
    best = 10**9
    for amounts in product(*prices):
        for chosen in _allowed(orders, bought, amounts):
            left = sum(amounts) - sum(chosen)
            for used in product(*of_kind):
                if all(one is None or one.threshold_minor <= left for one in used):
                    net = max(left - sum(one.amount_minor for one in used if one), 0)
                    best = min(best, net - (_half_up(net, rate) if level == "after" else 0))
    return best


def _units(book: Book, one: Item, rate: int) -> list[int]:
    level = book.member.level_id if book.member else None
    plain = min(
        one.tag_minor - (_half_up(one.tag_minor, rate) if rate else 0),
        one.tag_minor,
        *(p.amount_minor for p in one.prices if p.kind == "store" or p.level_id == level),
    )
    limited = {
        _limited(one.tag_minor, p.config)
        for p in book.promotions
        if isinstance(p.config, LimitedTime) and _serves(p, one)
    }
    return [plain, *(unit for unit in limited if unit < plain)]


def _limited(tag: int, config: LimitedTime) -> int:
    if config.price_minor is not None:
        return min(tag, config.price_minor)
    return tag - _half_up(tag, config.discount_bp or 0)


def _allowed(
    orders: list[Promotion], bought: list[tuple[Item, int]], amounts: tuple[int, ...]
) -> Iterator[list[int]]:
    """The savings of every allowed set of order promotions."""
    worth = []
    for one in sorted(orders, key=lambda one: (one.priority, one.id)):
        scope = [i for i, (thing, _) in enumerate(bought) if _serves(one, thing)]
        saved = _saved(one.config, sum(amounts[i] for i in scope)) if scope else 0
        worth.append((one, scope, saved))
    yield []
    yield from ([saved] for one, _, saved in worth if not one.combines)
    groups = sorted({one.group for one in orders if one.combines})
    choices = [
        [None, *(entry for entry in worth if entry[0].combines and entry[0].group == group)]
        for group in groups
    ]
    for chosen in product(*choices):
        picked = [entry for entry in worth if entry[2] and entry in chosen]
        wanted = [(scope, saved) for _, scope, saved in picked]
        if spread.together(amounts, wanted, range(len(amounts))) is not None:
            yield [saved for _, _, saved in picked]


def _saved(config: Config, amount: int) -> int:
    assert isinstance(config, SpendSave)
    saved = 0
    for tier in config.tiers:
        threshold = tier.threshold_minor
        if amount >= threshold:
            times = amount // threshold if config.repeat and threshold else 1
            saved = max(saved, times * tier.save_minor)
    return min(saved, amount, saved if config.cap_minor is None else config.cap_minor)


def _serves(one: Promotion, thing: Item) -> bool:
    kept = one.filters
    if not (kept.styles or kept.categories or kept.sku_ids):
        return True
    named = thing.style in kept.styles or thing.category in kept.categories
    return named or thing.sku_id in kept.sku_ids


def _half_up(amount: int, rate: int) -> int:
    return (2 * amount * rate + 10_000) // 20_000
