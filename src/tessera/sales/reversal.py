"""What a return puts into the batch: document, books, stock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.ledger.queries import LotTaken
from tessera.ledger.rules import Place, Take
from tessera.offers import operations as offers
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.sales import cards, errors, gifts, places
from tessera.sales.crediting import GIVEAWAY
from tessera.sales.events import TopUpTakenBack
from tessera.sales.models import Refund, Return, ReturnLine, Sale, SaleLine, Shift
from tessera.sales.returning import Scene, Sold, topup_minor
from tessera.sales.rules import giving
from tessera.sales.rules.refunds import LineRefund, Refundable
from tessera.sales.rules.settlement import GIFT, WALLET, match
from tessera.stock import operations as stock
from tessera.wallet import operations as wallet
from tessera.wallet import places as held
from tessera.wallet.rules import SpentLot, restore, restored_until


@dataclass(frozen=True, slots=True)
class Reversal:
    """A return that is decided and not yet written."""

    actor: Actor
    scene: Scene
    sold: Sold
    lines: tuple[LineRefund, ...]
    refunds: tuple[tuple[Refundable, int], ...]
    points_back: int
    kept_minor: int
    return_id: UUID
    number: str
    reason: str

    @property
    def refund_minor(self) -> int:
        """What goes back by the tenders, points apart, less what is kept."""
        return sum(line.paid_minor for line in self.lines) - self.kept_minor

    @property
    def points_minor(self) -> int:
        """The money that the returned points stood for."""
        return sum(line.points_share_minor for line in self.lines)


def post(batch: Batch, books: Books, back: Reversal) -> None:
    """Put all of a return but its listeners' rows into the batch and the books.

    Raises Conflict ``returns.topup_used``, ``cards.used`` and ``cards.together``.
    """
    sale = back.sold.sale
    batch.change(Shift, back.scene.shift_id, by={"document_count": 1}, expect={"is_open": True})
    batch.change(Sale, sale.id, by={"return_count": 1}, expect={"return_count": sale.return_count})
    batch.insert(Return, _document(back))
    for position, line in enumerate(back.lines):
        batch.insert(ReturnLine, _line(back, position, line))
        batch.change(SaleLine, line.line_id, by={"returned": line.quantity})
    for tender, amount in back.refunds:
        batch.insert(Refund, refund_row(back.return_id, tender.kind, amount, tender.tender_id))
    taken = cards.take_back(books, back.sold, back.lines, back.scene)
    taken += gifts.take_back(books, back.sold, back.lines, back.scene)
    _post_money(books, back, taken)
    move_stock(batch, back.scene, back.return_id, _pieces(back))
    _give_coupons_back(batch, back)


def _give_coupons_back(batch: Batch, back: Reversal) -> None:
    """The coupons of the sale, by the terms that they had then. A sale without any reads nothing."""
    sale, scene = back.sold.sale, back.scene
    if any(reason["kind"] == "coupon" for reason in sale.reasons):
        left = sum(line.quantity - line.returned for line in SaleLine.objects.filter(sale=sale.id))
        offers.give_back(
            batch,
            document_id=sale.id,
            is_whole=left == sum(line.quantity for line in back.lines),
            on=scene.business_on,
            at=scene.at,
        )


def _document(back: Reversal) -> dict[str, Any]:
    return document_row(
        back.scene,
        back.actor,
        id=back.return_id,
        number=back.number,
        sale_id=back.sold.sale.id,
        member_id=back.sold.sale.member_id,
        refund_minor=back.refund_minor,
        points_back=back.points_back,
        points_minor=back.points_minor,
        kept_minor=back.kept_minor,
        reason=back.reason,
    )


def document_row(scene: Scene, actor: Actor, **values: Any) -> dict[str, Any]:
    """The values of a return's row: those of its scene, and ``values``."""
    return {
        "store_id": scene.store.id,
        "till_id": scene.till_id,
        "shift_id": scene.shift_id,
        "staff_id": actor.id if actor.kind == "staff" else None,
        "at": scene.at,
        "business_on": scene.business_on,
        **values,
    }


def refund_row(return_id: UUID, kind: str, amount: int, tender_id: UUID | None) -> dict[str, Any]:
    """The values of one refund."""
    return {
        "id": uuid7(),
        "document_id": return_id,
        "tender_id": tender_id,
        "kind": kind,
        "amount_minor": amount,
    }


def _line(back: Reversal, position: int, line: LineRefund) -> dict[str, Any]:
    sold = back.sold.lines[line.line_id]
    return {
        "id": uuid7(),
        "document_id": back.return_id,
        "position": position,
        "sale_line_id": sold.id,
        "sku_id": sold.sku_id,
        "kind": sold.kind,
        "name": sold.name,
        "colour": sold.colour,
        "size": sold.size,
        "quantity": line.quantity,
        "net_minor": line.paid_minor + line.points_share_minor,
        "value_minor": sold.value_minor,
        "points_share_minor": line.points_share_minor,
    }


def _pieces(back: Reversal) -> dict[UUID, int]:
    pieces: dict[UUID, int] = {}
    for line in back.lines:
        sold = back.sold.lines[line.line_id]
        if sold.kind in {"goods", GIVEAWAY}:
            pieces[sold.sku_id] = pieces.get(sold.sku_id, 0) + line.quantity
    return pieces


def move_stock(batch: Batch, scene: Scene, return_id: UUID, pieces: dict[UUID, int]) -> None:
    """Goods come back into the store."""
    stock.move_all(
        batch,
        found=scene.stock,
        store=scene.store,
        pieces=pieces,
        names={},
        kind="return",
        document_id=return_id,
        at=scene.at,
        business_on=scene.business_on,
    )


def _post_money(books: Books, back: Reversal, taken: list[tuple[Place, int]]) -> None:
    """Post who gets what back (docs/recipes/return.md): the sale's flows, the other way."""
    for flow in match(_sources(back, taken), _destinations(books, back)):
        books.move(source=flow.source, destination=flow.destination, amount=flow.amount)
    _take_topups(books, back)
    member_id = back.sold.sale.member_id
    if back.points_back and member_id:
        wallet.restore_points(
            books,
            member_id=member_id,
            spent=_spent_lots(back, {held.HELD_POINTS}),
            points=back.points_back,
            on=back.scene.business_on,
            days=back.scene.policy.restored_lot_days,
        )


def _sources(back: Reversal, taken: list[tuple[Place, int]]) -> list[tuple[Place, int]]:
    scene, member_id = back.scene, back.sold.sale.member_id
    topup = topup_minor(back.sold, back.lines)
    whole = back.refund_minor + back.kept_minor + back.points_minor
    rest = whole - topup - sum(amount for _, amount in taken)
    sources = [*taken, (places.revenue(scene.store.id, scene.currency), rest)]
    if topup and member_id:
        sources.insert(0, (held.principal(member_id, scene.currency), topup))
    return sources


def _destinations(books: Books, back: Reversal) -> list[tuple[Place, int]]:
    scene = back.scene
    found: list[tuple[Place, int]] = []
    for tender, amount in back.refunds:
        if tender.kind == WALLET:
            found += _restore_value(books, back, amount)
        elif tender.kind == GIFT:
            found.append((gifts.give_back(books, tender.reference, scene), amount))
        else:
            found.append((places.tender(scene.till_id, tender.kind, scene.currency), amount))
    given = back.points_minor + back.kept_minor
    found.append((places.points_as_money(scene.store.id, scene.currency), given))
    # Money for a top-up went in by cash or card and must leave the same way.
    return sorted(found, key=lambda pair: not pair[0].kind.startswith("tender."))


def _restore_value(books: Books, back: Reversal, amount: int) -> list[tuple[Place, int]]:
    """Give stored value back to its lots; what lapsed becomes a new lot of bonus."""
    scene, member_id = back.scene, back.sold.sale.member_id
    assert member_id is not None
    spent = _spent_lots(back, {held.PRINCIPAL, held.BONUS})
    kinds = {taken.lot_id: taken.account_kind for taken in back.sold.entry.taken}
    restored = restore(spent, amount, scene.business_on)
    books.take(restored.takes)
    own, extra = held.principal(member_id, scene.currency), held.bonus(member_id, scene.currency)
    to_own = -sum(t.amount for t in restored.takes if kinds[t.lot_id] == held.PRINCIPAL)
    if restored.lapsed:
        until = restored_until(scene.business_on, scene.policy.restored_lot_days)
        books.open_lot(place=extra, amount=restored.lapsed, expires_on=until)
    return [(own, to_own), (extra, amount - to_own)]


def _spent_lots(back: Reversal, kinds: set[str]) -> list[SpentLot]:
    taken: Sequence[LotTaken] = back.sold.entry.taken
    return [
        SpentLot(t.lot_id, t.unrestored, t.expires_on) for t in taken if t.account_kind in kinds
    ]


def _take_topups(books: Books, back: Reversal) -> None:
    """Take a top-up back: only whole and untouched, with its bonus (domain handbook 5.2).

    Every top-up of the sale comes back at once, so that its lots need no telling apart.
    """
    amount, member_id = topup_minor(back.sold, back.lines), back.sold.sale.member_id
    if not amount or member_id is None:
        return
    scene, lots = back.scene, back.sold.entry.opened
    value = [lot for lot in lots if lot.account.kind in {held.PRINCIPAL, held.BONUS}]
    principal = sum(lot.amount for lot in value if lot.account.kind == held.PRINCIPAL)
    if principal != amount or any(lot.remaining != lot.amount for lot in value):
        raise errors.topup_used()
    books.take([Take(lot.id, lot.amount) for lot in value])
    _take_gifts(books, back, member_id)
    books.move(
        source=held.bonus(member_id, scene.currency),
        destination=held.bonus_granted(scene.store.id, scene.currency),
        amount=sum(lot.amount for lot in value if lot.account.kind == held.BONUS),
    )


def _take_gifts(books: Books, back: Reversal, member_id: UUID) -> None:
    """Take back what the top-ups gave: parts of the bonus, coupons that were not used, points."""
    wallet.take_back_parts(
        books, member_id=member_id, sale_id=back.sold.sale.id, currency=back.scene.currency
    )
    points = 0
    for line in back.lines:
        gave = giving.gave(back.sold.lines[line.line_id].reasons)
        offers.withdraw_coupons(books.batch, [UUID(one) for one in gave.get("coupons", ())])
        points += gave.get("points", 0)
    if points:
        events.publish(TopUpTakenBack(back.sold.sale.id), books.batch)
