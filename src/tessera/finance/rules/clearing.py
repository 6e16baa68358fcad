"""Who owes whom where value that one store sold was spent in another (domain handbook 5.13)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Crossing:
    """Value of ``issuer``'s that was spent at ``spender``, less what came back; minor units."""

    issuer: UUID
    spender: UUID
    principal: int
    bonus: int

    def owed(self, *, issuer_bears_bonus: bool) -> int:
        """What the issuer, who took the money, owes the store that gave the goods: what was paid in;
        what was given besides only where the issuer bears it."""
        return self.principal + (self.bonus if issuer_bears_bonus else 0)


def positions(crossings: Iterable[Crossing], *, issuer_bears_bonus: bool) -> Mapping[UUID, int]:
    """What each store gets of the others in all, below zero what it pays; together they are zero."""
    net: dict[UUID, int] = {}
    for one in crossings:
        amount = one.owed(issuer_bears_bonus=issuer_bears_bonus)
        net[one.spender] = net.get(one.spender, 0) + amount
        net[one.issuer] = net.get(one.issuer, 0) - amount
    return net
