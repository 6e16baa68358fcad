"""What a return of a sale's lines must know before it is decided."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, F, Q, Sum, When
from django.db.models.functions import Coalesce

from tessera.catalog.rules import TOPUP
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.ledger import queries as ledger
from tessera.org import queries as org
from tessera.platform import numbering, reads, versions
from tessera.platform.reads import Found
from tessera.sales import context as contexts
from tessera.sales import errors
from tessera.sales.events import SaleReturned
from tessera.sales.models import Return, Sale, SaleLine, Tender
from tessera.sales.queries.buyers import BuyerFacts, buyer_of, select_buyer
from tessera.sales.queries.return_policy import ReturnFacts, return_policy
from tessera.sales.rules import giving
from tessera.sales.rules.refunds import (
    LineRefund,
    Refundable,
    SoldLine,
    refund_line,
    refund_tenders,
    topup_parts,
)
from tessera.stock import queries as stock
from tessera.wallet import places as held
from tessera.wallet import queries as wallet


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many pieces of one line of the sale."""

    line_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when something comes back: the store's day, the open shift, the numbers."""

    at: datetime
    business_on: date
    currency: str
    store: org.StoreFacts
    till_id: UUID
    till_code: str
    shift_id: UUID
    counter: Found
    versions: Mapping[str, str]
    stock: Mapping[UUID, stock.StockFacts]
    holding: wallet.Holding | None
    policy: wallet.PolicyFacts
    rules: ReturnFacts
    buyer: BuyerFacts | None


_keepers: list[Callable[[SaleReturned], int]] = []


def also_keep(ask: Callable[[SaleReturned], int]) -> None:
    """Have ``ask`` say, before anything is posted, how much of a refund is kept, in minor units.

    For rooms above, which know what was earned; ``config.wiring`` says which.
    """
    _keepers.append(ask)


def kept_minor(event: SaleReturned) -> int:
    """What is kept of the refund of a return that is about to be posted."""
    return sum(ask(event) for ask in _keepers)


def read_scene(
    *, at: datetime, store_id: UUID, till_id: UUID, member_id: UUID | None, sku_ids: Sequence[UUID]
) -> Scene:
    """Read what any return needs. Raises Conflict ``sales.shift_closed``."""
    known = org.known_at()
    store, currency = known.store(store_id), known.brand.currency
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    series = contexts.return_series(till_id)
    numbering.queue(series=series, day=day)
    selects = {
        "versions": versions.CURRENT,
        "shift": contexts.select_shift(till_id),
        "counter": numbering.select(series=series, day=day),
        "stock": stock.select_stock(store_id, sorted(set(sku_ids))),
    }
    if member_id:
        selects |= wallet.select_holding(member_id, currency)
        selects["buyer"] = select_buyer(member_id)
    found = reads.gather(selects)
    current = {row["name"]: row["value"] for row in found["versions"]}
    return Scene(
        at=at,
        business_on=day,
        currency=currency,
        store=store,
        till_id=till_id,
        till_code=known.till(till_id).code,
        shift_id=contexts.open_shift_id(found["shift"]),
        counter=found["counter"],
        versions=current,
        stock=stock.stock_of(found["stock"]),
        holding=wallet.holding_of(
            member_id, currency, balances=found["balances"], lots=found["lots"]
        )
        if member_id
        else None,
        policy=wallet.policy.get(current),
        rules=return_policy.get(current),
        buyer=buyer_of(found.get("buyer", [])),
    )


@dataclass(frozen=True, slots=True)
class Sold:
    """The sale as it stands: those of its lines that are wanted, what is left of its tenders,
    what it took from lots."""

    sale: Sale
    lines: Mapping[UUID, SaleLine]
    tenders: tuple[Refundable, ...]
    entry: ledger.EntryLots
    points_minor_done: int

    def value_minor(self, line: LineRefund) -> int:
        """What of a refund is for stored value: a top-up's line whole, of cards' what they brought;
        all cards of a line come back together."""
        sold = self.lines[line.line_id]
        return line.paid_minor if sold.kind == TOPUP else sold.value_minor


def read_sold(actor: Actor, sale_id: UUID, wanted: Sequence[Wanted]) -> Sold:
    """Read a sale that ``actor`` may see, of its lines those ``wanted``; the caller has a
    transaction.

    The sale is locked until that ends: what is left of it takes several reads, and another
    return between them would make it fit together no more. Raises NotFound
    ``sales.not_found``; Conflict ``sales.member_left``: nothing is refunded to the accounts of
    somebody who has none any more.
    """
    locked = Sale.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    sale = locked.filter(id=sale_id).first()
    if sale is None or not actor.reaches(sale.store_id):
        raise errors.sale_not_found()
    if sale.member and sale.member.left_at:
        raise errors.member_left()
    returned = Return.objects.filter(sale=sale).aggregate(done=Coalesce(Sum("points_minor"), 0))
    entry = ledger.get_entry_lots(document_id=sale.id)
    return Sold(
        sale=sale,
        lines=SaleLine.objects.filter(sale=sale).in_bulk({want.line_id for want in wanted}),
        tenders=_refundable(sale, entry),
        entry=entry,
        points_minor_done=returned["done"],
    )


def _refundable(sale: Sale, entry: ledger.EntryLots) -> tuple[Refundable, ...]:
    refunded = Coalesce(Sum("refunds__amount_minor"), 0)
    found = Tender.objects.filter(~Q(kind="points"), sale=sale).annotate(refunded=refunded)
    tenders = list(found.order_by("position"))
    topup, is_back = _topups(sale, entry)
    parts = topup_parts([(tender.kind, tender.amount_minor) for tender in tenders], topup)
    return tuple(
        Refundable(
            tender_id=tender.id,
            kind=tender.kind,
            reference=tender.reference,
            left_minor=tender.amount_minor - tender.refunded - (0 if is_back else part),
            topup_minor=0 if is_back else part,
        )
        for tender, part in zip(tenders, parts, strict=True)
    )


def _topups(sale: Sale, entry: ledger.EntryLots) -> tuple[int, bool]:
    """What the sale's stored value cost, and whether it has come back, which all of it does
    together."""
    if not any(lot.account.kind == held.PRINCIPAL for lot in entry.opened):
        return 0, False
    lines = SaleLine.objects.filter(Q(kind=TOPUP) | Q(value_minor__gt=0), sale=sale)
    cost = Sum(Case(When(kind=TOPUP, then=F("net_minor")), default=F("value_minor")))
    summed = lines.aggregate(cost=cost, back=Sum("returned"))
    return summed["cost"], summed["back"] > 0


def refunds_of(sold: Sold, wanted: Sequence[Wanted]) -> list[LineRefund]:
    """What the wanted pieces refund, in the sale's order.

    Raises Invalid ``returns.empty``, NotFound ``returns.line_not_found``, Conflict
    ``returns.too_many``.
    """
    pieces: dict[UUID, int] = {}
    for want in wanted:
        if want.line_id not in sold.lines:
            raise errors.line_not_of_sale()
        pieces[want.line_id] = pieces.get(want.line_id, 0) + want.quantity
    if not pieces or min(pieces.values()) <= 0:
        raise errors.returns_empty()
    lines = sorted((sold.lines[line_id] for line_id in pieces), key=lambda line: line.position)
    return [_refund(line, pieces[line.id]) for line in lines]


def _refund(line: SaleLine, quantity: int) -> LineRefund:
    if quantity > (returnable := line.quantity - line.returned):
        raise errors.too_many(line_id=line.id, returnable=returnable)
    paid = line.net_minor - line.points_share_minor
    sold = SoldLine(line.id, line.quantity, line.returned, paid, line.points_share_minor)
    return refund_line(sold, quantity)


def tender_refunds(
    sold: Sold, lines: Sequence[LineRefund], *, order: str, kept_minor: int = 0
) -> tuple[tuple[Refundable, int], ...]:
    """What each tender of the sale gives back for ``lines``, of which ``kept_minor`` is kept, in the
    brand's ``order``.

    Raises Conflict ``returns.topups_together``: the top-ups of a sale share their lots.
    """
    whole = sum(line.paid_minor for line in lines)
    topup = topup_minor(sold, lines)
    if topup not in {0, sum(tender.topup_minor for tender in sold.tenders)}:
        raise errors.topups_together()
    if topup:
        _check_free_goods(sold, lines)
    amount = whole - topup - kept_minor
    return tuple(refund_tenders(amount, sold.tenders, order=order, topups=topup > 0))


def topup_minor(sold: Sold, lines: Sequence[LineRefund]) -> int:
    """What of ``lines`` is for stored value."""
    return sum(sold.value_minor(line) for line in lines)


def _check_free_goods(sold: Sold, lines: Sequence[LineRefund]) -> None:
    """What a top-up made free comes back before it or with it.

    Raises Conflict ``returns.free_order_together``.
    """
    coming = {line.line_id: line.quantity for line in lines}
    others = SaleLine.objects.filter(sale=sold.sale, returned__lt=F("quantity"))
    for line in others.exclude(kind=TOPUP):
        free = giving.is_free_by_topup(line.reasons)
        if free and line.returned + coming.get(line.id, 0) < line.quantity:
            raise errors.free_order_together()
