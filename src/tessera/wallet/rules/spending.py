"""Pure rules: how stored value is split over its lots, and what becomes of restored lots."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tessera.kernel.money import allocate
from tessera.ledger.rules import OpenLot, Take, in_spending_order, take_from

PROPORTIONAL, BONUS_FIRST, PRINCIPAL_FIRST = "proportional", "bonus_first", "principal_first"

_Pair = tuple[OpenLot | None, OpenLot | None]
"""Principal and bonus of a top-up, or one of them where it stands alone."""


@dataclass(frozen=True, slots=True)
class Spend:
    """How one payment divides: takes from principal and from bonus lots."""

    principal: tuple[Take, ...]
    bonus: tuple[Take, ...]

    @property
    def principal_minor(self) -> int:
        """The part that the member once paid."""
        return sum(take.amount for take in self.principal)

    @property
    def bonus_minor(self) -> int:
        """The part that was given."""
        return sum(take.amount for take in self.bonus)


def split_spend(
    *, principal: Sequence[OpenLot], bonus: Sequence[OpenLot], amount: int, order: str
) -> Spend:
    """Divide a payment of ``amount`` minor units over the lots of stored value.

    ``order`` is one of the three of the domain handbook, 5.2. Raises ValueError when the lots
    hold less than ``amount``.
    """
    if amount > _held(principal) + _held(bonus):
        raise ValueError("more than is held")
    if order == BONUS_FIRST:
        given = min(amount, _held(bonus))
        return _spend(principal, bonus, amount - given, given)
    if order == PRINCIPAL_FIRST:
        paid = min(amount, _held(principal))
        return _spend(principal, bonus, paid, amount - paid)
    return _proportional(principal, bonus, amount)


@dataclass(frozen=True, slots=True)
class Worked:
    """An order of consumption at work on one top-up, in minor units: what a payment takes of each
    part, and what is left of each."""

    principal_minor: int
    bonus_minor: int
    principal_left_minor: int
    bonus_left_minor: int


def worked_example(
    order: str, *, principal_minor: int, bonus_minor: int, spend_minor: int
) -> Worked:
    """Spend so much of one top-up by an ``order``: the very rule that a till splits by. Raises
    ValueError where the top-up holds less. Vectors: domain handbook 5.2."""
    entry, at = UUID(int=1), ""
    own = OpenLot(UUID(int=1), entry, entry, principal_minor, None, at, principal_minor)
    extra = OpenLot(UUID(int=2), entry, entry, bonus_minor, None, at, bonus_minor)
    spend = split_spend(principal=[own], bonus=[extra], amount=spend_minor, order=order)
    paid, given = spend.principal_minor, spend.bonus_minor
    return Worked(paid, given, principal_minor - paid, bonus_minor - given)


def _spend(principal: Sequence[OpenLot], bonus: Sequence[OpenLot], paid: int, given: int) -> Spend:
    return Spend(tuple(take_from(principal, paid)), tuple(take_from(bonus, given)))


def _proportional(principal: Sequence[OpenLot], bonus: Sequence[OpenLot], amount: int) -> Spend:
    """Within each top-up, principal and bonus shrink together; what ends soonest goes first, then
    the oldest."""
    paid: list[Take] = []
    given: list[Take] = []
    left = amount
    for own, extra in _top_ups(principal, bonus):
        part = min(left, _remaining(own) + _remaining(extra))
        from_own = _principal_part(part, own, extra)
        if own and from_own:
            paid.append(Take(own.id, from_own))
        if extra and part - from_own:
            given.append(Take(extra.id, part - from_own))
        left -= part
        if left == 0:
            break
    return Spend(tuple(paid), tuple(given))


def _principal_part(part: int, own: OpenLot | None, extra: OpenLot | None) -> int:
    """Round half up of the part that the top-up's original ratio gives, within what is left."""
    if own is None or extra is None:
        return part if own else 0
    whole = own.amount + extra.amount
    ideal = (2 * part * own.amount + whole) // (2 * whole)
    return max(part - extra.remaining, min(ideal, own.remaining))


def _top_ups(principal: Iterable[OpenLot], bonus: Iterable[OpenLot]) -> list[_Pair]:
    """Lots of the same entry and age belong to one top-up; lots without a partner stand alone, and
    take their turn by their end and age as top-ups do (domain handbook 5.2).

    One entry brings several top-ups where members were merged; each has kept its age.
    """
    extras: dict[tuple[UUID, str], list[OpenLot]] = {}
    for extra in in_spending_order(bonus):
        extras.setdefault((extra.entry_id, extra.earned_at), []).append(extra)
    pairs: list[_Pair] = []
    for own in in_spending_order(principal):
        partners = extras.get((own.entry_id, own.earned_at))
        pairs.append((own, partners.pop(0) if partners else None))
    alone: list[_Pair] = [(None, extra) for left in extras.values() for extra in left]
    return sorted(pairs + alone, key=_turn)


def _turn(pair: _Pair) -> tuple[date, str, bool, UUID]:
    """Of what is as old, a top-up's principal goes with its first bonus before its others."""
    own, _ = pair
    first, *more = [lot for lot in pair if lot]
    ends = min(lot.expires_on or date.max for lot in (first, *more))
    return ends, first.earned_at, own is None, first.id


def _remaining(lot: OpenLot | None) -> int:
    return lot.remaining if lot else 0


def _held(lots: Iterable[OpenLot]) -> int:
    return sum(lot.remaining for lot in lots)


@dataclass(frozen=True, slots=True)
class SpentLot:
    """What a sale took from a lot and has not been given back, and until when it is valid."""

    lot_id: UUID
    unrestored: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What goes back to lots, what cannot because their validity has passed, and what would have to be
    spent ``soon``: too soon for who had thought it spent."""

    takes: tuple[Take, ...]
    lapsed: int
    soon: int = 0


GRACE_DAYS = 7
"""So long at least are restored points valid, today included (domain handbook 5.3)."""


def restore(spent: Sequence[SpentLot], amount: int, on: date, *, grace_days: int = 1) -> Restored:
    """Give ``amount`` back to the lots it came from, in proportion, with their old expiry.

    The part of lots that are no longer valid on ``on`` is ``lapsed``, that of lots with fewer than
    ``grace_days`` left, today included, is ``soon``: the caller makes new
    lots for them (``restored_until``). Such a lot gets its part back and loses it again at once,
    so that it is known what a later return still owes it. Rule: CASES 8 and Shopify's store
    credit.
    """
    shares = allocate(amount, [lot.unrestored for lot in spent])
    takes, lapsed, soon = [], 0, 0
    last = restored_until(on, grace_days)
    for lot, share in zip(spent, shares, strict=True):
        if not share:
            continue
        takes.append(Take(lot.lot_id, -share))
        if lot.expires_on is not None and lot.expires_on < last:
            takes.append(Take(lot.lot_id, share))
            lapsed += share if lot.expires_on < on else 0
            soon += share if lot.expires_on >= on else 0
    return Restored(tuple(takes), lapsed, soon)


def restored_until(on: date, days: int) -> date:
    """The last day of a lot that replaces a lapsed one: ``days`` days, today included."""
    return on + timedelta(days=days - 1)
