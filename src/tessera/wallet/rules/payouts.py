"""What stored value is worth when it is paid out in money.

Domain handbook 1.3 and 1.4: 法释〔2025〕4号, Arts. 18 (a cause that is not the consumer's) and 19
(the consumer's), and the withdrawal within seven days.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

CONSUMER, OPERATOR, WITHDRAWAL = "consumer", "operator", "withdrawal"
CAUSES = (CONSUMER, OPERATOR)
"""On whose side the cause lies. The withdrawal within some days needs none."""


@dataclass(frozen=True, slots=True)
class TopUp:
    """What one entry put on a card, and what is left of it; amounts in minor units.

    An entry brings several where members were merged; each has kept its age, ``since``.
    ``discount_minor`` is what the goods it paid for had been reduced by; ``promised_minor`` the parts
    of its bonus that are still to come; ``goods_minor`` is what goods would have cost that its sale
    made free and that have not come back.
    """

    entry_id: UUID
    since: datetime
    on: date
    paid_minor: int
    given_minor: int
    paid_left_minor: int
    given_left_minor: int
    discount_minor: int = 0
    promised_minor: int = 0
    goods_minor: int = 0

    @property
    def bonus_minor(self) -> int:
        """All that was promised on top, released or not."""
        return self.given_minor + self.promised_minor

    @property
    def left_minor(self) -> int:
        """What could still be spent."""
        return self.paid_left_minor + self.given_left_minor

    @property
    def consumed_minor(self) -> int:
        """What was spent, at what was asked for it."""
        return self.paid_minor + self.given_minor - self.left_minor


@dataclass(frozen=True, slots=True)
class Due:
    """What of a top-up is to be paid back, by the cause; ``is_withdrawal``: all of it, whatever
    the cause, as it was bought a few days ago and never used."""

    topup: TopUp
    is_withdrawal: bool
    consumer_minor: int
    operator_minor: int

    def by(self, cause: str) -> int:
        """What is due for ``cause``, or by withdrawal. Raises KeyError for another."""
        wish = self.consumer_minor
        return {CONSUMER: wish, WITHDRAWAL: wish, OPERATOR: self.operator_minor}[cause]


def due(topup: TopUp, *, today: date, cooling_days: int) -> Due:
    """What is due for ``topup`` on ``today``, both days of ``cooling_days`` counted from the next.

    For the consumer's cause what was consumed counts at its price before discount; otherwise at
    what it cost, of which the whole bonus bore its share, rounded half up as it is when it is spent:
    also the parts that had not come yet, as the price was agreed on with all of them. So it may be
    more than what is left on the card, by what of these parts is owed; it is never less than nothing.

    Goods that the top-up's sale made free were had for this money: by the member's own wish, or by
    withdrawal, whoever keeps them pays what they would have cost (decision 26).
    """
    if not topup.consumed_minor and today <= topup.on + timedelta(days=cooling_days):
        whole = topup.paid_minor
        wish = max(0, whole - topup.goods_minor)
        return Due(topup, is_withdrawal=True, consumer_minor=wish, operator_minor=whole)
    whole = topup.paid_minor + topup.bonus_minor
    share = (2 * topup.consumed_minor * topup.paid_minor + whole) // (2 * whole) if whole else 0
    before_discount = topup.consumed_minor + topup.discount_minor + topup.goods_minor
    return Due(
        topup,
        is_withdrawal=False,
        consumer_minor=max(0, topup.paid_minor - before_discount),
        operator_minor=topup.paid_minor - share,
    )
