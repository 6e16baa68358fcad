"""``price``: the steps of docs/price-algorithm.md in their order."""

from collections.abc import Sequence
from dataclasses import replace

from tessera.pricing import (
    base,
    coupons,
    dealing,
    eligibility,
    exchanges,
    explain,
    extras,
    lines,
    manual,
    points,
    rounding,
    scenario,
    spread,
)
from tessera.pricing.base import Rule
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, Cart
from tessera.pricing.moment import Moment
from tessera.pricing.quote import Missed, Quote
from tessera.pricing.scenario import Solved
from tessera.pricing.sheet import Sheet


def price(*, book: Book, cart: Cart, at: Moment) -> Quote:
    """The quote for ``cart`` by ``book`` at the moment ``at`` of the store.

    Raises ``products.not_found``, ``coupons.not_found`` and ``input.invalid``; a presented
    coupon that does not apply is in ``missed`` instead. Rule: docs/price-algorithm.md.
    """
    all_lines = lines.read(book, cart)
    # The search sees the lines in an order of their own, so that the cart's cannot matter.
    ranked = sorted(
        (one for one in all_lines if one.item.is_reducible and one.manual is None),
        key=lambda one: one.rank,
    )
    valid, unusable = coupons.sort_out(coupons.presented(book, cart), at.day)
    valid, unshipped = coupons.with_shipping(valid, all_lines)
    exchanged, valid, unmatched = exchanges.sort_out(valid, ranked)
    ranked = exchanges.without(ranked, exchanged)
    live, missed = eligibility.sort_out(
        book.promotions, lines=ranked, member=book.member, channel=cart.channel, at=at
    )
    solved = scenario.best(book, lines=ranked, live=live, coupons=valid)
    sheet = Sheet(all_lines)
    manual.set_prices(sheet, book, all_lines)
    for one in exchanged:
        rule = Rule(one.coupon.rule_id, one.coupon.version, "coupon", one.coupon.name)
        sheet.set_apart(rule, {one.position: one.price_minor}, {one.position: one.saved_minor})
    _reduce(sheet, book, ranked, solved)
    missed += explain.missed(book, lines=ranked, live=live, coupons=valid, solved=solved)
    missed += manual.take_off(sheet, cart.manual)
    quote = _finish(sheet, book, cart, [*missed, *unmatched, *unshipped, *unusable])
    offered, served = tuple(extras.choices(live, solved)), dealing.served(solved)
    return replace(quote, choices=offered, served=served) if offered or served else quote


def _reduce(sheet: Sheet, book: Book, ranked: Sequence[Line], solved: Solved) -> None:
    """Steps 4 to 7, as the search decided them."""
    dealing.apply(sheet, ranked, solved)
    _promotions(sheet, ranked, solved)
    _coupons(sheet, ranked, solved)
    if solved.level_minor and book.member is not None:
        sheet.take(base.level_rule(book.member), solved.level_minor)


def _coupons(sheet: Sheet, ranked: Sequence[Line], solved: Solved) -> None:
    for coupon, amount_minor in solved.coupons:
        rule = Rule(coupon.rule_id, coupon.version, "coupon", coupon.name)
        if coupon.shipping:
            sheet.take(rule, amount_minor, sheet.shipping)
        else:
            scope = solved.coupon_scopes.get(coupon.code)
            served = None if scope is None else [ranked[index].position for index in scope]
            sheet.take(rule, amount_minor, served)


def _promotions(sheet: Sheet, ranked: Sequence[Line], solved: Solved) -> None:
    amounts = solved.amounts
    wanted = [(rule.scope, saving) for rule, saving in solved.rules]
    positions = [line.position for line in ranked]
    if solved.coupon_scopes:
        # What coupons were measured on is what the search's own order left of each line.
        positions = list(range(len(ranked)))
    # The search found room in its own order; by the cart's, a last unit may lack it.
    shares = spread.together(amounts, wanted, positions) or spread.together(
        amounts, wanted, range(len(ranked))
    )
    for (rule, _), divided in zip(solved.rules, shares or [], strict=True):
        promotion = rule.promotion
        sheet.take_shares(
            Rule(promotion.id, promotion.version, promotion.kind, promotion.name),
            {ranked[index].position: share for index, share in divided.items()},
        )


def _finish(sheet: Sheet, book: Book, cart: Cart, missed: list[Missed]) -> Quote:
    """Points, rounding and the sums."""
    scope = sheet.points_scope(book.points)
    room = points.room(
        book,
        order_minor=sheet.payable_minor,
        payable_minor=sum(sheet.left[position] for position in scope),
        unit_minor=rounding.unit_minor(book),
    )
    spent = points.spend(book, requested=cart.points, found=room)
    if spent.amount_minor:
        sheet.spend_points(spent.amount_minor, scope)
    if spent.missed is not None:
        missed.append(spent.missed)
    before = sum(sheet.left)
    added = sheet.round_off(book)
    gross = sum(line.gross_minor for line in sheet.lines)
    return Quote(
        book_version=book.version,
        currency=book.currency,
        lines=sheet.quote_lines(),
        reasons=tuple(sheet.order_reasons),
        missed=tuple(missed),
        gross_minor=gross,
        reduction_minor=gross - before,
        points_used=spent.points,
        points_minor=spent.amount_minor,
        rounding_minor=added,
        total_minor=before - spent.amount_minor + added,
        points_room=room,
    )
