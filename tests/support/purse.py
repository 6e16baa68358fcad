"""What a member should own, in the plainest words: the model that the ledger is compared with."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

KEPT_DAYS = 30
"""What came back to a lot that had lapsed is valid so long, today included."""

GRACE_DAYS = 7
"""Points that come back are valid so long at least, today included."""


@dataclass(eq=False)
class Credit:
    """Points, or bonus, that came together and lapse together. ``sale`` earned them, unless they
    were brought by a merge or another member."""

    sale: UUID | None
    left: int
    expires_on: date
    since: datetime

    def handed_on(self) -> "Credit":
        """The same in other hands."""
        return Credit(None, self.left, self.expires_on, self.since)


@dataclass
class Bought:
    """A sale: what paid for it, out of what its stored value and its points came, and what it
    earned. ``gift`` is the card that paid ``by_gift``."""

    member: UUID
    sale: UUID
    cash: int
    value: "Value"
    earned: int
    spent: list[tuple[Credit, int]]
    gift: "Gift | None" = None
    by_gift: int = 0


@dataclass
class Redeemed:
    """A reward that was taken, and out of which credits its points came."""

    member: UUID
    redemption: UUID
    spent: list[tuple[Credit, int]]


@dataclass
class Value:
    """Stored value that went out of a purse: what never lapses, and parts of what does."""

    lasting: int = 0
    bonus: list[tuple[Credit, int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All of it."""
        return self.lasting + sum(part for _, part in self.bonus)


@dataclass(eq=False)
class Sent:
    """Stored value that is under way to whoever has its code, until ``through``."""

    id: UUID
    giver: UUID
    value: Value
    through: date


@dataclass
class Purse:
    """Stored value in minor units, of which ``bonus`` lapses, what of it is frozen and why, points
    in credits, and points that are owed."""

    lasting: int = 0
    bonus: list[Credit] = field(default_factory=list)
    frozen: dict[UUID, Value] = field(default_factory=dict)
    credits: list[Credit] = field(default_factory=list)
    owed: int = 0

    @property
    def points(self) -> int:
        """Points that are there, whether they may be spent or not."""
        return sum(credit.left for credit in self.credits)

    @property
    def value(self) -> int:
        """Stored value that is there, whether it may be spent or not."""
        return self.lasting + sum(credit.left for credit in self.bonus)

    def payable(self, on: date) -> int:
        """Stored value that may be spent."""
        return self.lasting + self.lapsing(on)

    def lapsing(self, on: date) -> int:
        """What of that will lapse."""
        return sum(one.left for one in _valid(self.bonus, on))

    def pay(self, amount: int, on: date) -> Value:
        """Take stored value, what lapses soonest first; returns out of what."""
        taken = Value(bonus=_take(_valid(self.bonus, on), amount))
        taken.lasting = amount - taken.total
        self.lasting -= taken.lasting
        assert self.lasting >= 0
        return taken

    def refund(self, value: Value, at: datetime, on: date) -> None:
        """Stored value comes back to where it came from, as far as that is valid."""
        self.lasting += value.lasting
        _restore(self.bonus, value.bonus, at, on)

    def spendable(self, on: date) -> int:
        """Points that may be spent: none that are owed."""
        return max(0, sum(one.left for one in _valid(self.credits, on)) - self.owed)

    def spend(self, points: int, on: date) -> list[tuple[Credit, int]]:
        """Take points; returns out of what."""
        taken = _take(_valid(self.credits, on), points)
        assert sum(part for _, part in taken) == points
        return taken

    def be_given(self, amount: int, until: date | None, at: datetime) -> None:
        """Bonus that lapses after ``until``, or never."""
        if until is None:
            self.lasting += amount
        else:
            self.bonus.append(Credit(None, amount, until, at))

    def take_over(self, given: list[tuple[Credit, int]]) -> None:
        """Points of somebody else's, as old as they were."""
        self.credits += [Credit(None, part, one.expires_on, one.since) for one, part in given]

    def earn(self, sale: UUID, points: int, at: datetime, on: date) -> None:
        """What is earned lapses at the end of the next year, or a year later where it is earned in
        December."""
        self.receive(points, date(on.year + (2 if on.month == 12 else 1), 12, 31), at, sale)

    def receive(self, points: int, until: date, at: datetime, sale: UUID | None = None) -> None:
        """What is owed is filled first; the rest lapses after ``until``."""
        filled = min(points, self.owed)
        self.owed -= filled
        if points > filled:
            self.credits.append(Credit(sale, points - filled, until, at))

    def give_back(self, bought: Bought, at: datetime, on: date, *, is_own: bool) -> None:
        """A sale comes back whole. ``is_own``: nobody was merged since, so that what it earned is
        taken from the member's points; otherwise it is owed."""
        self.refund(bought.value, at, on)
        valid = _valid(self.credits, on) if is_own else []
        left = bought.earned
        for credit in sorted(valid, key=lambda one: one.sale != bought.sale):
            part = min(left, credit.left)
            credit.left -= part
            left -= part
        self.owed += left
        self.restore(bought.spent, at, on)

    def restore(self, spent: list[tuple[Credit, int]], at: datetime, on: date) -> None:
        """Points that were spent come back to where they came from, as far as that is valid."""
        last = on + timedelta(days=GRACE_DAYS - 1)
        soon = [(one, part) for one, part in spent if on <= one.expires_on < last]
        _restore(self.credits, [pair for pair in spent if pair not in soon], at, on)
        if soon:
            self.credits.append(Credit(None, sum(part for _, part in soon), last, at))

    def empty(self) -> None:
        """Be paid all stored value."""
        self.lasting, self.bonus = 0, []

    def freeze(self, why: UUID, amount: int, on: date) -> None:
        """Set value apart."""
        self.frozen[why] = self.pay(amount, on)

    def release(self, why: UUID) -> None:
        """Have it again, whether it is still valid or not."""
        self.take_back(self.frozen.pop(why))

    def take_in(self, value: Value) -> None:
        """Stored value of somebody else's, as old as it was."""
        self.lasting += value.lasting
        self.bonus += [Credit(None, part, one.expires_on, one.since) for one, part in value.bonus]

    def take_back(self, value: Value) -> None:
        """Have one's own again where it was taken from, whether it is still valid or not."""
        self.lasting += value.lasting
        for credit, part in value.bonus:
            _put_back(self.bonus, credit, part)

    def lapse(self, on: date) -> None:
        """Lose what is not valid any more."""
        self.credits = [one for one in self.credits if one.expires_on >= on]
        self.bonus = [one for one in self.bonus if one.expires_on >= on]

    def absorb(self, other: "Purse") -> None:
        """Take over whatever another purse holds or owes."""
        self.lasting += other.lasting
        self.frozen |= other.frozen
        self.owed += other.owed
        self.credits += [one.handed_on() for one in other.credits if one.left]
        self.bonus += [one.handed_on() for one in other.bonus if one.left]
        other.lasting, other.bonus, other.frozen, other.owed, other.credits = 0, [], {}, 0, []


@dataclass
class Pass:
    """A card of ``uses``, of which ``gift`` are given, that cost ``price``; what is not earned of it
    is ``owed``. ``is_alone``: its sale brought nothing else."""

    holder: UUID
    sale: UUID
    price: int
    uses: int
    gift: int
    sold_on: date
    ends_on: date
    is_alone: bool = True
    left: int = 0
    owed: int = 0

    def __post_init__(self) -> None:
        self.left, self.owed = self.uses, self.price

    def use(self, count: int) -> int:
        """Use it so often; returns what that earned. The last use takes whatever is owed."""
        earned = self.owed if count == self.left else count * round(self.price / self.uses)
        self.left -= count
        self.owed -= earned
        return earned

    def due(self, cause: str, on: date) -> int:
        """What is paid out for what is left: all that is owed, but to whoever changed their mind
        after a week what the used ones cost without those that are given."""
        used = self.uses - self.left
        fresh = not used and (on - self.sold_on).days <= 7
        if cause == "operator" or fresh:
            return self.owed
        return max(0, min(self.owed, self.price - used * self.price // (self.uses - self.gift)))

    def end(self) -> None:
        """Nobody uses it any more."""
        self.left = self.owed = 0


@dataclass(eq=False)
class Gift:
    """A gift card: its code, what is left, and its last day, after which it is extended."""

    id: UUID
    code: str
    left: int
    expires_on: date


def _valid(those: list[Credit], on: date) -> list[Credit]:
    """The credits that may be spent, the soonest to lapse first."""
    found = [one for one in those if one.left and one.expires_on >= on]
    return sorted(found, key=lambda one: (one.expires_on, one.since))


def _take(those: list[Credit], amount: int) -> list[tuple[Credit, int]]:
    """Take as much of ``amount`` as there is; returns out of what."""
    taken = []
    for credit in those:
        part = min(amount, credit.left)
        if part:
            credit.left -= part
            amount -= part
            taken.append((credit, part))
    return taken


def _restore(those: list[Credit], spent: list[tuple[Credit, int]], at: datetime, on: date) -> None:
    """Give back what was spent: in place of what has lapsed there is something new for some days."""
    lapsed = sum(part for credit, part in spent if credit.expires_on < on)
    for credit, part in spent:
        if credit.expires_on >= on:
            _put_back(those, credit, part)
    if lapsed:
        those.append(Credit(None, lapsed, on + timedelta(days=KEPT_DAYS - 1), at))


def _put_back(those: list[Credit], credit: Credit, part: int) -> None:
    if any(one is credit for one in those):
        credit.left += part
    else:  # it has moved on with a merge, or lapsed while it was frozen
        those.append(Credit(None, part, credit.expires_on, credit.since))
