"""Movements of points and stored value, into the books of the caller's entry."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tessera.ledger.models import Account, Lot
from tessera.ledger.operations import Books
from tessera.ledger.queries import ExpiredLot, Held, balances_at, list_held
from tessera.ledger.rules import Place, Take, take_from
from tessera.platform.batch import Batch
from tessera.wallet import errors, places, rules
from tessera.wallet.queries import Holding, PolicyFacts


def plan_payment(
    holding: Holding, *, amount_minor: int, on: date, policy: PolicyFacts
) -> rules.Spend:
    """Divide a payment over the member's lots.

    Raises Conflict ``wallet.insufficient``.
    """
    if amount_minor > (available := holding.spendable_minor(on)):
        raise errors.insufficient(available_minor=available, asked_minor=amount_minor)
    return rules.split_spend(
        principal=holding.principal_lots(),
        bonus=holding.bonus_lots(on),
        amount=amount_minor,
        order=policy.consumption_order,
    )


def spend_points(books: Books, holding: Holding, *, points: int, on: date) -> None:
    """Take points, soonest expiry first, and post them as redeemed in the entry's store.

    Raises Conflict ``points.insufficient``.
    """
    if points > (available := holding.points_on(on)):
        raise errors.points_insufficient(available=available, asked=points)
    assert books.store_id is not None
    books.take(take_from(holding.points_lots(on), points))
    books.move(
        source=places.points(holding.member_id),
        destination=places.points_redeemed(books.store_id),
        amount=points,
    )


def credit_topup(
    books: Books, *, member_id: UUID, currency: str, principal_minor: int, bonus_minor: int
) -> None:
    """Open the lots of an entry's top-up, once, and post its bonus.

    The two belong together by their entry, so a second pair in it could not be told apart. The
    principal itself is posted by the sale, from the tenders that pay for it.
    """
    assert books.store_id is not None
    own, extra = places.principal(member_id, currency), places.bonus(member_id, currency)
    if principal_minor:
        books.open_lot(place=own, amount=principal_minor, expires_on=None)
    if bonus_minor:
        books.open_lot(place=extra, amount=bonus_minor, expires_on=None)
        granted = places.bonus_granted(books.store_id, currency)
        books.move(source=granted, destination=extra, amount=bonus_minor)


def credit_points(
    books: Books, holding: Holding, *, points: int, expires_on: date | None
) -> tuple[UUID | None, int]:
    """Issue points: first they fill what is owed, the rest becomes a lot.

    Returns the lot's id, None when nothing was left for one, and what went into the debt.
    """
    assert books.store_id is not None
    issued = places.points_issued(books.store_id)
    owed = min(points, holding.debt_points)
    books.move(source=issued, destination=places.points_debt(holding.member_id), amount=owed)
    if points == owed:
        return None, owed
    own = places.points(holding.member_id)
    books.move(source=issued, destination=own, amount=points - owed)
    return books.open_lot(place=own, amount=points - owed, expires_on=expires_on), owed


def claw_back_points(
    books: Books, holding: Holding, *, points: int, first: UUID | None, on: date
) -> None:
    """Take back points that a sale earned, even beyond what is held.

    The sale's own lot ``first``, then the soonest-expiring; the rest is owed and filled by the
    next earnings (domain handbook 5.3; Talon.One's "unlimited").
    """
    assert books.store_id is not None
    issued = places.points_issued(books.store_id)
    lots = holding.points_lots(on)
    held = min(points, sum(lot.remaining for lot in lots))
    own_first = [lot for lot in lots if lot.id == first]
    from_own = min(held, sum(lot.remaining for lot in own_first))
    books.take(take_from(own_first, from_own))
    books.take(take_from([lot for lot in lots if lot.id != first], held - from_own))
    books.move(source=places.points(holding.member_id), destination=issued, amount=held)
    books.move(
        source=places.points_debt(holding.member_id), destination=issued, amount=points - held
    )


def restore_points(
    books: Books,
    *,
    member_id: UUID,
    spent: Sequence[rules.SpentLot],
    points: int,
    on: date,
    days: int,
) -> None:
    """Give spent points back to their lots (CASES 8); lapsed ones become a lot of ``days``."""
    assert books.store_id is not None
    own = places.points(member_id)
    restored = rules.restore(spent, points, on)
    books.take(restored.takes)
    if restored.lapsed:
        books.open_lot(place=own, amount=restored.lapsed, expires_on=rules.restored_until(on, days))
    books.move(source=places.points_redeemed(books.store_id), destination=own, amount=points)


def carry_over(
    batch: Batch,
    *,
    gone_id: UUID,
    keep_id: UUID,
    document_id: UUID,
    store_id: UUID | None,
    at: datetime,
    business_on: date,
) -> bool:
    """Move every account and lot of one member to another, in one balanced entry (CASES 14).

    What is owed moves as well. Lots keep their store, expiry and age. Returns whether there was
    anything. Who was faster with one of the accounts sends the caller back to its read.
    """
    held = list_held(gone_id)
    there = {one.place: replace(one.place, owner=keep_id) for one in held}
    balances = {one.place.id: one.balance for one in held} | balances_at(there.values())
    books = Books(
        batch=batch,
        balances=balances,
        kind="merge",
        holder=keep_id,
        document_id=document_id,
        store_id=store_id,
        at=at,
        business_on=business_on,
    )
    for one in held:
        here, to = one.place, there[one.place]
        source, destination = (here, to) if one.balance > 0 else (to, here)
        books.move(source=source, destination=destination, amount=abs(one.balance))
        for lot in one.lots:
            books.carry_lot(lot, place=to)
    books.close()
    for one in held:
        batch.change(Account, one.place.id, expect={"balance": one.balance})
    return bool(held)


def give_up(books: Books, held: Sequence[Held]) -> None:
    """Take whatever a member holds or owes back to the house, for good.

    Points lapse, bonus goes back to what it cost, principal is waived; a debt of points is
    forgiven. ``held`` was read for this entry; who was faster with one of the accounts sends the
    caller back to its read.
    """
    assert books.store_id is not None
    for one in held:
        house = _house_of(one.place, books.store_id)
        source, destination = (one.place, house) if one.balance > 0 else (house, one.place)
        books.move(source=source, destination=destination, amount=abs(one.balance))
        books.take(Take(lot.id, lot.remaining) for lot in one.lots)
        books.batch.change(Account, one.place.id, expect={"balance": one.balance})


def pay_out(
    books: Books,
    lots: Sequence[Lot],
    *,
    member_id: UUID,
    tender: Place,
    kept: Place,
    amount_minor: int,
) -> None:
    """Take all stored value in ``lots``; ``amount_minor`` of it leaves by ``tender``.

    What was paid in goes first; what is not due of it stays with the brand at ``kept``. Bonus that
    is not due goes back to what it cost.
    """
    assert books.store_id is not None
    own, extra = places.principal(member_id, tender.unit), places.bonus(member_id, tender.unit)
    paid = sum(lot.remaining for lot in lots if lot.account_id == own.id)
    given = sum(lot.remaining for lot in lots if lot.account_id == extra.id)
    from_paid = min(amount_minor, paid)
    books.take(Take(lot.id, lot.remaining) for lot in lots if lot.remaining)
    books.move(source=own, destination=tender, amount=from_paid)
    books.move(source=own, destination=kept, amount=paid - from_paid)
    from_given = amount_minor - from_paid
    books.move(source=extra, destination=tender, amount=from_given)
    granted = places.bonus_granted(books.store_id, tender.unit)
    books.move(source=extra, destination=granted, amount=given - from_given)


def _house_of(place: Place, store_id: UUID) -> Place:
    """Where what a member gives up goes."""
    if place.kind == places.PRINCIPAL:
        return places.wallet_waived(store_id, place.unit)
    if place.kind == places.BONUS:
        return places.bonus_granted(store_id, place.unit)
    if place.kind == places.POINTS_DEBT:
        return places.points_issued(store_id)
    return places.points_expired(store_id)


def expire_points(
    batch: Batch,
    lots: Sequence[ExpiredLot],
    *,
    days: Mapping[UUID, date],
    document_id: UUID,
    at: datetime,
) -> None:
    """Move what is left of expired ``lots`` to what expired in their stores.

    One entry for each member and store, dated by ``days``, the stores' business days; a lot
    without a store counts for the first of them.
    """
    somewhere = min(days, default=None)
    parts: dict[tuple[UUID, UUID], list[ExpiredLot]] = {}
    for lot in lots:
        store_id = lot.store_id or somewhere
        assert store_id is not None
        parts.setdefault((lot.owner, store_id), []).append(lot)
    for (owner, store_id), own in parts.items():
        books = Books(
            batch=batch,
            balances={lot.account_id: lot.balance for lot in own},
            kind="expiry",
            holder=owner,
            document_id=document_id,
            store_id=store_id,
            at=at,
            business_on=days[store_id],
        )
        books.take(Take(lot.id, lot.remaining) for lot in own)
        books.move(
            source=places.points(owner),
            destination=places.points_expired(store_id),
            amount=sum(lot.remaining for lot in own),
        )
        books.close()


def credit_bonus(
    books: Books, *, member_id: UUID, currency: str, amount_minor: int, expires_on: date | None
) -> UUID:
    """Give a member stored value at the brand's cost; returns its lot."""
    assert books.store_id is not None
    own = places.bonus(member_id, currency)
    granted = places.bonus_granted(books.store_id, currency)
    books.move(source=granted, destination=own, amount=amount_minor)
    return books.open_lot(place=own, amount=amount_minor, expires_on=expires_on)


def claw_back_bonus(
    books: Books, holding: Holding, *, amount_minor: int, first: UUID | None, on: date
) -> int:
    """Take given stored value back, as far as bonus is held: the rest is forgiven.

    The lot ``first``, then the soonest-expiring. Returns what was taken (Talon.One's "within
    balance": stored value has no debt).
    """
    assert books.store_id is not None
    lots = holding.bonus_lots(on)
    held = min(amount_minor, sum(lot.remaining for lot in lots))
    own_first = [lot for lot in lots if lot.id == first]
    from_own = min(held, sum(lot.remaining for lot in own_first))
    books.take(take_from(own_first, from_own))
    books.take(take_from([lot for lot in lots if lot.id != first], held - from_own))
    books.move(
        source=places.bonus(holding.member_id, holding.currency),
        destination=places.bonus_granted(books.store_id, holding.currency),
        amount=held,
    )
    return held
