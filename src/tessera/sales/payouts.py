"""What every pay-out has, of stored value and of cards: its terms, its number, its document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.org import queries as org
from tessera.platform import audit, numbering, reads, work
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow, RequestRecord
from tessera.platform.reads import Found, Select
from tessera.sales import context as contexts
from tessera.sales import errors, payees
from tessera.sales.models import Payout, PayoutKind, Shift
from tessera.wallet import operations as wallet
from tessera.wallet import queries as wallet_queries
from tessera.wallet import rules


@dataclass(frozen=True, slots=True)
class PayoutTerms:
    """Why and how money is paid out. ``account`` is the payee's at a bank, empty for cash;
    ``document_name`` the member's name as the document shows it, where none is noted yet, to be noted
    now; ``had_goods``: the member had the same goods or services before the contract was made."""

    cause: str
    kind: str
    payee: str
    account: str
    reason: str
    identity_checked: bool
    document_name: str = ""
    had_goods: bool = False


@dataclass(frozen=True, slots=True)
class PaidOut:
    """What left the card and what the member got, in minor units."""

    payout_id: UUID
    number: str
    business_on: date
    paid_minor: int
    principal_minor: int
    bonus_minor: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Who pays whom, where, when and why; ``found`` is what ``read`` read."""

    actor: Actor
    at: datetime
    day: date
    store: org.StoreFacts
    till_id: UUID
    member_id: UUID
    terms: PayoutTerms
    found: Mapping[str, Found]


def checked(terms: PayoutTerms, causes: Sequence[str] = rules.CAUSES) -> PayoutTerms:
    """The terms tidied; a withdrawal is its own reason.

    Raises Invalid ``payouts.cause_unknown``, ``payouts.payee_needed``,
    ``payouts.identity_unchecked``, ``members.reason_needed``.
    """
    if terms.cause not in causes:
        raise errors.cause_unknown()
    payee = one_line(terms.payee)[:60]
    account = one_line(terms.account)[:40] if terms.kind == PayoutKind.BANK else ""
    if not payee or terms.kind not in PayoutKind.values:
        raise errors.payee_needed()
    if terms.kind == PayoutKind.BANK and not account:
        raise errors.payee_needed()
    if not terms.identity_checked:
        raise errors.identity_unchecked()
    by_right = terms.cause == rules.WITHDRAWAL
    why = one_line(terms.reason)[:200] if by_right else member_rules.reason(terms.reason)
    name = one_line(terms.document_name)[:60]
    return replace(terms, payee=payee, account=account, reason=why, document_name=name)


def read(till_id: UUID, day: date, **more: Select) -> Mapping[str, Found]:
    """The till's shift and the counter of its pay-outs, and ``more`` beside, in one read."""
    series = contexts.payout_series(till_id)
    numbering.queue(series=series, day=day)
    own = {
        "shift": contexts.select_shift(till_id),
        "counter": numbering.select(series=series, day=day),
    }
    return reads.gather(own | more)


def check_payee(desk: Desk) -> tuple[str, ...]:
    """Refuse to pay oneself, or into another's account; the rules that only warn come back.

    Raises Forbidden ``payouts.own_card``, and what ``payees.check`` raises.
    """
    if members.is_own_of(desk.actor, {desk.member_id}):
        raise errors.own_card()
    return payees.check(
        desk.member_id,
        kind=desk.terms.kind,
        payee=desk.terms.payee,
        on=desk.day,
        document_name=desk.terms.document_name,
    )


def check_amount(
    desk: Desk, *, due_minor: int, expected_minor: int, cash_max_minor: int
) -> tuple[str, ...]:
    """Refuse an amount that is not to be paid so; the rules that only warn of it come back.

    Raises Conflict ``payouts.changed`` where another amount was shown than is due,
    ``payouts.nothing_due``, ``payouts.too_much_cash``.
    """
    if due_minor != expected_minor:
        raise errors.payout_changed(amount_minor=due_minor)
    if not due_minor:
        raise errors.nothing_due()
    if desk.terms.kind != PayoutKind.CASH:
        return ()
    if due_minor > cash_max_minor:
        raise errors.too_much_cash(most_minor=cash_max_minor)
    return wallet.warned_of_cash(amount_minor=due_minor, on=desk.day)


def number(
    batch: Batch, desk: Desk, *, paid_minor: int, principal_minor: int, bonus_minor: int = 0
) -> PaidOut:
    """A pay-out with the till's next number of the day."""
    series, found = contexts.payout_series(desk.till_id), desk.found["counter"]
    value = numbering.take(batch, series=series, day=desk.day, found=found)
    till = org.get_till(desk.till_id)
    return PaidOut(
        payout_id=uuid7(),
        number=f"{desk.store.code}-{till.code}-{desk.day:%y%m%d}-P{value:03d}",
        business_on=desk.day,
        paid_minor=paid_minor,
        principal_minor=principal_minor,
        bonus_minor=bonus_minor,
    )


def insert(
    batch: Batch,
    desk: Desk,
    result: PaidOut,
    *,
    working: list[dict[str, Any]],
    card_id: UUID | None = None,
) -> None:
    """Write the document, count it in the open shift, and note the name that was read.

    Raises Conflict ``sales.shift_closed``.
    """
    shift_id = contexts.open_shift_id(desk.found["shift"])
    batch.change(Shift, shift_id, by={"document_count": 1}, expect={"is_open": True})
    terms, actor = desk.terms, desk.actor
    row = {
        "id": result.payout_id,
        "number": result.number,
        "store_id": desk.store.id,
        "till_id": desk.till_id,
        "shift_id": shift_id,
        "staff_id": actor.id if actor.kind == "staff" else None,
        "member_id": desk.member_id,
        "card_id": card_id,
        "at": desk.at,
        "business_on": result.business_on,
        "cause": terms.cause,
        "kind": terms.kind,
        "principal_minor": result.principal_minor,
        "bonus_minor": result.bonus_minor,
        "paid_minor": result.paid_minor,
        "payee": terms.payee,
        "account": terms.account,
        "reason": terms.reason,
        "working": working,
    }
    batch.insert(Payout, row)
    _note_name(desk)


def _note_name(desk: Desk) -> None:
    """Where none was noted before."""
    name = desk.terms.document_name
    if name and wallet_queries.find_real_name(desk.member_id) is None:
        wallet.note_name(
            actor=desk.actor,
            at=desk.at,
            store_id=desk.store.id,
            member_id=desk.member_id,
            name=name,
        )


def books(batch: Batch, desk: Desk, result: PaidOut, balances: Mapping[UUID, int]) -> Books:
    """The entry by which the money leaves."""
    return Books(
        batch=batch,
        balances=balances,
        kind="payout",
        holder=desk.member_id,
        document_id=result.payout_id,
        store_id=desk.store.id,
        at=desk.at,
        business_on=desk.day,
    )


def record(
    batch: Batch,
    desk: Desk,
    result: PaidOut,
    *,
    action: str,
    warned: tuple[str, ...],
    **more: Any,
) -> None:
    """Write the audit row, with ``more`` said in it, and the answer to the request."""
    data: dict[str, Any] = {
        "number": result.number,
        "paid_minor": result.paid_minor,
        "member_id": str(desk.member_id),
        "reason": desk.terms.reason,
        **more,
    }
    if warned:
        data["warned"] = list(warned)
    row = audit.row(
        actor=desk.actor,
        at=desk.at,
        action=action,
        subject=result.payout_id,
        store_id=desk.store.id,
        data=data,
    )
    batch.insert(AuditRow, row)
    if (kept := work.request_row(result)) is not None:
        batch.insert(RequestRecord, kept)
