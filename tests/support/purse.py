"""What a member should own, in the plainest words: the model that the ledger is compared with."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

KEPT_DAYS = 30
"""What came back to a lot that had lapsed is valid so long, today included."""


@dataclass
class Credit:
    """Points that came together. ``sale`` earned them, unless a merge has brought them."""

    sale: UUID | None
    left: int
    expires_on: date
    since: datetime


@dataclass
class Bought:
    """A sale: what paid for it, out of which credits its points came, and what it earned."""

    member: UUID
    sale: UUID
    cash: int
    value: int
    earned: int
    spent: list[tuple[Credit, int]]


@dataclass
class Redeemed:
    """A reward that was taken, and out of which credits its points came."""

    member: UUID
    redemption: UUID
    spent: list[tuple[Credit, int]]


@dataclass
class Purse:
    """Stored value in minor units, what of it is frozen and why, points in credits, and points
    that are owed."""

    value: int = 0
    frozen: dict[UUID, int] = field(default_factory=dict)
    credits: list[Credit] = field(default_factory=list)
    owed: int = 0

    @property
    def points(self) -> int:
        """Points that are there, whether they may be spent or not."""
        return sum(credit.left for credit in self.credits)

    def valid(self, on: date) -> list[Credit]:
        """The credits that may be spent, the soonest to lapse first."""
        found = [one for one in self.credits if one.left and one.expires_on >= on]
        return sorted(found, key=lambda one: (one.expires_on, one.since))

    def spendable(self, on: date) -> int:
        """Points that may be spent: none that are owed."""
        return max(0, sum(one.left for one in self.valid(on)) - self.owed)

    def spend(self, points: int, on: date) -> list[tuple[Credit, int]]:
        """Take points; returns out of what."""
        taken = []
        for credit in self.valid(on):
            part = min(points, credit.left)
            if part:
                credit.left -= part
                points -= part
                taken.append((credit, part))
        assert not points
        return taken

    def earn(self, sale: UUID, points: int, at: datetime, on: date) -> None:
        """What is owed is filled first; the rest lapses at the end of the next year, or a year
        later where it is earned in December."""
        filled = min(points, self.owed)
        self.owed -= filled
        if points > filled:
            last = date(on.year + (2 if on.month == 12 else 1), 12, 31)
            self.credits.append(Credit(sale, points - filled, last, at))

    def give_back(self, bought: Bought, at: datetime, on: date, *, is_own: bool) -> None:
        """A sale comes back whole. ``is_own``: nobody was merged since, so that what it earned is
        taken from the member's points; otherwise it is owed."""
        self.value += bought.value
        valid = self.valid(on) if is_own else []
        left = bought.earned
        for credit in sorted(valid, key=lambda one: one.sale != bought.sale):
            part = min(left, credit.left)
            credit.left -= part
            left -= part
        self.owed += left
        self.restore(bought.spent, at, on)

    def restore(self, spent: list[tuple[Credit, int]], at: datetime, on: date) -> None:
        """Points that were spent come back to where they came from, as far as that is valid."""
        lapsed = 0
        for credit, part in spent:
            if credit.expires_on < on:
                lapsed += part
            elif any(one is credit for one in self.credits):  # a merge brings equal ones
                credit.left += part
            else:
                self.credits.append(Credit(None, part, credit.expires_on, credit.since))
        if lapsed:
            until = on + timedelta(days=KEPT_DAYS - 1)
            self.credits.append(Credit(None, lapsed, until, at))

    def freeze(self, why: UUID, amount: int) -> None:
        """Set value apart."""
        self.value -= amount
        self.frozen[why] = amount

    def release(self, why: UUID) -> None:
        """Have it again."""
        self.value += self.frozen.pop(why)

    def lapse(self, on: date) -> None:
        """Lose what is not valid any more."""
        self.credits = [one for one in self.credits if one.expires_on >= on]

    def absorb(self, other: "Purse") -> None:
        """Take over whatever another purse holds or owes."""
        self.value += other.value
        self.frozen |= other.frozen
        self.owed += other.owed
        self.credits += [
            Credit(None, one.left, one.expires_on, one.since) for one in other.credits if one.left
        ]
        other.value, other.frozen, other.owed, other.credits = 0, {}, 0, []
