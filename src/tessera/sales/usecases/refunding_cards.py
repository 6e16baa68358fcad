"""Pay out what is left of a card."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.sales import payouts, permissions, places
from tessera.sales.events import CardPaidOut
from tessera.sales.models import Sale
from tessera.sales.payouts import Desk, PaidOut, PayoutTerms
from tessera.sales.queries.cards import CardPlan, plan_card_refund
from tessera.wallet.errors import cards as card_errors
from tessera.wallet.models import HeldCard
from tessera.wallet.operations import cards
from tessera.wallet.rules import CONSUMER


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
    store, told = org.get_store(store_id), payouts.checked(terms)
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    _hold_sale(card_id)
    plan = plan_card_refund(actor, card_id, store_id=store_id, at=at)
    card = plan.card
    found = payouts.read(till_id, day)
    desk = Desk(actor, at, day, store, till_id, card.member_id, told, found)
    warned = _check(desk, plan, expected_minor)
    batch = Batch()
    result = payouts.number(
        batch, desk, paid_minor=expected_minor, principal_minor=plan.due.deferred_minor
    )
    payouts.insert(batch, desk, result, working=[asdict(plan.due)], card_id=card.id)
    _post(batch, desk, plan, result)
    payouts.record(batch, desk, result, action="card.refunded", warned=warned, name=card.name)
    _tell(batch, desk, card.sale_id, result)
    batch.flush()
    return result


def _hold_sale(card_id: UUID) -> None:
    """Lock the sale of a card as its returns do: what of it has come back takes several reads."""
    sold = HeldCard.objects.filter(id=card_id).values("sale_id")
    list(Sale.objects.select_for_update(no_key=True).filter(id__in=sold).values_list("id"))


def _check(desk: Desk, plan: CardPlan, expected_minor: int) -> tuple[str, ...]:
    """Refuse what cannot be paid; the rules that only warn come back."""
    if plan.card.state == "ended":
        raise card_errors.not_active(state=plan.card.state)
    members.get_profile(desk.actor, desk.member_id)
    warned = payouts.check_payee(desk)
    of_amount = payouts.check_amount(
        desk,
        due_minor=plan.due.by(desk.terms.cause),
        expected_minor=expected_minor,
        cash_max_minor=plan.cash_max_minor,
    )
    return (*warned, *of_amount)


def _post(batch: Batch, desk: Desk, plan: CardPlan, result: PaidOut) -> None:
    """First the days that are over become revenue, by an entry of their own; then the rest goes."""
    card = plan.card
    days = Books(
        batch=batch,
        balances=card.balances,
        kind="card_days",
        holder=card.member_id,
        document_id=uuid7(),
        store_id=card.store_id,
        at=desk.at,
        business_on=desk.day,
    )
    revenue = places.revenue(card.store_id, card.currency)
    cards.earn_days(days, card, revenue=revenue, through=plan.through)
    days.close()
    books = payouts.books(batch, desk, result, card.balances)
    cards.pay_out(
        books,
        card,
        left_minor=plan.due.deferred_minor,
        tender=places.tender(desk.till_id, desk.terms.kind, card.currency),
        kept=places.card_kept(desk.store.id, card.currency),
        amount_minor=result.paid_minor,
        on=result.business_on,
    )
    books.close()


def _tell(batch: Batch, desk: Desk, sale_id: UUID | None, result: PaidOut) -> None:
    """Who wants the money back gives up what it counted for; whom the brand sends away does not."""
    if sale_id is None or desk.terms.cause != CONSUMER:
        return
    news = CardPaidOut(
        actor=desk.actor,
        payout_id=result.payout_id,
        sale_id=sale_id,
        store_id=desk.store.id,
        at=desk.at,
        business_on=result.business_on,
        paid_minor=result.paid_minor,
    )
    events.publish(news, batch)
