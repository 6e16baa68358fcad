"""What a member holds, and the policy for spending it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.ledger.models import Account, Lot
from tessera.ledger.queries import (
    ExpiredLot,
    balances_of,
    list_balances,
    list_expired_lots,
    list_kin,
    lots_of,
    select_balances,
    select_open_lots,
)
from tessera.ledger.rules import OpenLot, valid_on
from tessera.members.models import Member
from tessera.org import queries as org
from tessera.platform import versions
from tessera.platform.reads import Found, Select
from tessera.wallet import places
from tessera.wallet.models import Policy, TopUpPlan
from tessera.wallet.rules import TopUp


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """How value is spent: consumption order, what points are worth, lapsed lots' new life; and
    paid out: the days of withdrawal, and how much in cash (domain handbook 1.4)."""

    consumption_order: str = "proportional"
    points_per_major: int = 100
    points_step: int = 1
    restored_lot_days: int = 30
    cooling_off_days: int = 7
    cash_payout_max_minor: int = 10000


@dataclass(frozen=True, slots=True)
class Holding:
    """What one member holds, as one read saw it. Amounts in minor units and points."""

    member_id: UUID
    currency: str
    balances: dict[UUID, int]
    lots: tuple[OpenLot, ...]

    @property
    def principal_minor(self) -> int:
        """Stored value that was paid in."""
        return self.balances.get(places.principal(self.member_id, self.currency).id, 0)

    @property
    def bonus_minor(self) -> int:
        """Stored value that was given."""
        return self.balances.get(places.bonus(self.member_id, self.currency).id, 0)

    @property
    def debt_points(self) -> int:
        """Points still owed after a clawback, as a positive number."""
        return -self.balances.get(places.points_debt(self.member_id).id, 0)

    def points_lots(self, day: date) -> list[OpenLot]:
        """The lots of points that may be spent on ``day``."""
        return valid_on(self._lots_of(places.points(self.member_id).id), day)

    def points_on(self, day: date) -> int:
        """Points that may be spent on ``day``; none while points are owed."""
        held = sum(lot.remaining for lot in self.points_lots(day))
        return max(0, held - self.debt_points)

    def principal_lots(self) -> list[OpenLot]:
        """The lots of principal."""
        return self._lots_of(places.principal(self.member_id, self.currency).id)

    def bonus_lots(self, day: date) -> list[OpenLot]:
        """The lots of bonus that are valid on ``day``."""
        return valid_on(self._lots_of(places.bonus(self.member_id, self.currency).id), day)

    def spendable_minor(self, day: date) -> int:
        """Stored value that a payment on ``day`` may take."""
        return sum(lot.remaining for lot in [*self.principal_lots(), *self.bonus_lots(day)])

    def _lots_of(self, account_id: UUID) -> list[OpenLot]:
        return [lot for lot in self.lots if lot.account_id == account_id]


def select_holding(member_id: UUID, currency: str) -> dict[str, Select]:
    """The parts of a gathered read for ``holding_of``."""
    own = places.of_member(member_id, currency)
    return {"balances": select_balances(own), "lots": select_open_lots(own)}


def holding_of(member_id: UUID, currency: str, *, balances: Found, lots: Found) -> Holding:
    """A member's holding from what ``select_holding`` read."""
    return Holding(member_id, currency, balances_of(balances), tuple(lots_of(lots)))


@dataclass(frozen=True, slots=True)
class Balances:
    """A member's balances for a person to look at."""

    points: int
    points_debt: int
    principal_minor: int
    bonus_minor: int


def get_balances(member_id: UUID) -> Balances:
    """The balances of one member."""
    return balances_by_kind(list_balances(member_id))


def balances_by_kind(kept: Mapping[str, int]) -> Balances:
    """A member's balances from those of the accounts, by their kinds."""
    return Balances(
        points=kept.get(places.HELD_POINTS, 0),
        points_debt=-kept.get(places.POINTS_DEBT, 0),
        principal_minor=kept.get(places.PRINCIPAL, 0),
        bonus_minor=kept.get(places.BONUS, 0),
    )


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a top-up line credits, for each piece sold."""

    sku_id: UUID
    principal_minor: int
    bonus_minor: int


def select_plans(sku_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for the top-up plans among ``sku_ids``."""
    return Select(
        "SELECT sku_id, principal_minor, bonus_minor FROM wallet_topupplan WHERE sku_id IN {skus}",
        {"skus": list(sku_ids)},
    )


def plans_of(found: Found) -> dict[UUID, PlanFacts]:
    """Plans by SKU from what ``select_plans`` read."""
    rows = [
        PlanFacts(ids.parse_uuid(r["sku_id"]), r["principal_minor"], r["bonus_minor"])
        for r in found
    ]
    return {plan.sku_id: plan for plan in rows}


def list_plans() -> list[TopUpPlan]:
    """All top-up plans, the smallest first."""
    return list(TopUpPlan.objects.select_related("sku__product").order_by("principal_minor"))


def business_days(actor: Actor, at: datetime) -> dict[UUID, date]:
    """The business day that each of the actor's stores has at ``at``."""
    return {
        store.id: business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
        for store in org.list_stores(actor)
    }


def list_expired_points(days: Mapping[UUID, date], *, limit: int) -> list[ExpiredLot]:
    """Lots of points whose last day is over by the business ``days`` of their stores."""
    return list_expired_lots(kind=places.HELD_POINTS, days=days, limit=limit)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A merged member whose accounts are not empty, and who stayed."""

    gone_id: UUID
    keep_id: UUID
    home_store_id: UUID | None


def list_left_behind(*, limit: int) -> list[LeftBehind]:
    """Merged members who hold or owe something still, ``limit`` at most."""
    held = Account.objects.filter(owner=OuterRef("id")).exclude(balance=0)
    gone = Member.objects.filter(Exists(held), merged_into__isnull=False)
    rows = gone.order_by("id").values_list("id", "merged_into", "merged_into__home_store")
    return [LeftBehind(gone, keep, home) for gone, keep, home in rows[:limit] if keep]


def list_topups(member_id: UUID, currency: str) -> tuple[list[TopUp], list[Lot]]:
    """What put value on the member's card of which something is left, the oldest first, and its
    lots. Of what came by a merge, only what came counts."""
    paid, given = places.principal(member_id, currency), places.bonus(member_id, currency)
    lots = list_kin([paid, given])
    topups: dict[tuple[UUID, datetime], list[Lot]] = {}
    for lot in lots:
        topups.setdefault((lot.entry_id, lot.earned_at), []).append(lot)
    found = [_topup(own, paid.id) for own in topups.values()]
    return sorted(found, key=lambda one: (one.on, one.entry_id)), lots


def _topup(lots: Sequence[Lot], paid_id: UUID) -> TopUp:
    paid = [lot for lot in lots if lot.account_id == paid_id]
    given = [lot for lot in lots if lot.account_id != paid_id]
    return TopUp(
        entry_id=lots[0].entry_id,
        since=lots[0].earned_at,
        on=max(_day_of(lot) for lot in lots),
        paid_minor=sum(lot.amount for lot in paid),
        given_minor=sum(lot.amount for lot in given),
        paid_left_minor=sum(lot.remaining for lot in paid),
        given_left_minor=sum(lot.remaining for lot in given),
    )


def _day_of(lot: Lot) -> date:
    """The business day on which a lot's value was got; a merge carries lots over with their age."""
    if lot.earned_at == lot.entry.at or lot.store_id is None:
        return lot.entry.business_on
    store = org.get_store(lot.store_id)
    return business_day(lot.earned_at, zone=store.zone, cutover_hour=store.cutover_hour)


def _load_policy() -> PolicyFacts:
    row = Policy.objects.first()
    if row is None:
        return PolicyFacts()
    kept = {field: getattr(row, field) for field in PolicyFacts.__dataclass_fields__}
    return PolicyFacts(**kept)


policy: versions.Cached[PolicyFacts] = versions.Cached("wallet", _load_policy)
"""The current policy, kept in the process by the version ``wallet``."""
