"""Quote a cart, and complete it as a sale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.platform import work
from tessera.platform.batch import Batch
from tessera.platform.models import RequestRecord
from tessera.platform.usecases import usecase
from tessera.sales import (
    by_hand,
    completing,
    crediting,
    drafting,
    permissions,
    prepaying,
    proving,
    quoting,
)
from tessera.sales import context as contexts
from tessera.sales.by_hand import ByHand
from tessera.sales.completing import CompletedSale
from tessera.sales.context import Context
from tessera.sales.crediting import LineCredit
from tessera.sales.drafting import Asked
from tessera.sales.prepaying import NOBODY, BuyerNote, Judged
from tessera.sales.proving import NO_PROOF, Proof
from tessera.sales.queries.allowances import home_points
from tessera.sales.rules.order import Order, TenderOffer


def quote(*, actor: Actor, at: datetime, store_id: UUID, order: Order) -> pricing.Quote:
    """Price a cart as it stands; nothing is written or reserved.

    Raises Forbidden, and what ``context.read`` raises.
    """
    return price_cart(actor=actor, at=at, store_id=store_id, order=order).quote


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A cart's price, what its top-ups would give, and what was set by hand."""

    quote: pricing.Quote
    credits: tuple[LineCredit, ...]
    judged: Judged
    by_hand: ByHand


def price_cart(
    *, actor: Actor, at: datetime, store_id: UUID, order: Order, till_id: UUID | None = None
) -> PricedCart:
    """Price a cart as ``quote`` does, and say what its top-ups give, and whether its prices by hand
    are allowed at ``till_id``. Raises the same, and Invalid ``manual.*``."""
    actor.require(permissions.QUOTE, store_id)
    drafting.check_override(actor, store_id, order)
    seen = contexts.read(at=at, store_id=store_id, till_id=None, order=order)
    seen = _with_home(seen, actor.till_id)
    quoted = quoting.quote(seen, order)
    judged = prepaying.judge(seen, quoted, cash_minor=0)
    by_hand.check_reasons(order)
    found = by_hand.look(actor, seen, order, quoted, till_id)
    return PricedCart(quoted, crediting.credits_of(seen, order, quoted), judged, found)


def _with_home(seen: Context, till_id: UUID | None) -> Context:
    """Count what is set aside for this very till: it comes home when it sells."""
    if seen.holding is None:
        return seen
    points = home_points(till_id, seen.holding.member_id, seen.versions)
    return replace(seen, holding=replace(seen.holding, home_points=points)) if points else seen


@usecase(permission=permissions.COMPLETE, audit="sale.completed", before=proving.prove)
def complete(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    order: Order,
    tenders: Sequence[TenderOffer],
    expected_total_minor: int,
    proof: Proof = NO_PROOF,
    buyer: BuyerNote = NOBODY,
) -> CompletedSale:
    """Complete a cart as a sale: one read, one batch, one commit (DESIGN, section 5).

    ``expected_total_minor`` is the total that was shown, ``buyer`` who buys prepaid value where the
    law asks for it. Raises Conflict
    ``sales.total_changed`` with the new quote, ``sales.shift_closed``, ``sales.underpaid``,
    ``sales.overpaid``, ``sales.topup_needs_money``, ``sales.member_needed``,
    ``wallet.insufficient``, what ``proving`` and ``prepaying`` raise, ``stock.insufficient``,
    ``cards.kind_missing``, ``coupons.*``, ``manual.approval_needed``, ``manual.approval_ended``;
    Invalid and NotFound as in
    ``context.read``; SignInChanged for an actor from memory who has changed since.
    """
    batch = Batch()
    asked = Asked(order, tenders, expected_total_minor, proof, buyer)
    draft = drafting.draft_sale(batch, actor, at, store_id, till_id, asked)
    result = completing.carry_out(batch, draft)
    if (kept := work.request_row(result)) is not None:
        batch.insert(RequestRecord, kept)
    batch.flush()
    return result
