"""Use a card at the till, and undo that on the same day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.catalog import queries as catalog
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.ledger import queries as ledger
from tessera.ledger.operations import Books
from tessera.members import errors as member_errors
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import audit, reads
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.reads import Found
from tessera.platform.usecases import usecase
from tessera.sales import context as contexts
from tessera.sales import errors, permissions, places
from tessera.sales.models import PassUse, Shift
from tessera.stock import operations as stock
from tessera.stock import queries as stock_queries
from tessera.wallet.errors import cards as card_errors
from tessera.wallet.operations import cards
from tessera.wallet.queries.cards import CardFacts, check_usable, get_card
from tessera.wallet.rules import cards as rules


@dataclass(frozen=True, slots=True)
class UsedPass:
    """What a use took and what is left; ``uses_left`` is None where uses are not counted."""

    use_id: UUID
    card_id: UUID
    business_on: date
    name: str
    item: str
    uses: int
    uses_left: int | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where and when, with what was read there."""

    actor: Actor
    at: datetime
    day: date
    store: org.StoreFacts
    till_id: UUID
    card: CardFacts
    item: catalog.SkuFacts | None
    found: Mapping[str, Found]

    @property
    def shift_id(self) -> UUID:
        """The open shift. Raises Conflict ``sales.shift_closed``."""
        return contexts.open_shift_id(self.found["shift"])


@usecase(permission=permissions.USE_CARD, audit="pass.used")
def use_pass(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    card_id: UUID,
    uses: int = 1,
    sku_id: UUID | None = None,
    used_by: str = "",
) -> UsedPass:
    """Take ``uses`` off a member's card for one of its items; goods leave the stock.

    What they are worth becomes revenue of this store (domain handbook 5.14). ``used_by`` says who
    carried the card, empty for the member; a personal card is used by its member alone. A card
    for one SKU needs no ``sku_id``.

    Raises NotFound ``cards.not_found``, ``products.not_found``; Invalid ``cards.uses_invalid``,
    ``cards.item_needed``; Conflict ``cards.not_active``, ``cards.not_begun``, ``cards.over``,
    ``cards.uses_insufficient``, ``cards.item_not_in_group``, ``cards.member_only``,
    ``members.card_blocked``, ``sales.shift_closed``, ``stock.insufficient``.
    """
    scene = _scene(actor, at, store_id, till_id, get_card(card_id, _currency()), sku_id)
    who = one_line(used_by)[:60]
    if members.is_card_blocked(scene.card.member_id):
        raise member_errors.card_blocked()
    check_usable(scene.card, count=uses, on=scene.day)
    _check_item(scene)
    if who and scene.card.terms.is_personal:
        raise card_errors.member_only()
    batch, use_id = Batch(), uuid7()
    books = _books(batch, scene, use_id)
    revenue = places.revenue(store_id, scene.card.currency)
    minor = cards.use(books, scene.card, count=uses, revenue=revenue, on=scene.day)
    batch.change(Shift, scene.shift_id, by={"document_count": 1}, expect={"is_open": True})
    batch.insert(PassUse, _document(scene, use_id, uses, minor, who))
    _move_stock(batch, scene, use_id, -uses)
    books.close()
    result = _result(scene, use_id, uses)
    _note(batch, scene, "pass.used", use_id, uses)
    batch.flush()
    return result


@usecase(permission=permissions.USE_CARD, audit="pass.use_undone")
def undo_use(
    *, actor: Actor, at: datetime, request_id: UUID, store_id: UUID, till_id: UUID, use_id: UUID
) -> UsedPass:
    """Undo a use of the same business day in the same store, by a reversing entry (law 5).

    Raises NotFound ``passes.use_not_found``; Conflict ``passes.undone``, ``passes.too_late``,
    ``cards.not_active``, ``sales.shift_closed``.
    """
    use = PassUse.objects.filter(id=use_id, store_id=store_id).first()
    if use is None:
        raise errors.use_not_found()
    if use.is_undone:
        raise errors.use_undone()
    card = get_card(use.card_id, _currency())
    scene = _scene(actor, at, store_id, till_id, card, use.sku_id)
    if scene.day != use.business_on:
        raise errors.use_too_late()
    if card.state != "active":
        raise card_errors.not_active(state=card.state)
    batch, undo_id = Batch(), uuid7()
    books = _books(batch, scene, undo_id, reverses=use.id)
    revenue = places.revenue(store_id, card.currency)
    cards.unuse(books, card, count=use.uses, minor=use.amount_minor, revenue=revenue)
    batch.change(Shift, scene.shift_id, by={"document_count": 0}, expect={"is_open": True})
    batch.change(PassUse, use.id, put={"is_undone": True}, expect={"is_undone": False})
    _move_stock(batch, scene, undo_id, use.uses)
    books.close()
    result = _result(scene, use.id, -use.uses)
    _note(batch, scene, "pass.use_undone", use.id, use.uses)
    batch.flush()
    return result


def _currency() -> str:
    return org.get_brand().currency


def _scene(
    actor: Actor, at: datetime, store_id: UUID, till_id: UUID, card: CardFacts, sku_id: UUID | None
) -> _Scene:
    store = org.get_store(store_id)
    only = card.terms.group.sku_ids
    if sku_id is None and len(only) == 1 and not card.terms.group.categories:
        sku_id = UUID(only[0])
    wanted = [sku_id] if sku_id else []
    found = reads.gather(
        {
            "shift": contexts.select_shift(till_id),
            "skus": catalog.select_skus(wanted),
            "stock": stock_queries.select_stock(store_id, wanted),
        }
    )
    skus = catalog.skus_of(found["skus"], asked=wanted, also_inactive=True)
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    item = skus[sku_id] if sku_id else None
    return _Scene(actor, at, day, store, till_id, card, item, found)


def _check_item(scene: _Scene) -> None:
    group, item = scene.card.terms.group, scene.item
    if item is None:
        if group.sku_ids or group.categories:
            raise card_errors.item_needed()
        return
    if item.kind not in {"goods", "service"} or not group.has(str(item.id), item.category):
        raise card_errors.item_not_in_group(name=item.name)


def _books(batch: Batch, scene: _Scene, document_id: UUID, reverses: UUID | None = None) -> Books:
    return Books(
        batch=batch,
        balances=scene.card.balances,
        kind="pass_undo" if reverses else "pass_use",
        document_id=document_id,
        store_id=scene.store.id,
        holder=scene.card.member_id,
        at=scene.at,
        business_on=scene.day,
        reverses_id=ledger.get_entry_lots(document_id=reverses).entry_id if reverses else None,
    )


def _document(scene: _Scene, use_id: UUID, uses: int, minor: int, who: str) -> dict[str, Any]:
    item, actor = scene.item, scene.actor
    words = (item.name, item.colour, item.size) if item else ()
    return {
        "id": use_id,
        "card_id": scene.card.id,
        "member_id": scene.card.member_id,
        "store_id": scene.store.id,
        "till_id": scene.till_id,
        "shift_id": scene.shift_id,
        "staff_id": actor.id if actor.kind == "staff" else None,
        "at": scene.at,
        "business_on": scene.day,
        "uses": uses,
        "amount_minor": minor,
        "sku_id": item.id if item else None,
        "tag_minor": item.tag_minor if item else 0,
        "kind": item.kind if item else "",
        "item": " ".join(word for word in words if word),
        "used_by": who,
    }


def _move_stock(batch: Batch, scene: _Scene, document_id: UUID, pieces: int) -> None:
    """Goods that a card pays for leave the store, or come back to it."""
    item = scene.item
    if item is None or item.kind != "goods":
        return
    stock.move_all(
        batch,
        found=stock_queries.stock_of(scene.found["stock"]),
        store=scene.store,
        pieces={item.id: pieces},
        names={item.id: item.name},
        kind="pass",
        document_id=document_id,
        at=scene.at,
        business_on=scene.day,
    )


def _result(scene: _Scene, use_id: UUID, uses: int) -> UsedPass:
    card, item = scene.card, scene.item
    last = card.ends_on
    if card.starts_on is None and uses > 0:
        _, last = rules.validity(card.terms, scene.day)
    return UsedPass(
        use_id=use_id,
        card_id=card.id,
        business_on=scene.day,
        name=card.name,
        item=item.name if item else "",
        uses=abs(uses),
        uses_left=None if card.terms.is_unlimited else card.uses_left - uses,
        ends_on=last,
    )


def _note(batch: Batch, scene: _Scene, action: str, use_id: UUID, uses: int) -> None:
    data = {
        "card_id": str(scene.card.id),
        "member_id": str(scene.card.member_id),
        "name": scene.card.name,
        "uses": uses,
    }
    row = audit.row(
        actor=scene.actor,
        at=scene.at,
        action=action,
        subject=use_id,
        store_id=scene.store.id,
        data=data,
    )
    batch.insert(AuditRow, row)
