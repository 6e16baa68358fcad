"""The oracle's second opinion on deals and extras: every way to put pieces into them.

Written from the document and not from the engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from tessera.pricing import (
    AddOn,
    Bundle,
    BuyGet,
    Filters,
    Item,
    LimitedTime,
    NthPiece,
    PiecesOff,
    Promotion,
    SpendGift,
)

Bought = list[tuple[Item, int]]
Pieces = list[tuple[int, int]]
"""Plain price and line of each piece, dearest first."""

TOGETHER = (NthPiece, BuyGet, PiecesOff, Bundle, AddOn, SpendGift)


@dataclass
class Way:
    """The pieces left, what those in deals cost by line, what extras cost, what they hang on."""

    left: list[int]
    fixed: list[int]
    outside: int
    demands: list[tuple[list[int], int]]


def serves(filters: Filters, thing: Item) -> bool:
    """Whether ``thing`` is among the goods, and not excluded."""
    asked = {
        thing.style: (filters.styles, filters.excluded_styles),
        thing.category: (filters.categories, filters.excluded_categories),
        thing.sku_id: (filters.sku_ids, filters.excluded_sku_ids),
        f"brand {thing.brand}": (
            {f"brand {one}" for one in filters.brands},
            {f"brand {one}" for one in filters.excluded_brands},
        ),
        f"season {thing.season}": (
            {f"season {one}" for one in filters.seasons},
            {f"season {one}" for one in filters.excluded_seasons},
        ),
    }
    named = any(wanted for wanted, _ in asked.values())
    inside = any(name in wanted for name, (wanted, _) in asked.items())
    outside = any(name in excluded for name, (_, excluded) in asked.items())
    return (inside or not named) and not outside


def ways(promotions: list[Promotion], bought: Bought, plain: list[int]) -> Iterator[Way]:
    """Every allowed way, that without any deal included."""
    deals = [p for p in promotions if isinstance(p.config, TOGETHER) or p.left.units is not None]
    deals.sort(key=lambda one: (one.priority, one.id))
    served = [[_may(deal, thing) for thing, _ in bought] for deal in deals]
    counts = [
        list(_divisions(quantity, [may[line] for may in served]))
        for line, (_, quantity) in enumerate(bought)
    ]
    for chosen in product(*counts):
        way = Way([own[0] for own in chosen], [0] * len(bought), 0, [])
        if all(
            _done(way, deal, [own[place] for own in chosen], bought, plain)
            for place, deal in enumerate(deals, start=1)
        ):
            yield way


def _may(deal: Promotion, thing: Item) -> bool:
    if isinstance(deal.config, AddOn | SpendGift):
        return thing.sku_id in deal.config.sku_ids
    return serves(deal.filters, thing)


def _divisions(quantity: int, may: list[bool]) -> Iterator[tuple[int, ...]]:
    """So many pieces into none and each of the deals that serve them."""
    for parts in product(*[range(quantity + 1) if one else (0,) for one in may]):
        if sum(parts) <= quantity:
            yield (quantity - sum(parts), *parts)


def _done(way: Way, deal: Promotion, own: list[int], bought: Bought, plain: list[int]) -> bool:
    """Put those pieces into the deal; False if it does not take them."""
    if not any(own):
        return True
    if deal.left.units is not None and sum(own) > deal.left.units:
        return False
    if isinstance(deal.config, AddOn | SpendGift):
        return _extra(way, deal, deal.config, own, bought, plain)
    parts = {""}
    if isinstance(deal.config, NthPiece | BuyGet) and deal.config.same_sku:
        parts = {thing.sku_id for (thing, _), number in zip(bought, own, strict=True) if number}
    for part in parts:
        pieces = [
            (plain[line], line)
            for line, number in enumerate(own)
            for _ in range(number)
            if part in ("", bought[line][0].sku_id)
        ]
        pieces.sort(key=lambda piece: (-piece[0], piece[1]))
        costs = _costs(deal.config, pieces, bought)
        if costs is None or sum(costs) >= sum(price for price, _ in pieces):
            return False
        for (_, line), cost in zip(pieces, costs, strict=True):
            way.fixed[line] += cost
    return True


def _extra(
    way: Way,
    deal: Promotion,
    config: AddOn | SpendGift,
    own: list[int],
    bought: Bought,
    plain: list[int],
) -> bool:
    price, number = (config.price_minor if isinstance(config, AddOn) else 0), sum(own)
    if any(plain[line] <= price for line, some in enumerate(own) if some):
        return False
    threshold = config.threshold_minor
    if isinstance(config, AddOn):
        most = config.most
    elif config.repeat and threshold:
        most = number
        threshold *= (number + config.choose - 1) // config.choose
    else:
        most = config.choose
    way.outside += price * number
    scope = [line for line, (thing, _) in enumerate(bought) if serves(deal.filters, thing)]
    way.demands.append((scope, threshold))
    return number <= most and bool(scope)


def _costs(config: object, pieces: Pieces, bought: Bought) -> list[int] | None:
    prices = [price for price, _ in pieces]
    if isinstance(config, NthPiece):
        if len(prices) % config.n:
            return None
        return [
            price - (half_up(price, config.off_bp) if place % config.n == 0 else 0)
            for place, price in enumerate(prices, start=1)
        ]
    if isinstance(config, BuyGet):
        group = config.buy + config.get
        if len(prices) % group:
            return None
        return [price * (place % group < config.buy) for place, price in enumerate(prices)]
    if isinstance(config, PiecesOff):
        rates = [tier.off_bp for tier in config.tiers if len(prices) >= tier.pieces]
        return [price - half_up(price, max(rates)) for price in prices] if rates else None
    if isinstance(config, LimitedTime):
        lower = [limited(bought[line][0].tag_minor, config) for _, line in pieces]
        worse = any(one >= price for one, price in zip(lower, prices, strict=True))
        return None if worse else lower
    assert isinstance(config, Bundle)
    return _bundled(config, pieces, bought)


def _bundled(config: Bundle, pieces: Pieces, bought: Bought) -> list[int] | None:
    slots = [slot for slot in config.slots for _ in range(slot.pieces)]
    if len(pieces) % len(slots):
        return None
    times = len(pieces) // len(slots)
    things = [bought[line][0] for _, line in pieces]
    if not any(
        all(serves(slot, thing) for slot, thing in zip(slots * times, order, strict=True))
        for order in permutations(things)
    ):
        return None
    whole, total = config.price_minor * times, sum(price for price, _ in pieces)
    if total == 0:
        return None
    shares = [whole * price // total for price, _ in pieces]
    rest = sorted(range(len(pieces)), key=lambda i: (-(whole * pieces[i][0] % total), i))
    for place in rest[: whole - sum(shares)]:
        shares[place] += 1
    return shares


def limited(tag: int, config: LimitedTime) -> int:
    """The price for a time."""
    if config.price_minor is not None:
        return min(tag, config.price_minor)
    return tag - half_up(tag, config.discount_bp or 0)


def half_up(amount: int, rate: int) -> int:
    """So many basis points of ``amount``."""
    return (2 * amount * rate + 10_000) // 20_000
