"""Steps 3 and 4: the prices that each line may take."""

from collections.abc import Sequence
from dataclasses import dataclass

from tessera.pricing import kinds, rates
from tessera.pricing.eligibility import Live
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, CardRate, MemberFacts
from tessera.pricing.quote import Reason
from tessera.pricing.terms import Config


@dataclass(frozen=True, slots=True)
class Rule:
    """The name of a rule, as reasons carry it."""

    rule_id: str
    version: int
    kind: str
    name: str

    def reason(self, amount_minor: int) -> Reason:
        """This rule took ``amount_minor`` off."""
        return Reason(self.rule_id, self.version, self.kind, self.name, amount_minor)


@dataclass(frozen=True, slots=True)
class Offer:
    """A price of a whole line and the rule that gives it; the tag has none."""

    amount_minor: int
    rule: Rule | None


def level_rule(member: MemberFacts) -> Rule:
    """The level discount as a rule."""
    return Rule(member.level_id, 1, "level_discount", member.level_name)


def card_rule(card: CardRate) -> Rule:
    """A card's discount as a rule."""
    return Rule(card.rule_id, card.version, "card_discount", card.name)


@dataclass(frozen=True, slots=True)
class Prices:
    """What one line may cost: ``amounts`` ascending and different, the last is plain."""

    amounts: tuple[int, ...]
    plain: Offer
    promoted: dict[int, Rule]

    def offer(self, option: int) -> Offer:
        """The price at that place of ``amounts``, with its rule."""
        amount = self.amounts[option]
        return (
            self.plain
            if amount == self.plain.amount_minor
            else Offer(amount, self.promoted[amount])
        )


def prices(
    book: Book,
    *,
    lines: Sequence[Line],
    promoted: Sequence[dict[int, Rule]],
    level_price: bool,
) -> list[Prices]:
    """For each line the prices that it may take; ``promoted`` comes from ``promoted_prices``.

    ``level_price`` lets the level discount join as a price of its own, off the tag.
    """
    found = []
    for line, offered in zip(lines, promoted, strict=True):
        plain = _plain(book, line, level_price=level_price)
        cheaper = sorted([amount for amount in offered if amount < plain.amount_minor])
        found.append(Prices((*cheaper, plain.amount_minor), plain, offered))
    return found


def promoted_prices(lines: Sequence[Line], live: Sequence[Live]) -> list[dict[int, Rule]]:
    """Per line, what promotions on lines make it cost: amount -> the first that does."""
    found: list[dict[int, Rule]] = [{} for _ in lines]
    sold = [(line.item.tag_minor, line.quantity) for line in lines]
    # Of equal terms the first promotion counts, so each line is asked once for each of them.
    asked: dict[tuple[str, Config], set[int]] = {}
    for candidate in live:
        if candidate.role != "line":
            continue
        promotion = candidate.promotion
        line_minor, config = kinds.LINE[promotion.kind].line_minor, promotion.config
        known = asked.setdefault((promotion.kind, config), set())
        new = [index for index in candidate.scope if index not in known]
        if not new:
            continue
        known.update(new)
        rule = Rule(promotion.id, promotion.version, promotion.kind, promotion.name)
        for index in new:
            tag, quantity = sold[index]
            amount = line_minor(config, tag_minor=tag, quantity=quantity)
            found[index].setdefault(amount, rule)
    return found


def plain_piece(book: Book, line: Line) -> Offer:
    """What one piece of the line costs without promotions and level discount."""
    return _unit(book, line, level_price=False)


def plain_pieces(book: Book, lines: Sequence[Line]) -> list[Offer]:
    """For each line what one piece costs without promotions and level discount."""
    return [_unit(book, line, level_price=False) for line in lines]


def _plain(book: Book, line: Line, *, level_price: bool) -> Offer:
    unit = _unit(book, line, level_price=level_price)
    return Offer(unit.amount_minor * line.quantity, unit.rule)


def _unit(book: Book, line: Line, *, level_price: bool) -> Offer:
    """The lowest of the tag, the store's price, the level's and the cards'; the first of equals."""
    member, item = book.member, line.item
    lowest, rule = item.tag_minor, None
    for option in sorted(item.prices, key=lambda option: option.kind != "store"):
        open_to_all = option.kind == "store"
        if option.amount_minor < lowest and (
            open_to_all or (member is not None and member.level_id == option.level_id)
        ):
            lowest = max(option.amount_minor, 0)
            rule = Rule(option.rule_id, option.version, option.kind, option.name)
    for card in member.cards if member is not None else ():
        if card.serves(item):
            carded = item.tag_minor - rates.part(item.tag_minor, card.discount_bp)
            if carded < lowest:
                lowest, rule = carded, card_rule(card)
    if level_price and member is not None:
        discounted = item.tag_minor - rates.part(item.tag_minor, member.discount_bp)
        if discounted < lowest:
            lowest, rule = discounted, level_rule(member)
    return Offer(lowest, rule)
