"""What a card is worth in money when it is given back before it is used up.

Domain handbook 1.3: 法释〔2025〕4号, Arts. 18 (a cause that is not the consumer's) and 19 (the
consumer's), the withdrawal within seven days, and unlimited cards by their days.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tessera.wallet.rules.payouts import CONSUMER, OPERATOR


@dataclass(frozen=True, slots=True)
class CardDue:
    """Both legal amounts, with what they come from; in minor units.

    ``full_minor`` is what was used at its price before discount, ``deferred_minor`` what of the
    price is not earned, ``bonus_minor`` what of the price bonus paid.
    """

    price_minor: int
    deferred_minor: int
    full_minor: int
    uses: int
    used: int
    is_by_day: bool
    is_withdrawal: bool
    consumer_minor: int
    operator_minor: int
    bonus_minor: int = 0

    def by(self, cause: str) -> int:
        """What is due for ``cause``. Raises KeyError for another."""
        return {CONSUMER: self.consumer_minor, OPERATOR: self.operator_minor}[cause]


def single_price(*, price_minor: int, paid_uses: int, tag_minor: int) -> int:
    """What one use costs without the card: the item's tag, else the price over the uses that were
    paid for, given ones apart; never less than that."""
    over_paid = -(-price_minor // paid_uses) if paid_uses else 0
    return max(tag_minor, over_paid)


def card_due(
    *,
    price_minor: int,
    deferred_minor: int,
    full_minor: int,
    uses: int,
    used: int,
    is_by_day: bool,
    sold_on: date,
    today: date,
    cooling_days: int,
    bonus_minor: int = 0,
) -> CardDue:
    """What is due on ``today``. Counted uses: for the consumer's cause the price less what was used
    at its single price; otherwise what has not been earned, where given uses bear their share. Days:
    what of them remains, whatever the cause. Never used, within the cooling days: all of it. Never
    more than what is not earned, nor less than nothing. Of all that only the share that was paid in
    money, rounded down: bonus is never paid out, and a card is no way around that.
    """

    def money(minor: int) -> int:
        return minor * (price_minor - bonus_minor) // price_minor if price_minor else minor

    fresh = not used and today <= sold_on + timedelta(days=cooling_days)
    consumer = deferred_minor if is_by_day else min(deferred_minor, price_minor - full_minor)
    return CardDue(
        price_minor=price_minor,
        deferred_minor=deferred_minor,
        full_minor=full_minor,
        uses=uses,
        used=used,
        is_by_day=is_by_day,
        is_withdrawal=fresh,
        consumer_minor=money(deferred_minor if fresh else max(0, consumer)),
        operator_minor=money(deferred_minor),
        bonus_minor=bonus_minor,
    )
