"""A sale as it is decided: read, priced, settled, and nothing of it written yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import errors as member_errors
from tessera.org import queries as org
from tessera.platform import numbering
from tessera.platform.batch import Batch
from tessera.sales import (
    by_hand,
    cards,
    crediting,
    errors,
    gifts,
    homing,
    permissions,
    posting,
    prepaying,
    proving,
    quoting,
    serving,
)
from tessera.sales import context as contexts
from tessera.sales.context import Context
from tessera.sales.posting import Draft
from tessera.sales.prepaying import NOBODY, BuyerNote
from tessera.sales.proving import Proof
from tessera.sales.rules.order import Order, TenderOffer
from tessera.sales.rules.settlement import CASH, WALLET, Settlement, settle
from tessera.wallet import operations as wallet
from tessera.wallet.rules import Spend


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be sold, how it is paid, and what was shown and proved.

    ``coming_minor`` is paid by what comes back for it; ``tenders`` pay the rest alone.
    """

    order: Order
    tenders: Sequence[TenderOffer]
    expected_total_minor: int
    proof: Proof
    buyer: BuyerNote = NOBODY
    coming_minor: int = 0


def draft_sale(
    batch: Batch,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    asked: Asked,
) -> Draft:
    """Read, price and settle a cart."""
    order, tenders = asked.order, asked.tenders
    check_override(actor, store_id, order)
    serving.check(order, store_id)
    seen = _read(actor, at, store_id, till_id, asked)
    org.check_current(actor, seen.versions)
    shift_id = contexts.open_shift_id(seen.shift)
    quoted = quoting.quote(seen, order)
    _check(seen, order, quoted, asked.expected_total_minor)
    given, sold = crediting.credits_of(seen, order, quoted), cards.prepare(seen, quoted)
    settlement = settle(
        total_minor=max(0, quoted.total_minor - asked.coming_minor),
        topup_minor=posting.topup_minor(quoted) + sum(one.loaded_minor for one in sold),
        offers=tenders,
    )
    cash = settlement.amount(CASH)
    judged = prepaying.judge(seen, quoted, cash_minor=cash, buyer=asked.buyer)
    prepaying.check(judged)
    activated, spent, settlement = gifts.prepare(seen, order, quoted, settlement)
    sale_id = uuid7()
    prepaying.note(batch, judged, asked.buyer, sale_id=sale_id)
    spend = _proved_spend(seen, settlement, asked.proof)
    proving.hold(batch, seen, spend, asked.proof)
    return Draft(
        actor=actor,
        seen=seen,
        order=order,
        quoted=quoted,
        settlement=settlement,
        spend=spend,
        sale_id=sale_id,
        number=next_number(batch, seen, till_id),
        till_id=till_id,
        shift_id=shift_id,
        credits=given,
        beside=crediting.read_beside(seen, given),
        warned=tuple(judged.warned),
        activated=activated,
        gifts=spent,
        cards=tuple(sold),
        by_hand=by_hand.allowed(actor, seen, order, quoted, till_id),
    )


def _read(actor: Actor, at: datetime, store_id: UUID, till_id: UUID, asked: Asked) -> Context:
    """The world, after what this till holds of its member has come home (decision 34)."""
    order, codes = asked.order, gifts.codes_of(asked.order, asked.tenders)
    read = partial(
        contexts.read, at=at, store_id=store_id, till_id=till_id, order=order, gift_codes=codes
    )
    seen = read()
    brought = homing.bring_home(
        actor=actor,
        at=at,
        till_id=till_id,
        member_id=order.member_id,
        current=seen.versions,
    )
    return read() if brought else seen


def check_override(actor: Actor, store_id: UUID, order: Order) -> None:
    """Who names a price must be allowed to. Raises Forbidden."""
    if any(line.price_minor is not None for line in order.lines):
        actor.require(permissions.OVERRIDE_PRICE, store_id)


def _check(seen: Context, order: Order, quoted: pricing.Quote, expected_total_minor: int) -> None:
    quoting.check_coupons(quoted, order)
    if quoted.total_minor != expected_total_minor:
        raise errors.total_changed(
            expected_minor=expected_total_minor,
            total_minor=quoted.total_minor,
            quote=quoting.as_json(quoted),
        )
    if quoted.points_used and seen.member is not None and seen.member.is_blocked:
        raise member_errors.card_blocked()
    belongs = any(line.kind in {"topup", "card"} for line in quoted.lines)
    if seen.member is None and (belongs or order.points):
        raise errors.member_needed()


def _proved_spend(seen: Context, settlement: Settlement, proof: Proof) -> Spend:
    """What stored value pays, as far as the member has proved who pays."""
    amount = settlement.amount(WALLET)
    is_blocked = seen.member is not None and seen.member.is_blocked
    if amount and seen.holding is not None and not is_blocked:
        proving.check(seen, amount, proof)
    return wallet_spend(seen, settlement)


def wallet_spend(seen: Context, settlement: Settlement) -> Spend:
    """What stored value pays of a sale, by lots.

    Raises Conflict ``wallet.insufficient``, ``sales.member_needed``, ``members.card_blocked``.
    """
    amount = settlement.amount(WALLET)
    if not amount:
        return Spend((), ())
    if seen.holding is None:
        raise errors.member_needed()
    if seen.member is not None and seen.member.is_blocked:
        raise member_errors.card_blocked()
    return wallet.plan_payment(
        seen.holding, amount_minor=amount, on=seen.business_on, policy=seen.policy
    )


def next_number(batch: Batch, seen: Context, till_id: UUID) -> str:
    """The next number of a sale at this till."""
    value = numbering.take(
        batch, series=contexts.sale_series(till_id), day=seen.business_on, found=seen.counter
    )
    code = seen.till.code if seen.till else ""
    return f"{seen.store.code}-{code}-{seen.business_on:%y%m%d}-{value:04d}"
