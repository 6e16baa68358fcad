"""Pay stored value out in money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.ledger import queries as ledger
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.org import queries as org
from tessera.platform import audit, events, numbering, reads, work
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow, RequestRecord
from tessera.platform.reads import Found
from tessera.platform.usecases import usecase
from tessera.sales import context as contexts
from tessera.sales import errors, payees, permissions, places, withdrawing
from tessera.sales.events import ValuePaidOut
from tessera.sales.models import Payout, PayoutKind, Shift
from tessera.sales.queries.payouts import PayoutPlan, plan_payout
from tessera.wallet import operations as wallet
from tessera.wallet import places as held
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
class _Scene:
    """Where, when and to whom."""

    actor: Actor
    at: datetime
    day: date
    store: org.StoreFacts
    till_id: UUID
    member_id: UUID
    terms: PayoutTerms
    plan: PayoutPlan
    found: Mapping[str, Found]


@usecase(permission=permissions.PAY_OUT, audit="payout.posted")
def pay_out(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    member_id: UUID,
    terms: PayoutTerms,
    expected_minor: int,
) -> PaidOut:
    """Pay all of a member's stored value out, as much of it as is due by the cause.

    The rest stays with the brand, bonus goes back to what it cost. ``expected_minor`` is the
    amount that was shown. Cash up to the policy's limit; more goes to an account of the same name
    (domain handbook 1.1 to 1.4). The cause ``withdrawal`` is the right of the first days: it needs no
    reason and is for whatever nobody has used, unless the same goods had been had before (法释〔2025〕4号).
    Coupons and points that came with what is withdrawn are taken back as far as they are there.

    Raises Forbidden, also ``payouts.own_card`` to whose card it is; NotFound
    ``members.not_found``; Conflict ``sales.shift_closed``, ``payouts.nothing_due``,
    ``payouts.changed``, ``payouts.too_much_cash``, ``payouts.no_withdrawal``, ``wallet.frozen``; Invalid
    ``payouts.cause_unknown``, ``payouts.payee_needed``, ``payouts.payee_other``,
    ``payouts.name_unnoted``, ``payouts.identity_unchecked``, ``members.reason_needed``.
    """
    store = org.get_store(store_id)
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    scene = _Scene(
        actor=actor,
        at=at,
        day=day,
        store=store,
        till_id=till_id,
        member_id=member_id,
        terms=checked(terms, causes=(*rules.CAUSES, rules.WITHDRAWAL)),
        plan=plan_payout(actor, member_id, store_id=store_id, at=at),
        found=_read(member_id, till_id, day),
    )
    warned = _check(scene, expected_minor)
    batch = Batch()
    result = _result(batch, scene, expected_minor)
    _insert(batch, scene, result)
    _post(batch, scene, result)
    note_name(actor, at, member_id, store_id, scene.terms)
    wallet.cancel_parts(batch, member_id=scene.member_id)
    _record(batch, scene, result, warned)
    _tell(batch, scene, result)
    batch.flush()
    return result


def checked(terms: PayoutTerms, causes: Sequence[str] = rules.CAUSES) -> PayoutTerms:
    """The terms tidied; a withdrawal is its own reason. Raises Invalid ``payouts.cause_unknown``, ``payouts.payee_needed``,
    ``payouts.identity_unchecked``, ``members.reason_needed``."""
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


def note_name(
    actor: Actor, at: datetime, member_id: UUID, store_id: UUID, terms: PayoutTerms
) -> None:
    """Note the name that was read from the member's document, where none was noted before."""
    if terms.document_name and wallet_queries.find_real_name(member_id) is None:
        wallet.note_name(
            actor=actor, at=at, store_id=store_id, member_id=member_id, name=terms.document_name
        )


def _read(member_id: UUID, till_id: UUID, day: date) -> Mapping[str, Found]:
    own = held.of_member(member_id, org.get_brand().currency)
    series = contexts.payout_series(till_id)
    numbering.queue(series=series, day=day)
    return reads.gather(
        {
            "member": members.select_member(member_id),
            "shift": contexts.select_shift(till_id),
            "counter": numbering.select(series=series, day=day),
            "balances": ledger.select_balances(own),
        }
    )


def _check(scene: _Scene, expected_minor: int) -> tuple[str, ...]:
    """Refuse what cannot be paid; the rules that only warn come back."""
    terms = scene.terms
    members.member_of(scene.found["member"])
    wallet.check_not_frozen(scene.member_id)
    if members.is_own_of(scene.actor, {scene.member_id}):
        raise errors.own_card()
    warned = payees.check(
        scene.member_id,
        kind=terms.kind,
        payee=terms.payee,
        on=scene.day,
        document_name=terms.document_name,
    )
    if terms.cause == rules.WITHDRAWAL and (terms.had_goods or not scene.plan.may_withdraw):
        raise errors.no_withdrawal()
    due = scene.plan.by(scene.terms.cause)
    if due != expected_minor:
        raise errors.payout_changed(amount_minor=due)
    if not due:
        raise errors.nothing_due()
    if scene.terms.kind == PayoutKind.CASH and due > scene.plan.cash_max_minor:
        raise errors.too_much_cash(most_minor=scene.plan.cash_max_minor)
    return warned


def _result(batch: Batch, scene: _Scene, paid_minor: int) -> PaidOut:
    series, found = contexts.payout_series(scene.till_id), scene.found["counter"]
    value = numbering.take(batch, series=series, day=scene.day, found=found)
    till = org.get_till(scene.till_id)
    return PaidOut(
        payout_id=uuid7(),
        number=f"{scene.store.code}-{till.code}-{scene.day:%y%m%d}-P{value:03d}",
        business_on=scene.day,
        paid_minor=paid_minor,
        principal_minor=scene.plan.left_minor - scene.plan.bonus_minor,
        bonus_minor=scene.plan.bonus_minor + max(0, paid_minor - scene.plan.left_minor),
    )


def _insert(batch: Batch, scene: _Scene, result: PaidOut) -> None:
    shift_id = contexts.open_shift_id(scene.found["shift"])
    batch.change(Shift, shift_id, by={"document_count": 1}, expect={"is_open": True})
    terms, actor = scene.terms, scene.actor
    row = {
        "id": result.payout_id,
        "number": result.number,
        "store_id": scene.store.id,
        "till_id": scene.till_id,
        "shift_id": shift_id,
        "staff_id": actor.id if actor.kind == "staff" else None,
        "member_id": scene.member_id,
        "at": scene.at,
        "business_on": result.business_on,
        "cause": terms.cause,
        "kind": terms.kind,
        "principal_minor": result.principal_minor,
        "bonus_minor": result.bonus_minor,
        "paid_minor": result.paid_minor,
        "payee": terms.payee,
        "account": terms.account,
        "reason": terms.reason,
        "working": [_told(due, scene.plan.document_of(due)) for due in scene.plan.dues],
    }
    batch.insert(Payout, row)


def _told(due: rules.Due, document_id: UUID) -> dict[str, Any]:
    """How a top-up came to its part, in plain figures."""
    topup = due.topup
    return {
        "document_id": str(document_id),
        "goods_minor": topup.goods_minor,
        "on": topup.on.isoformat(),
        "paid_minor": topup.paid_minor,
        "given_minor": topup.given_minor,
        "promised_minor": topup.promised_minor,
        "consumed_minor": topup.consumed_minor,
        "discount_minor": topup.discount_minor,
        "is_withdrawal": due.is_withdrawal,
        "consumer_minor": due.consumer_minor,
        "operator_minor": due.operator_minor,
    }


def _post(batch: Batch, scene: _Scene, result: PaidOut) -> None:
    currency = org.get_brand().currency
    books = Books(
        batch=batch,
        balances=ledger.balances_of(scene.found["balances"]),
        kind="payout",
        holder=scene.member_id,
        document_id=result.payout_id,
        store_id=scene.store.id,
        at=scene.at,
        business_on=result.business_on,
    )
    wallet.pay_out(
        books,
        scene.plan.lots,
        member_id=scene.member_id,
        tender=places.tender(scene.till_id, scene.terms.kind, currency),
        kept=places.payout_kept(scene.store.id, currency),
        amount_minor=result.paid_minor,
    )
    books.close()


def _tell(batch: Batch, scene: _Scene, result: PaidOut) -> None:
    """Of what the member wanted; what the brand could not keep takes nothing else from anybody."""
    if scene.terms.cause == rules.OPERATOR:
        return
    withdrawing.take_gifts(batch, scene.plan)
    news = ValuePaidOut(
        actor=scene.actor,
        payout_id=result.payout_id,
        member_id=scene.member_id,
        store_id=scene.store.id,
        at=scene.at,
        business_on=result.business_on,
        taken_minor=scene.plan.taken(scene.terms.cause),
    )
    events.publish(news, batch)


def _record(batch: Batch, scene: _Scene, result: PaidOut, warned: tuple[str, ...]) -> None:
    data: dict[str, Any] = {
        "number": result.number,
        "paid_minor": result.paid_minor,
        "member_id": str(scene.member_id),
        "reason": scene.terms.reason,
    }
    if warned:
        data["warned"] = list(warned)
    row = audit.row(
        actor=scene.actor,
        at=scene.at,
        action="payout.posted",
        subject=result.payout_id,
        store_id=scene.store.id,
        data=data,
    )
    batch.insert(AuditRow, row)
    if (kept := work.request_row(result)) is not None:
        batch.insert(RequestRecord, kept)
