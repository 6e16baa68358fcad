"""What should have become of a line, as data: docs/replay.md once more, read top down."""

from collections.abc import Sequence
from typing import NamedTuple

from tessera.kernel.errors import gettext_noop

SOLD, RETURNED, CORRECTED = "sold", "returned", "corrected"
POSTED = (SOLD, RETURNED, CORRECTED)
"""Every other outcome is the reason for which a line is set aside:"""

BOOKKEEPING = gettext_noop("bookkeeping")
NEGATIVE_PRICE = gettext_noop("negative price")
POSITIVE_CANCELLATION = gettext_noop("cancellation above zero")
PRICED_CORRECTION = gettext_noop("correction with a price")
NO_STOCK = gettext_noop("correction of what has no stock")


class Rule(NamedTuple):
    """The first rule whose five sets hold what a line is decides its outcome."""

    invoice: str
    quantity: str
    price: str
    thing: str
    whole: str
    outcome: str


# The sets, as letters: invoice numbers of digits alone (1) or after A or C; the signs of
# quantity and price; goods (g) or what has no stock (n); whether the whole invoice is a count
# (c), all of it free and for no customer, or anything else (e).
RULES = (
    Rule("A", "-+", "-0+", "gn", "ce", BOOKKEEPING),
    Rule("1C", "-+", "-", "gn", "ce", NEGATIVE_PRICE),
    Rule("C", "+", "0+", "gn", "ce", POSITIVE_CANCELLATION),
    Rule("C", "-", "0+", "gn", "ce", RETURNED),
    Rule("1", "-", "+", "gn", "ce", PRICED_CORRECTION),
    Rule("1", "-", "0", "n", "ce", NO_STOCK),
    Rule("1", "-", "0", "g", "ce", CORRECTED),
    Rule("1", "+", "0", "n", "c", NO_STOCK),
    Rule("1", "+", "0", "g", "c", CORRECTED),
    Rule("1", "+", "0+", "gn", "ce", SOLD),
)

NOT_GOODS = (
    ("POST", "postage"),
    ("DOT", "postage of the web shop"),
    ("C2", "carriage"),
    ("M", "keyed in by hand"),
    ("D", "discount"),
    ("S", "samples"),
    ("B", "bad debt"),
    ("BANK CHARGES", "charge of the bank"),
    ("AMAZONFEE", "fee of a market place"),
    ("CRUK", "share of a charity"),
    ("GIFT_0001_10", "gift voucher"),
    ("GIFT_0001_20", "gift voucher"),
    ("GIFT_0001_30", "gift voucher"),
    ("GIFT_0001_40", "gift voucher"),
    ("GIFT_0001_50", "gift voucher"),
)
"""Stock codes, in capitals, that have no stock."""


def outcome(line: Sequence[str]) -> str:
    """What becomes of a line, given as one letter for each set of a rule.

    Raises LookupError where no rule fits.
    """
    for rule in RULES:
        if all(letter in letters for letter, letters in zip(line, rule[:5], strict=True)):
            return rule.outcome
    raise LookupError(f"no rule for {''.join(line)}")
