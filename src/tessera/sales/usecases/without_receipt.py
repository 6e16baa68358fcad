"""Take goods back without a receipt: a manager's decision, within the brand's rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.catalog import queries as catalog
from tessera.catalog.rules import VALUE
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.ledger.rules import Place
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import reads, versions
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase
from tessera.sales import cards, errors, permissions, places, quoting, returning, reversal
from tessera.sales.context import MAX_QUANTITY
from tessera.sales.models import Refund, Return, ReturnLine, Shift
from tessera.sales.models.return_policy import LoosePrice, LooseRefund
from tessera.sales.queries.return_policy import ReturnFacts, return_policy
from tessera.sales.queries.sold_at import lowest_prices
from tessera.sales.returning import Scene
from tessera.sales.rules.settlement import CARD, CASH, WALLET
from tessera.sales.usecases.returns import (
    PostedReturn,
    RefundPart,
    keep,
    open_books,
    record,
    take_number,
)
from tessera.wallet import places as held


@dataclass(frozen=True, slots=True)
class LooseLine:
    """Pieces that come back without a receipt; without a price at the lowest they were sold at."""

    sku_id: UUID
    quantity: int
    unit_price_minor: int | None = None


@dataclass(frozen=True, slots=True)
class LooseTerms:
    """What goods without a receipt may give back: ``most_minor`` a piece, None where the store has not
    sold them lately or any price may be agreed, by one of ``refund_kinds``."""

    is_agreed: bool
    days: int
    refund_kinds: tuple[str, ...]
    most_minor: Mapping[UUID, int]


def quote_loose(
    *, actor: Actor, at: datetime, store_id: UUID, sku_ids: Sequence[UUID]
) -> LooseTerms:
    """By which terms goods may come back without a receipt now; nothing is written.

    Raises Forbidden; Conflict ``returns.loose_not_taken``.
    """
    actor.require(permissions.RETURN_WITHOUT_RECEIPT, store_id)
    policy = return_policy.get(versions.current())
    _check_taken(actor, store_id, policy)
    store = org.known_at().store(store_id)
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    is_agreed = policy.loose_price == LoosePrice.AGREED
    lowest = {} if is_agreed else lowest_prices(store_id, sku_ids, day, policy.loose_days)
    kinds = (WALLET,) if policy.loose_refund == LooseRefund.VALUE else (CASH, CARD, WALLET)
    return LooseTerms(is_agreed, policy.loose_days, kinds, lowest)


@usecase(permission=permissions.RETURN_WITHOUT_RECEIPT, audit="sale.returned")
def return_without_receipt(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    lines: Sequence[LooseLine],
    refund_kind: str,
    member_id: UUID | None = None,
    reason: str = "",
) -> PostedReturn:
    """Take goods back that no sale can be found for (domain handbook 5.9).

    Unless the brand says otherwise they are worth the lowest price at which this store sold them
    lately, or less, to a member's stored value. No points move, for nobody knows
    what was earned. Raises Invalid ``returns.empty``, ``sales.quantity_invalid``,
    ``sales.amount_too_high``, ``returns.refund_kind_invalid``, ``returns.topup_needs_receipt``,
    ``returns.card_needs_receipt``, ``returns.reason_needed``;
    NotFound ``products.not_found``, ``members.not_found``; Conflict ``sales.shift_closed``,
    ``sales.member_needed``, ``returns.loose_not_taken``, ``returns.not_sold_lately``,
    ``returns.price_too_high``, ``returns.value_only``; Forbidden where only the owner may.
    """
    _check(lines, refund_kind, member_id, reason)
    skus = _read(lines, member_id)
    scene = returning.read_scene(
        at=at, store_id=store_id, till_id=till_id, member_id=member_id, sku_ids=list(skus)
    )
    _check_taken(actor, store_id, scene.rules)
    if scene.rules.loose_refund == LooseRefund.VALUE and refund_kind != WALLET:
        raise errors.loose_to_value_only()
    priced = _priced(scene, lines, skus)
    batch, return_id = Batch(), uuid7()
    amount = sum(line.quantity * line.minor for line in priced)
    quoting.check_amount(amount)
    result = PostedReturn(
        return_id=return_id,
        number=take_number(batch, scene),
        business_on=scene.business_on,
        refund_minor=amount,
        refunds=(RefundPart(refund_kind, amount),) if amount else (),
        points_back=0,
        points_clawed=0,
    )
    _post(batch, actor, scene, result, priced, skus, member_id, reason)
    _post_money(open_books(batch, scene, return_id), scene, amount, refund_kind, member_id)
    record(batch, actor, scene, result, None, reason=reason)
    keep(batch, result)
    batch.flush()
    return result


def _check(
    lines: Sequence[LooseLine], refund_kind: str, member_id: UUID | None, reason: str
) -> None:
    if not lines:
        raise errors.returns_empty()
    if any(not 0 < x.quantity <= MAX_QUANTITY or (x.unit_price_minor or 0) < 0 for x in lines):
        raise errors.quantity_invalid()
    if not reason.strip():
        raise errors.loose_reason_needed()
    if refund_kind not in {CASH, CARD, WALLET}:
        raise errors.refund_kind_invalid()
    if refund_kind == WALLET and member_id is None:
        raise errors.member_needed()


def _check_taken(actor: Actor, store_id: UUID, policy: ReturnFacts) -> None:
    if not policy.takes_loose:
        raise errors.loose_not_taken()
    if policy.loose_by_owner:
        actor.require(permissions.SET_RETURNS, store_id)


@dataclass(frozen=True, slots=True)
class _Priced:
    """A line with what one piece of it gives back."""

    sku_id: UUID
    quantity: int
    minor: int


def _priced(
    scene: Scene, lines: Sequence[LooseLine], skus: Mapping[UUID, catalog.SkuFacts]
) -> list[_Priced]:
    """The lines at what is given for them: no more than they were sold at, unless any price may be
    agreed. Raises Invalid ``sales.quantity_invalid``; Conflict ``returns.not_sold_lately``,
    ``returns.price_too_high``."""
    if scene.rules.loose_price == LoosePrice.AGREED:
        if any(line.unit_price_minor is None for line in lines):
            raise errors.quantity_invalid()
        return [_Priced(x.sku_id, x.quantity, x.unit_price_minor or 0) for x in lines]
    days = scene.rules.loose_days
    lowest = lowest_prices(scene.store.id, list(skus), scene.business_on, days)
    priced = []
    for line in lines:
        name = skus[line.sku_id].name
        if (most := lowest.get(line.sku_id)) is None:
            raise errors.not_sold_lately(name=name, days=days)
        minor = most if line.unit_price_minor is None else line.unit_price_minor
        if minor > most:
            raise errors.loose_price_too_high(name=name, most_minor=most)
        priced.append(_Priced(line.sku_id, line.quantity, minor))
    return priced


def _read(lines: Sequence[LooseLine], member_id: UUID | None) -> dict[UUID, catalog.SkuFacts]:
    """What comes back; for a member only who is one."""
    sku_ids = [line.sku_id for line in lines]
    selects = {"skus": catalog.select_skus(sorted(set(sku_ids)))}
    if member_id:
        selects["member"] = members.select_member(member_id)
    found = reads.gather(selects)
    if member_id:
        members.member_of(found["member"])
    skus = catalog.skus_of(found["skus"], asked=sku_ids, also_inactive=True)
    if any(sku.kind in VALUE for sku in skus.values()):
        raise errors.topup_needs_receipt()
    if any(sku.kind == cards.KIND for sku in skus.values()):
        raise errors.card_needs_receipt()
    return skus


def _post(
    batch: Batch,
    actor: Actor,
    scene: Scene,
    result: PostedReturn,
    lines: Sequence[_Priced],
    skus: Mapping[UUID, catalog.SkuFacts],
    member_id: UUID | None,
    reason: str,
) -> None:
    batch.change(Shift, scene.shift_id, by={"document_count": 1}, expect={"is_open": True})
    document = reversal.document_row(
        scene,
        actor,
        id=result.return_id,
        number=result.number,
        member_id=member_id,
        refund_minor=result.refund_minor,
        reason=reason,
    )
    batch.insert(Return, document)
    pieces: dict[UUID, int] = {}
    for position, line in enumerate(lines):
        sku = skus[line.sku_id]
        batch.insert(ReturnLine, _line(result.return_id, position, line, sku))
        if sku.kind == "goods":
            pieces[line.sku_id] = pieces.get(line.sku_id, 0) + line.quantity
    for part in result.refunds:
        row = reversal.refund_row(result.return_id, part.kind, part.amount_minor, None)
        batch.insert(Refund, row)
    reversal.move_stock(batch, scene, result.return_id, pieces)


def _line(return_id: UUID, position: int, line: _Priced, sku: catalog.SkuFacts) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "document_id": return_id,
        "position": position,
        "sku_id": line.sku_id,
        "kind": sku.kind,
        "name": sku.name,
        "colour": sku.colour,
        "size": sku.size,
        "quantity": line.quantity,
        "net_minor": line.quantity * line.minor,
    }


def _post_money(
    books: Books, scene: Scene, amount: int, refund_kind: str, member_id: UUID | None
) -> None:
    books.move(
        source=places.revenue(scene.store.id, scene.currency),
        destination=_destination(books, scene, amount, refund_kind, member_id),
        amount=amount,
    )
    books.close()


def _destination(
    books: Books, scene: Scene, amount: int, refund_kind: str, member_id: UUID | None
) -> Place:
    if refund_kind != WALLET or member_id is None:
        return places.tender(scene.till_id, refund_kind, scene.currency)
    own = held.principal(member_id, scene.currency)
    if amount:
        books.open_lot(place=own, amount=amount, expires_on=None)
    return own
