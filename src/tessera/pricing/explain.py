"""Step 10: why the rules that could have applied did not."""

from collections.abc import Iterator, Sequence

from tessera.pricing import coupons as coupon_rules
from tessera.pricing import deals, extras, kinds
from tessera.pricing.eligibility import Live
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, Coupon
from tessera.pricing.planning import DEALS
from tessera.pricing.quote import Missed
from tessera.pricing.scenario import Solved
from tessera.pricing.terms import Promotion


def missed(
    book: Book,
    *,
    lines: Sequence[Line],
    live: Sequence[Live],
    coupons: Sequence[Coupon],
    solved: Solved,
) -> list[Missed]:
    """What was live and did not apply, with a code and data (docs, section 7)."""
    return [
        *_line_promotions(live, solved),
        *_deals(lines, live, solved),
        *_order_promotions(book, live, solved),
        *_coupons(book, coupons, solved),
        *_cards(book, lines, solved),
        *_level(book, lines, solved),
    ]


def _line_promotions(live: Sequence[Live], solved: Solved) -> Iterator[Missed]:
    used = {offer.rule.rule_id for offer in solved.offers if offer.rule is not None}
    for one in live:
        if one.role == "line" and one.promotion.id not in used:
            promotion = one.promotion
            data: dict[str, int | str] = {"rule_id": _winner(one.scope[0], solved)}
            yield Missed(promotion.id, promotion.kind, promotion.name, "better_alternative", data)


def _deals(lines: Sequence[Line], live: Sequence[Live], solved: Solved) -> Iterator[Missed]:
    plan = solved.plan
    used = {one.promotion.id for one in plan.dealt} | {one.promotion.id for one in plan.extras}
    for one in [one for one in live if one.role in DEALS]:
        promotion = one.promotion
        if promotion.id not in used:
            why = _no_extra if one.role == "extra" else _no_deal
            code, data = why(one, lines, solved)
            yield Missed(promotion.id, promotion.kind, promotion.name, code, data)


def _no_deal(one: Live, lines: Sequence[Line], solved: Solved) -> tuple[str, dict[str, int | str]]:
    promotion = one.promotion
    least = kinds.deal_kind(promotion).least(promotion.config)
    more = least - deals.most_pieces(one, lines)
    if more > 0:
        return "pieces_more", {"more": more}
    return "better_alternative", {"rule_id": _winner(one.scope[0], solved)}


def _no_extra(one: Live, lines: Sequence[Line], solved: Solved) -> tuple[str, dict[str, int | str]]:
    promotion = one.promotion
    kind, config = kinds.EXTRA[promotion.kind], promotion.config
    amount = sum([solved.amounts[i] for i in one.scope])
    threshold = kind.threshold_minor(config, 1)
    if amount < threshold:
        return "spend_more", {"more_minor": threshold - amount, "threshold_minor": threshold}
    if extras.wanted(config).isdisjoint([line.item.sku_id for line in lines]):
        return "not_chosen", {"more": kind.room(config, amount)}
    return "better_alternative", {"rule_id": _winner(one.scope[0], solved)}


def _winner(index: int, solved: Solved) -> str:
    """The rule that makes the price of a line instead, or the tag."""
    winner = solved.offers[index].rule
    if winner is not None:
        return winner.rule_id
    for one in solved.plan.dealt:
        if index in one.pieces:
            return one.promotion.id
    for extra in solved.plan.extras:
        if index in dict(extra.pieces):
            return extra.promotion.id
    return "tag"


def _order_promotions(book: Book, live: Sequence[Live], solved: Solved) -> Iterator[Missed]:
    amounts = solved.amounts
    used = {rule.promotion.id for rule, _ in solved.rules}
    sums: dict[tuple[int, ...], int] = {}
    for one in live:
        promotion, scope = one.promotion, one.scope
        if one.role != "order" or promotion.id in used:
            continue
        if scope not in sums:
            sums[scope] = sum([amounts[i] for i in scope])
        code, data = _why_not(book, promotion, sums[scope], solved)
        yield Missed(promotion.id, promotion.kind, promotion.name, code, data)


def _why_not(
    book: Book, promotion: Promotion, amount_minor: int, solved: Solved
) -> tuple[str, dict[str, int | str]]:
    if _level_excludes(promotion, solved) and book.member is not None:
        return "does_not_combine", {"rule_id": book.member.level_id}
    more, threshold = kinds.ORDER[promotion.kind].missing(promotion.config, amount_minor)
    if more:
        return "spend_more", {"more_minor": more, "threshold_minor": threshold}
    others = [other.promotion for other, _ in solved.rules]
    for other in others:
        together = other.combines and promotion.combines
        if together and other.group == promotion.group:
            return "better_alternative", {"rule_id": other.id}
    for other in others:
        if not (other.combines and promotion.combines):
            return "does_not_combine", {"rule_id": other.id}
    if solved.coupons:
        return "better_alternative", {"rule_id": solved.coupons[0][0].rule_id}
    return "better_alternative", {"rule_id": others[0].id if others else "tag"}


def _level_excludes(promotion: Promotion, solved: Solved) -> bool:
    """Whether it may not stand beside the level discount, which was chosen."""
    if solved.scenario.level == "price":
        return not promotion.combines_with_level
    return solved.scenario.level == "after" and promotion.combines_with_level is False


def _coupons(book: Book, coupons: Sequence[Coupon], solved: Solved) -> Iterator[Missed]:
    used = [coupon for coupon, _ in solved.coupons]
    kinds_used = {"shipping" if one.shipping else one.rule_id for one in used}
    for coupon in coupons:
        if coupon in used:
            continue
        more = coupon.threshold_minor - solved.coupon_base(coupon.code)
        if ("shipping" if coupon.shipping else coupon.rule_id) in kinds_used:
            data: dict[str, int | str] = {"rule_id": coupon.rule_id}
            yield coupon_rules.miss(coupon, "better_alternative", data)
        elif coupon not in solved.scenario.coupons and book.member is not None:
            data = {"rule_id": book.member.level_id}
            yield coupon_rules.miss(coupon, "does_not_combine", data)
        elif not solved.offers or solved.coupon_scopes.get(coupon.code) == ():
            yield coupon_rules.miss(coupon, "no_goods", {})
        elif more > 0:
            data = {"more_minor": more, "threshold_minor": coupon.threshold_minor}
            yield coupon_rules.miss(coupon, "coupon_below_threshold", data)
        else:
            yield coupon_rules.miss(coupon, "nothing_left", {})


def _cards(book: Book, lines: Sequence[Line], solved: Solved) -> Iterator[Missed]:
    used = {offer.rule.rule_id for offer in solved.offers if offer.rule is not None}
    for card in book.member.cards if book.member is not None else ():
        served = [i for i, line in enumerate(lines) if card.serves(line.item)]
        if served and card.rule_id not in used:
            winner = solved.offers[served[0]].rule
            data: dict[str, int | str] = {"rule_id": winner.rule_id if winner else "tag"}
            yield Missed(card.rule_id, "card_discount", card.name, "better_alternative", data)


def _level(book: Book, lines: Sequence[Line], solved: Solved) -> Iterator[Missed]:
    member = book.member
    if member is None or member.discount_bp <= 0 or not lines:
        return
    if solved.level_minor or any(
        offer.rule is not None and offer.rule.kind == "level_discount" for offer in solved.offers
    ):
        return
    others = [rule.promotion.id for rule, _ in solved.rules]
    others += [coupon.rule_id for coupon, _ in solved.coupons]
    others += [one.promotion.id for one in solved.plan.dealt]
    others += [offer.rule.rule_id for offer in solved.offers if offer.rule is not None]
    data = {"rule_id": others[0] if others else "tag"}
    yield Missed(member.level_id, "level_discount", member.level_name, "better_alternative", data)
