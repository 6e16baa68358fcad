"""How what comes back pays for what is taken instead (docs/recipes/exchange-of-goods.md)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tessera.sales.rules.refunds import Refundable, divide
from tessera.sales.rules.settlement import Paid


@dataclass(frozen=True, slots=True)
class Carry:
    """What of a refund stays for the new goods, and what is given back, each by tender."""

    kept: tuple[Paid, ...]
    given: tuple[Paid, ...]

    @property
    def kept_minor(self) -> int:
        """What needs no other tender."""
        return sum(one.amount_minor for one in self.kept)

    @property
    def given_minor(self) -> int:
        """The one difference, where the new goods cost less."""
        return sum(one.amount_minor for one in self.given)


def carry(refunds: Sequence[tuple[Refundable, int]], *, total_minor: int, order: str) -> Carry:
    """Let ``refunds`` pay ``total_minor``, each as the tender that it is.

    Where they come to more, the difference goes back in the brand's ``order``; so stored value stays
    stored value, whatever it is exchanged for.
    """
    amounts = [amount for _, amount in refunds]
    over = max(0, sum(amounts) - total_minor)
    given = divide(over, amounts, order)
    kept = [amount - part for amount, part in zip(amounts, given, strict=True)]
    return Carry(_paid(refunds, kept), _paid(refunds, given))


def _paid(refunds: Sequence[tuple[Refundable, int]], parts: Sequence[int]) -> tuple[Paid, ...]:
    pairs = zip(refunds, parts, strict=True)
    return tuple(Paid(one.kind, part, one.reference) for (one, _), part in pairs if part)
