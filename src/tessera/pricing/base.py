"""Steps 3 and 4: the prices that each line may take."""

from collections.abc import Sequence
from dataclasses import dataclass

from tessera.pricing import kinds, rates
from tessera.pricing.eligibility import Live
from tessera.pricing.lines import Line
from tessera.pricing.model import Book, MemberFacts
from tessera.pricing.quote import Reason


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


def offers(
    book: Book, *, lines: Sequence[Line], live: Sequence[Live], level_price: bool
) -> list[tuple[Offer, ...]]:
    """For each line the prices that it may take, ascending and different; the last is plain.

    ``level_price`` lets the level discount join as a price of its own, off the tag.
    """
    promoted = _promoted(lines, live)
    return [
        _offers(_plain(book, line, level_price=level_price), promoted[index])
        for index, line in enumerate(lines)
    ]


def _offers(plain: Offer, promoted: dict[int, Rule]) -> tuple[Offer, ...]:
    cheaper = sorted(amount for amount in promoted if amount < plain.amount_minor)
    return (*(Offer(amount, promoted[amount]) for amount in cheaper), plain)


def _promoted(lines: Sequence[Line], live: Sequence[Live]) -> list[dict[int, Rule]]:
    """Per line, amount -> the first promotion that gives it."""
    found: list[dict[int, Rule]] = [{} for _ in lines]
    sold = [(line.item.tag_minor, line.quantity) for line in lines]
    for candidate in live:
        promotion = candidate.promotion
        kind = kinds.LINE.get(promotion.kind)
        if kind is None:
            continue
        rule = Rule(promotion.id, promotion.version, promotion.kind, promotion.name)
        for index in candidate.scope:
            tag, quantity = sold[index]
            amount = kind.line_minor(promotion.config, tag_minor=tag, quantity=quantity)
            found[index].setdefault(amount, rule)
    return found


def _plain(book: Book, line: Line, *, level_price: bool) -> Offer:
    """The lowest of the tag, the store's price and the level's; the first of equals."""
    member, item = book.member, line.item
    lowest, rule = item.tag_minor, None
    for option in sorted(item.prices, key=lambda option: option.kind != "store"):
        open_to_all = option.kind == "store"
        if option.amount_minor < lowest and (
            open_to_all or (member is not None and member.level_id == option.level_id)
        ):
            lowest = max(option.amount_minor, 0)
            rule = Rule(option.rule_id, option.version, option.kind, option.name)
    if level_price and member is not None:
        discounted = item.tag_minor - rates.part(item.tag_minor, member.discount_bp)
        if discounted < lowest:
            lowest, rule = discounted, level_rule(member)
    return Offer(lowest * line.quantity, rule)
