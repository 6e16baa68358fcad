"""From the context to a price: the engine's book and cart."""

from dataclasses import replace
from typing import Any

from tessera import pricing
from tessera.catalog import queries as catalog
from tessera.catalog.rules import TOPUP
from tessera.kernel.money import MOST_MINOR, exponent_of
from tessera.offers import queries as offers
from tessera.pricing import codec
from tessera.sales import crediting, errors
from tessera.sales.context import Context
from tessera.sales.rules.order import Order, OrderLine
from tessera.wallet import queries as wallet

ONLINE = "online"
"""The kind of store that is a channel of its own."""


def quote(context: Context, order: Order) -> pricing.Quote:
    """Price ``order`` in ``context``. Pure but for the promotions kept in the process.

    Raises Invalid ``sales.amount_too_high``, ``sales.topup_amount``, ``sales.amount_not_chosen``.
    """
    _check_chosen(context, order)
    quoted = pricing.price(
        book=book(context, order), cart=cart(order, context.store.kind), at=context.moment
    )
    check_amount(quoted.gross_minor)
    return crediting.free_order(context, order, quoted)


def _check_chosen(context: Context, order: Order) -> None:
    """A chosen amount is for top-ups whose plan lets one choose, and within its limits."""
    for line in order.lines:
        if line.amount_minor is None:
            continue
        plan = context.plans.get(line.sku_id)
        if plan is None or context.skus[line.sku_id].kind != TOPUP:
            raise errors.amount_not_chosen()
        if not plan.terms.takes(line.amount_minor):
            terms = plan.terms
            raise errors.topup_amount(
                min_minor=terms.min_minor, max_minor=terms.max_minor, step_minor=terms.step_minor
            )


def check_amount(minor: int) -> None:
    """Refuse a document beyond all measure, which no column could hold.

    Raises Invalid ``sales.amount_too_high``.
    """
    if minor > MOST_MINOR:
        raise errors.amount_too_high()


def check_coupons(quoted: pricing.Quote, order: Order) -> None:
    """Refuse a presented coupon that gives nothing.

    Raises Conflict ``coupons.below_threshold`` or ``coupons.not_applied``.
    """
    if not order.coupon_codes:
        return
    for missed in quoted.missed:
        code = str(missed.data.get("coupon", ""))
        if missed.kind != "coupon" or code not in order.coupon_codes:
            continue
        if missed.code == "coupon_below_threshold":
            raise errors.coupon_not_met(code=code, more_minor=int(missed.data["more_minor"]))
        raise errors.coupon_not_applied(code=code, why=missed.code)


def book(context: Context, order: Order) -> pricing.Book:
    """All that the price of ``order`` depends on."""
    policy, asked = offers.price_policy.get(context.versions), context.asked
    promotions = offers.promotions_for(context.store.id, context.versions, context.business_on)
    if asked.wants.limited:
        promotions = offers.with_left(promotions, asked.wants, asked.counts, asked.place)
    return pricing.Book(
        version=context.versions.get("offers", "-"),
        currency=context.currency,
        items={_key(line): _item(context, line) for line in order.lines},
        promotions=promotions,
        coupons=tuple(offers.pricing_coupon(coupon) for coupon in context.coupons),
        member=_member(context),
        points=_points_rule(context, order),
        level_discount_combines=policy.level_discount_combines,
        rounding=policy.rounding,
        exponent=exponent_of(context.currency),
    )


def _points_rule(context: Context, order: Order) -> pricing.PointsRule:
    """Points as money; goods that they do not pay for stay so at another price."""
    rule = wallet.points_rule.get(context.versions)
    if not rule.excluded_sku_ids:
        return rule
    keys = {_key(line) for line in order.lines if str(line.sku_id) in rule.excluded_sku_ids}
    return replace(rule, excluded_sku_ids=frozenset(keys))


def _key(line: OrderLine) -> str:
    """An overridden price makes an item of its own in the book."""
    own = line.own_price_minor
    return str(line.sku_id) if own is None else f"{line.sku_id}@{own}"


def _item(context: Context, line: OrderLine) -> pricing.Item:
    sku = context.skus[line.sku_id]
    own = line.own_price_minor
    if own is None:
        return catalog.pricing_item(sku, context.prices.get(line.sku_id, ()), context.store.id)
    return pricing.Item(
        _key(line), sku.style, sku.category, sku.kind, own, season=sku.season, brand=sku.brand
    )


def cart(order: Order, store_kind: str = "") -> pricing.Cart:
    """``order`` as the price engine wants it; what an online store sells is sold by the channel
    ``online``, all else in a store."""
    lines = tuple(
        pricing.CartLine(line.key, _key(line), line.quantity, line.manual) for line in order.lines
    )
    channel = ONLINE if store_kind == ONLINE else "store"
    return pricing.Cart(lines, order.coupon_codes, order.points, channel, order.manual)


def _member(context: Context) -> pricing.MemberFacts | None:
    member, holding = context.member, context.holding
    if member is None or holding is None:
        return None
    return pricing.MemberFacts(
        level_id=str(member.level_id),
        level_name=member.level_name,
        discount_bp=member.level_discount_bp,
        points=holding.points_on(context.business_on),
        cards=context.rates,
        tags=context.asked.tags,
        joined_on=member.joined_on,
        birthdays=context.asked.birthdays,
        has_bought=context.asked.has_bought,
        bought_on=context.asked.bought_on,
    )


def as_json(quoted: pricing.Quote) -> dict[str, Any]:
    """The quote as JSON, for a refusal that must show the new price."""
    return codec.to_dict(quoted)
