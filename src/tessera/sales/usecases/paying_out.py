"""Pay stored value out in money."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.ledger import queries as ledger
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.platform.reads import Found
from tessera.platform.usecases import usecase
from tessera.sales import errors, payouts, permissions, places, withdrawing
from tessera.sales.events import ValuePaidOut
from tessera.sales.payouts import Desk, PaidOut, PayoutTerms
from tessera.sales.queries.payouts import PayoutPlan, plan_payout
from tessera.wallet import operations as wallet
from tessera.wallet import places as held
from tessera.wallet import rules


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
    ``payouts.changed``, ``payouts.too_much_cash``, ``payouts.no_withdrawal``, ``wallet.frozen``,
    ``wallet.set_aside``; Invalid
    ``payouts.cause_unknown``, ``payouts.payee_needed``, ``payouts.payee_other``,
    ``payouts.name_unnoted``, ``payouts.identity_unchecked``, ``members.reason_needed``.
    """
    store = org.get_store(store_id)
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    told = payouts.checked(terms, causes=(*rules.CAUSES, rules.WITHDRAWAL))
    plan = plan_payout(actor, member_id, store_id=store_id, at=at)
    found = _read(member_id, till_id, day)
    desk = Desk(actor, at, day, store, till_id, member_id, told, found)
    warned = _check(desk, plan, expected_minor)
    batch = Batch()
    result = _number(batch, desk, plan, expected_minor)
    working = [_told(due, plan.document_of(due)) for due in plan.dues]
    payouts.insert(batch, desk, result, working=working)
    _post(batch, desk, plan, result)
    wallet.cancel_parts(batch, member_id=member_id)
    payouts.record(batch, desk, result, action="payout.posted", warned=warned)
    _tell(batch, desk, plan, result)
    batch.flush()
    return result


def _read(member_id: UUID, till_id: UUID, day: date) -> Mapping[str, Found]:
    own = held.of_member(member_id, org.get_brand().currency)
    return payouts.read(
        till_id,
        day,
        member=members.select_member(member_id),
        balances=ledger.select_balances(own),
    )


def _check(desk: Desk, plan: PayoutPlan, expected_minor: int) -> tuple[str, ...]:
    """Refuse what cannot be paid; the rules that only warn come back."""
    terms = desk.terms
    members.member_of(desk.found["member"])
    wallet.check_not_frozen(desk.member_id)
    wallet.check_nothing_aside(desk.member_id)
    warned = payouts.check_payee(desk)
    if terms.cause == rules.WITHDRAWAL and (terms.had_goods or not plan.may_withdraw):
        raise errors.no_withdrawal()
    of_amount = payouts.check_amount(
        desk,
        due_minor=plan.by(terms.cause),
        expected_minor=expected_minor,
        cash_max_minor=plan.cash_max_minor,
    )
    return (*warned, *of_amount)


def _number(batch: Batch, desk: Desk, plan: PayoutPlan, paid_minor: int) -> PaidOut:
    return payouts.number(
        batch,
        desk,
        paid_minor=paid_minor,
        principal_minor=plan.left_minor - plan.bonus_minor,
        bonus_minor=plan.bonus_minor + max(0, paid_minor - plan.left_minor),
    )


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


def _post(batch: Batch, desk: Desk, plan: PayoutPlan, result: PaidOut) -> None:
    currency, store_id = org.get_brand().currency, desk.store.id
    books = payouts.books(batch, desk, result, ledger.balances_of(desk.found["balances"]))
    wallet.pay_out(
        books,
        plan.lots,
        member_id=desk.member_id,
        tender=places.tender(desk.till_id, desk.terms.kind, currency),
        kept=places.payout_kept(store_id, currency),
        amount_minor=result.paid_minor,
    )
    books.close()


def _tell(batch: Batch, desk: Desk, plan: PayoutPlan, result: PaidOut) -> None:
    """Of what the member wanted; what the brand could not keep takes nothing else from anybody."""
    if desk.terms.cause == rules.OPERATOR:
        return
    taken = withdrawing.take_gifts(batch, plan, desk.terms.cause)
    news = ValuePaidOut(
        actor=desk.actor,
        payout_id=result.payout_id,
        member_id=desk.member_id,
        store_id=desk.store.id,
        at=desk.at,
        business_on=result.business_on,
        taken_minor=taken,
    )
    events.publish(news, batch)
