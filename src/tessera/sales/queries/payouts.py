"""What would be paid out of a member's stored value, with the working."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.money import MOST_MINOR
from tessera.ledger import queries as ledger
from tessera.ledger.models import Lot
from tessera.org import queries as org
from tessera.platform import versions
from tessera.sales import permissions
from tessera.sales.models import Sale
from tessera.wallet import queries as wallet
from tessera.wallet import rules
from tessera.wallet.rules import Due, TopUp, prepaid

_Key = tuple[UUID, datetime]
"""A top-up's entry and age."""


@dataclass(frozen=True, slots=True)
class PayoutPlan:
    """What each top-up is worth in money on a day; ``cash_max_minor`` is the most from a drawer."""

    dues: tuple[Due, ...]
    lots: tuple[Lot, ...]
    cash_max_minor: int

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

    def by(self, cause: str) -> int:
        """What is due for ``cause``. Raises KeyError for another."""
        return sum(due.by(cause) for due in self.dues)

    def taken(self, cause: str) -> dict[UUID, int]:
        """What is due for ``cause`` of each top-up, by the document that it came by."""
        documents = {lot.entry_id: lot.entry.document_id for lot in self.lots}
        found: dict[UUID, int] = {}
        for due in self.dues:
            key = documents[due.topup.entry_id]
            found[key] = found.get(key, 0) + due.by(cause)
        return found


def plan_payout(actor: Actor, member_id: UUID, *, store_id: UUID, at: datetime) -> PayoutPlan:
    """What a store would pay out now; both legal amounts (domain handbook 1.3, 1.4).

    Raises Forbidden.
    """
    actor.require(permissions.PAY_OUT, store_id)
    store, currency = org.get_store(store_id), org.get_brand().currency
    policy = wallet.policy.get(versions.current())
    today = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    cooling, cash_max = _limits(policy, today)
    topups, lots, keys = wallet.list_topups(member_id, currency)
    spared = _spared(lots, keys)
    return PayoutPlan(
        dues=tuple(
            rules.due(_with(one, spared), today=today, cooling_days=cooling) for one in topups
        ),
        lots=tuple(lots),
        cash_max_minor=cash_max,
    )


def _limits(policy: wallet.PolicyFacts, today: date) -> tuple[int, int]:
    """The days of withdrawal and the most in cash: by the rules of the law where the brand has set
    them, else as its policy has them."""
    profile = wallet.legal.get(versions.current()).on(today)
    if not profile.version:
        return policy.cooling_off_days, policy.cash_payout_max_minor
    cooling, cash = profile.rules[prepaid.COOLING_OFF], profile.rules[prepaid.CASH_MAX]
    days = cooling.value if cooling.mode != prepaid.OFF else 0
    return days, cash.value if cash.mode == prepaid.BLOCK else MOST_MINOR


def _with(topup: TopUp, spared: dict[_Key, int]) -> TopUp:
    return replace(topup, discount_minor=spared.get((topup.entry_id, topup.since), 0))


def _spared(lots: Sequence[Lot], keys: Mapping[UUID, _Key]) -> dict[_Key, int]:
    """By how much the goods that each top-up paid for had been reduced, by its entry
    and age.

    Of a sale's reductions each part of its price bears the same share.
    """
    taken: dict[tuple[_Key, UUID], int] = {}
    for one in ledger.list_consumption(lots, kind="sale"):
        pair = keys[one.lot_id], one.document_id
        taken[pair] = taken.get(pair, 0) + one.amount
    sales = Sale.objects.in_bulk({sale_id for _, sale_id in taken})
    found: dict[_Key, int] = {}
    for (key, sale_id), amount in taken.items():
        sale = sales[sale_id]
        price = sale.gross_minor - sale.reduction_minor
        spared = amount * sale.reduction_minor // price if price > 0 else 0
        found[key] = found.get(key, 0) + spared
    return found
