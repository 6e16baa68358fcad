"""What would be paid out of a member's stored value, with the working."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tessera.catalog.rules import TOPUP
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.ledger import queries as ledger
from tessera.ledger.models import Entry, Lot
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.sales import permissions
from tessera.sales.models import Sale, SaleLine
from tessera.sales.rules import giving
from tessera.wallet import places as held
from tessera.wallet import queries as wallet
from tessera.wallet import rules
from tessera.wallet.rules import Due, TopUp

_Key = tuple[UUID, datetime]
"""A top-up's entry and age."""


@dataclass(frozen=True, slots=True)
class PayoutPlan:
    """What each top-up is worth in money on a day; ``cash_max_minor`` is the most from a drawer.

    ``sales`` is the sale that each first came by, whoever bought; ``own`` are the member's.
    """

    dues: tuple[Due, ...]
    lots: tuple[Lot, ...]
    cash_max_minor: int
    documents: Mapping[_Key, UUID]
    sales: Mapping[_Key, UUID]
    own: frozenset[UUID]

    @property
    def left_minor(self) -> int:
        """What could still be spent."""
        return sum(due.topup.left_minor for due in self.dues)

    @property
    def bonus_minor(self) -> int:
        """What of it was given."""
        return sum(due.topup.given_left_minor for due in self.dues)

    @property
    def consumer_minor(self) -> int:
        """What is due where the cause is the member's."""
        return sum(due.consumer_minor for due in self.dues)

    @property
    def operator_minor(self) -> int:
        """What is due where it is not."""
        return sum(due.operator_minor for due in self.dues)

    @property
    def may_withdraw(self) -> bool:
        """Whether all that is on the card was topped up within the days of withdrawal and is
        untouched, so that it is paid out without a reason."""
        return bool(self.dues) and all(due.is_withdrawal for due in self.dues)

    def by(self, cause: str) -> int:
        """What is due for ``cause``. Raises KeyError for another."""
        return sum(due.by(cause) for due in self.dues)

    def document_of(self, due: Due) -> UUID:
        """The member's own sale, also before a merge, or whatever else it was, by which a top-up
        came."""
        key = due.topup.entry_id, due.topup.since
        sale_id = self.sales.get(key)
        return sale_id if sale_id in self.own else self.documents[key]

    def by_sale(self) -> dict[UUID, list[Due]]:
        """What is due of each top-up by the sale that it first came by, whoever bought it."""
        found: dict[UUID, list[Due]] = {}
        for due in self.dues:
            if sale_id := self.sales.get((due.topup.entry_id, due.topup.since)):
                found.setdefault(sale_id, []).append(due)
        return found


def plan_payout(actor: Actor, member_id: UUID, *, store_id: UUID, at: datetime) -> PayoutPlan:
    """What a store would pay out now; both legal amounts (domain handbook 1.3, 1.4).

    Raises Forbidden.
    """
    actor.require(permissions.PAY_OUT, store_id)
    store, currency = org.get_store(store_id), org.get_brand().currency
    today = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    cooling, cash_max = wallet.payout_limits(today)
    card = wallet.list_topups(member_id, currency)
    topups, lots, keys = card.topups, card.lots, card.keys
    spared, goods = _spared(card), _goods(topups, lots, keys)
    sales = _sales(lots, keys)
    return PayoutPlan(
        dues=tuple(
            rules.due(_with(one, spared, goods), today=today, cooling_days=cooling)
            for one in topups
        ),
        lots=lots,
        cash_max_minor=cash_max,
        documents={keys[lot.id]: lot.entry.document_id for lot in lots},
        sales=sales,
        own=_own(member_id, set(sales.values())),
    )


def _sales(lots: Sequence[Lot], keys: Mapping[UUID, _Key]) -> dict[_Key, UUID]:
    """By which sale each top-up first came, by a merge or from another's hands as well; none where
    two of the same store and instant cannot be told apart."""
    came = ledger.find_origins(lots, carried_by=wallet.CARRIED)
    entries = Entry.objects.filter(id__in=set().union(*came.values()), kind="sale")
    documents = dict(entries.values_list("id", "document_id"))
    found: dict[_Key, set[UUID]] = {}
    for lot_id, origins in came.items():
        sold = {documents[entry] for entry in origins & documents.keys()}
        found.setdefault(keys[lot_id], set()).update(sold)
    return {key: sale_id for key, sold in found.items() if len(sold) == 1 for sale_id in sold}


def _own(member_id: UUID, sales: Collection[UUID]) -> frozenset[UUID]:
    """Which of these the member bought, also by another number before a merge."""
    own = Sale.objects.filter(id__in=sales, member__in=members.list_ids_of(member_id))
    return frozenset(own.values_list("id", flat=True))


def _with(topup: TopUp, spared: dict[_Key, int], goods: dict[_Key, int]) -> TopUp:
    own = topup.entry_id, topup.since
    return replace(topup, discount_minor=spared.get(own, 0), goods_minor=goods.get(own, 0))


def _goods(
    topups: Sequence[TopUp], lots: Sequence[Lot], keys: Mapping[UUID, _Key]
) -> dict[_Key, int]:
    """What goods would have cost that a top-up's sale made free, those apart that came back, by
    the top-up. Whoever was given a part of its money, or took over all of it, bears the same part,
    and who topped up the fen between (decision 26)."""
    paid = [lot for lot in lots if lot.account.kind == held.PRINCIPAL]
    came = ledger.find_origins(paid, carried_by=wallet.CARRIED)
    kept = _kept_goods(set().union(*came.values()))
    if not kept:
        return {}
    whole = ledger.sum_opened(kept, kind=held.PRINCIPAL)
    found: dict[_Key, int] = {}
    for one in topups:
        own = one.entry_id, one.since
        entries = set().union(*(came[lot] for lot in came if keys[lot] == own)) & kept.keys()
        goods, cost = (sum(each[entry] for entry in entries) for each in (kept, whole))
        if entries and one.paid_minor:
            others = goods * (cost - min(cost, one.paid_minor)) // cost
            got = goods * min(cost, one.paid_minor) // cost
            found[own] = goods - others if one.entry_id in entries else got
    return found


def _kept_goods(entries: Collection[UUID]) -> dict[UUID, int]:
    """What the free goods that were kept would have cost, by the entry of their sale."""
    sold = Entry.objects.filter(id__in=entries, kind="sale")
    by_sale = {entry.document_id: entry.id for entry in sold}
    found: dict[UUID, int] = {}
    for line in SaleLine.objects.filter(sale__in=list(by_sale)).exclude(kind=TOPUP):
        free = giving.freed_minor(line.reasons)
        kept = free * (line.quantity - line.returned) // line.quantity
        if kept:
            entry = by_sale[line.sale_id]
            found[entry] = found.get(entry, 0) + kept
    return found


def _spared(card: wallet.OnCard) -> dict[_Key, int]:
    """By how much the goods that each top-up paid for had been reduced, by its entry and age; those
    as well that others bought with it who handed on the rest.

    Of a sale's reductions each part of its price bears the same share.
    """
    bought, found = _bought(card), dict[_Key, int]()
    sales = Sale.objects.in_bulk({sale_id for _, sale_id in bought})
    for (key, sale_id), amount in bought.items():
        sale = sales[sale_id]
        price = sale.gross_minor - sale.reduction_minor
        spared = amount * sale.reduction_minor // price if price > 0 else 0
        found[key] = found.get(key, 0) + spared
    return found


def _bought(card: wallet.OnCard) -> dict[tuple[_Key, UUID], int]:
    """How much of each top-up each sale took, less what came back."""
    taken: dict[tuple[_Key, UUID], int] = {}
    for one in ledger.list_consumption(card.lots, kind="sale"):
        pair = card.keys[one.lot_id], one.document_id
        taken[pair] = taken.get(pair, 0) + one.amount
    entries = {entry for uses in card.borne.values() for entry in uses}
    sold = dict(Entry.objects.filter(id__in=entries, kind="sale").values_list("id", "document_id"))
    for key, uses in card.borne.items():
        for entry in uses.keys() & sold.keys():
            taken[key, sold[entry]] = taken.get((key, sold[entry]), 0) + uses[entry].minor
    return taken
