"""Pay out what is left of a card."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import audit, events, numbering, reads
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.reads import Found
from tessera.platform.usecases import usecase
from tessera.sales import context as contexts
from tessera.sales import errors, payees, permissions, places
from tessera.sales.events import CardPaidOut
from tessera.sales.models import Payout, PayoutKind, Sale, Shift
from tessera.sales.queries.cards import CardPlan, plan_card_refund
from tessera.sales.usecases.paying_out import PaidOut, PayoutTerms, checked, note_name
from tessera.wallet.errors import cards as card_errors
from tessera.wallet.models import HeldCard
from tessera.wallet.operations import cards
from tessera.wallet.rules import CONSUMER


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where, when and what."""

    actor: Actor
    at: datetime
    store: org.StoreFacts
    till_id: UUID
    terms: PayoutTerms
    plan: CardPlan
    found: Mapping[str, Found]
    result: PaidOut


@usecase(permission=permissions.PAY_OUT, audit="card.refunded")
def refund_card(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    card_id: UUID,
    terms: PayoutTerms,
    expected_minor: int,
) -> PaidOut:
    """End a card and pay out what is due for it by the cause; the rest stays with the brand.

    Both amounts: domain handbook 1.3. Paid as stored value is: cash up to the policy's limit, more
    to an account of the same name. Raises as ``pay_out``, and NotFound ``cards.not_found``,
    Conflict ``cards.not_active`` for one that has ended.
    """
    store, told = org.get_store(store_id), checked(terms)
    _hold_sale(card_id)
    plan = plan_card_refund(actor, card_id, store_id=store_id, at=at)
    if plan.card.state == "ended":
        raise card_errors.not_active(state=plan.card.state)
    members.get_profile(actor, plan.card.member_id)
    if members.is_own_of(actor, {plan.card.member_id}):
        raise errors.own_card()
    _check_amount(plan, told, expected_minor)
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    warned = payees.check(
        plan.card.member_id,
        kind=told.kind,
        payee=told.payee,
        on=day,
        document_name=told.document_name,
    )
    note_name(actor, at, plan.card.member_id, store_id, told)
    batch = Batch()
    found = _read(till_id, store, at)
    result = _result(batch, plan, found, store, till_id, at, expected_minor)
    scene = _Scene(actor, at, store, till_id, told, plan, found, result)
    _insert(batch, scene)
    _post(batch, scene)
    _record(batch, scene, warned)
    _tell(batch, scene)
    batch.flush()
    return result


def _hold_sale(card_id: UUID) -> None:
    """Lock the sale of a card as its returns do: what of it has come back takes several reads."""
    sold = HeldCard.objects.filter(id=card_id).values("sale_id")
    list(Sale.objects.select_for_update(no_key=True).filter(id__in=sold).values_list("id"))


def _check_amount(plan: CardPlan, terms: PayoutTerms, expected_minor: int) -> None:
    due = plan.due.by(terms.cause)
    if due != expected_minor:
        raise errors.payout_changed(amount_minor=due)
    if not due:
        raise errors.nothing_due()
    if terms.kind == PayoutKind.CASH and due > plan.cash_max_minor:
        raise errors.too_much_cash(most_minor=plan.cash_max_minor)


def _read(till_id: UUID, store: org.StoreFacts, at: datetime) -> Mapping[str, Found]:
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    series = contexts.payout_series(till_id)
    numbering.queue(series=series, day=day)
    return reads.gather(
        {
            "shift": contexts.select_shift(till_id),
            "counter": numbering.select(series=series, day=day),
        }
    )


def _result(
    batch: Batch,
    plan: CardPlan,
    found: Mapping[str, Found],
    store: org.StoreFacts,
    till_id: UUID,
    at: datetime,
    paid_minor: int,
) -> PaidOut:
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    series = contexts.payout_series(till_id)
    value = numbering.take(batch, series=series, day=day, found=found["counter"])
    code = org.get_till(till_id).code
    return PaidOut(
        payout_id=uuid7(),
        number=f"{store.code}-{code}-{day:%y%m%d}-P{value:03d}",
        business_on=day,
        paid_minor=paid_minor,
        principal_minor=plan.due.deferred_minor,
        bonus_minor=0,
    )


def _insert(batch: Batch, scene: _Scene) -> None:
    shift_id, terms = contexts.open_shift_id(scene.found["shift"]), scene.terms
    batch.change(Shift, shift_id, by={"document_count": 1}, expect={"is_open": True})
    actor, result = scene.actor, scene.result
    row = {
        "id": result.payout_id,
        "number": result.number,
        "store_id": scene.store.id,
        "till_id": scene.till_id,
        "shift_id": shift_id,
        "staff_id": actor.id if actor.kind == "staff" else None,
        "member_id": scene.plan.card.member_id,
        "card_id": scene.plan.card.id,
        "at": scene.at,
        "business_on": result.business_on,
        "cause": terms.cause,
        "kind": terms.kind,
        "principal_minor": result.principal_minor,
        "bonus_minor": 0,
        "paid_minor": result.paid_minor,
        "payee": terms.payee,
        "account": terms.account,
        "reason": terms.reason,
        "working": [asdict(scene.plan.due)],
    }
    batch.insert(Payout, row)


def _post(batch: Batch, scene: _Scene) -> None:
    """First the days that are over become revenue, by an entry of their own; then the rest goes."""
    card, result = scene.plan.card, scene.result
    days = _books(batch, scene, "card_days", uuid7(), card.store_id)
    revenue = places.revenue(card.store_id, card.currency)
    cards.earn_days(days, card, revenue=revenue, through=scene.plan.through)
    days.close()
    books = _books(batch, scene, "payout", result.payout_id, scene.store.id)
    cards.pay_out(
        books,
        card,
        left_minor=scene.plan.due.deferred_minor,
        tender=places.tender(scene.till_id, scene.terms.kind, card.currency),
        kept=places.card_kept(scene.store.id, card.currency),
        amount_minor=result.paid_minor,
        on=result.business_on,
    )
    books.close()


def _books(batch: Batch, scene: _Scene, kind: str, document_id: UUID, store_id: UUID) -> Books:
    return Books(
        batch=batch,
        balances=scene.plan.card.balances,
        kind=kind,
        document_id=document_id,
        holder=scene.plan.card.member_id,
        store_id=store_id,
        at=scene.at,
        business_on=scene.result.business_on,
    )


def _tell(batch: Batch, scene: _Scene) -> None:
    """Who wants the money back gives up what it counted for; whom the brand sends away does not."""
    sale_id, result = scene.plan.card.sale_id, scene.result
    if sale_id is None or scene.terms.cause != CONSUMER:
        return
    news = CardPaidOut(
        actor=scene.actor,
        payout_id=result.payout_id,
        sale_id=sale_id,
        store_id=scene.store.id,
        at=scene.at,
        business_on=result.business_on,
        paid_minor=result.paid_minor,
    )
    events.publish(news, batch)


def _record(batch: Batch, scene: _Scene, warned: tuple[str, ...]) -> None:
    card, result = scene.plan.card, scene.result
    data: dict[str, Any] = {
        "number": result.number,
        "name": card.name,
        "paid_minor": result.paid_minor,
        "member_id": str(card.member_id),
        "reason": scene.terms.reason,
    }
    if warned:
        data["warned"] = list(warned)
    row = audit.row(
        actor=scene.actor,
        at=scene.at,
        action="card.refunded",
        subject=result.payout_id,
        store_id=scene.store.id,
        data=data,
    )
    batch.insert(AuditRow, row)
