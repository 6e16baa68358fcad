"""A sale of the past priced again, without a promotion and with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tessera import pricing
from tessera.pricing import Book, Cart, CartLine, Item, Moment, PriceOption, Promotion, Quote

PRICES = frozenset({"store", "level"})
"""Reasons that are another price than the tag's."""

COUPON, LEVEL = "coupon", "level_discount"


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line as it was sold, with what the rules took off it in all; ``item`` has the tag of then."""

    key: str
    item: Item
    quantity: int
    net_minor: int


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale as it was, as far as its price can be made again. ``members`` are what may be known
    of who bought, the likeliest first."""

    lines: tuple[SoldLine, ...]
    moment: Moment
    coupons: tuple[pricing.Coupon, ...] = ()
    members: tuple[pricing.MemberFacts | None, ...] = (None,)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the goods of a sale cost without the promotion and with it, how many pieces it serves,
    and what it takes off by itself: others may take off less beside it."""

    before_minor: int
    after_minor: int
    pieces: int
    saved_minor: int


def sold_item(
    item: Item, *, tag_minor: int, quantity: int, reasons: Iterable[Mapping[str, Any]]
) -> Item:
    """The article with its tag of then, and the price that replaced it then."""
    prices = tuple(
        PriceOption(
            rule_id=one["rule_id"],
            kind=one["kind"],
            amount_minor=tag_minor - one["amount_minor"] // quantity,
            version=one["version"],
            name=one["name"],
        )
        for one in reasons
        if one["kind"] in PRICES
    )
    return replace(item, tag_minor=tag_minor, prices=prices)


def outcome(
    sold: Sold, *, book: Book, told: Sequence[Promotion], tried: Promotion
) -> Outcome | None:
    """The sale without ``tried`` and with it, among the promotions ``told`` of then; None where ``book``
    and they do not make the very prices that were paid."""
    items = {line.item.sku_id: line.item for line in sold.lines}
    if any(items[line.item.sku_id] != line.item for line in sold.lines):
        return None
    cart = Cart(
        tuple(CartLine(line.key, line.item.sku_id, line.quantity) for line in sold.lines),
        tuple(one.code for one in sold.coupons),
    )
    paid = {line.key: line.net_minor for line in sold.lines}
    for member in sold.members:
        known = replace(book, items=items, coupons=sold.coupons, member=member)
        was = pricing.price(book=replace(known, promotions=tuple(told)), cart=cart, at=sold.moment)
        if {line.key: line.net_minor for line in was.lines} == paid:
            return _compare(was, known, cart, sold.moment, told, tried)
    return None


def _compare(
    was: Quote,
    book: Book,
    cart: Cart,
    at: Moment,
    told: Sequence[Promotion],
    tried: Promotion,
) -> Outcome:
    without = tuple(one for one in told if one.id != tried.id)
    before = was
    if len(without) < len(told):
        before = pricing.price(book=replace(book, promotions=without), cart=cart, at=at)
    after = pricing.price(book=replace(book, promotions=(*without, tried)), cart=cart, at=at)
    served = [line for line in after.lines if any(r.rule_id == tried.id for r in line.reasons)]
    counted = {one.rule_id: one.pieces for one in after.served}
    return Outcome(
        before_minor=_net(before),
        after_minor=_net(after),
        pieces=counted.get(tried.id, sum(line.quantity for line in served)),
        saved_minor=sum(
            r.amount_minor for line in served for r in line.reasons if r.rule_id == tried.id
        ),
    )


def _net(quoted: Quote) -> int:
    return sum(line.net_minor for line in quoted.lines)


def as_if(promotion: Promotion, *, since: date, until: date) -> Promotion:
    """The promotion as if it had held on all of these days; its weekdays and hours stay."""
    return replace(promotion, starts_on=since, ends_on=until)
