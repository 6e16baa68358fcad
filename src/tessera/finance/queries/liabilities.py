"""What is owed, by who issued it and how old it is; and what an accountant makes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tessera.finance import permissions
from tessera.finance.queries import flows as reading
from tessera.finance.queries.ages import Aged, get_ages
from tessera.finance.queries.days import get_today, get_zone
from tessera.finance.queries.flows import Where
from tessera.finance.queries.terms import TermsView, list_terms, terms_of
from tessera.finance.rules import ages, columns, contracts, revenue, statements
from tessera.finance.rules.contracts import Earned, Period
from tessera.finance.rules.statements import Flow
from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.org.queries import StoreFacts
from tessera.platform import versions
from tessera.wallet import queries as wallet
from tessera.wallet.rules import prepaid

MONEY_IN = frozenset({"tender.cash", "tender.card", "wallet.principal", "gift.value"})
"""What pays for goods. Points and bonus pay nothing: they are what goods give away."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed by one issuer, or by all; ``bands`` by age and ``expiry`` by the days left, of which
    the last never runs out. What is ``frozen`` is owed too, and in neither of them."""

    store: StoreFacts | None
    bands: tuple[int, ...]
    expiry: tuple[int, ...]
    lots: int
    frozen: int

    @property
    def amount(self) -> int:
        """All bands together, and what is frozen."""
        return sum(self.bands) + self.frozen


@dataclass(frozen=True, slots=True)
class Liability:
    """A holding: what lots say, and what the accounts say, which differ by what is in no lot: points
    that are owed back, the money in passes."""

    holding: str
    as_of: datetime
    whole: Owed
    stores: tuple[Owed, ...]
    balance: int


@dataclass(frozen=True, slots=True)
class StoredValue:
    """What stored value means for revenue; amounts in minor units.

    ``quarter_end`` is the last day of the quarter before, ``quarter_minor`` what was owed then of what
    was paid in; ``custody_bp`` of it must lie in the account for prepaid money, by the rules of the
    law that the brand keeps (domain handbook 1.1).
    """

    issued_minor: int
    used_minor: int
    principal_minor: int
    bonus_minor: int
    breakage_minor: int
    quarter_end: date
    quarter_minor: int
    custody_bp: int
    custody_minor: int
    terms: TermsView

    @property
    def per_hundred_minor(self) -> int:
        """The revenue in 100.00 of stored value that is spent, at what is held now."""
        return revenue.revenue_of(
            10_000, paid_minor=self.principal_minor, given_minor=self.bonus_minor
        )


def get_liability(*, actor: Actor, at: datetime, holding: str) -> Liability:
    """What is owed of a holding in the stores that the actor sees, by the store that issued it.

    Raises Forbidden.
    """
    actor.require(permissions.VIEW)
    stores = {store.id: store for store in org.list_stores(actor)}
    today = get_today(actor, at)
    found = get_ages(at=at, today=today, zone=get_zone())
    kinds = columns.kinds_of(holding)
    own = [
        one
        for one in found.sums
        if one.kind in kinds and (actor.store_ids is None or one.store_id in stores)
    ]
    by_store: dict[UUID | None, list[Aged]] = {}
    for one in own:
        by_store.setdefault(one.store_id, []).append(one)
    told = [
        _owed(stores.get(store_id) if store_id else None, sums)
        for store_id, sums in by_store.items()
    ]
    return Liability(
        holding=holding,
        as_of=found.as_of,
        whole=_owed(None, own),
        stores=tuple(sorted(told, key=lambda owed: (owed.store is None, -owed.amount))),
        balance=_balance(actor, holding, today),
    )


def get_stored_value(*, actor: Actor, at: datetime) -> StoredValue:
    """What stored value means for revenue, in the stores that the actor sees. Raises Forbidden."""
    actor.require(permissions.VIEW)
    today = get_today(actor, at)
    terms = terms_of(today, list_terms())
    line = _line(actor, columns.PRINCIPAL, today)
    eve = _quarter_of(today) - timedelta(days=1)
    quarter = _balance(actor, columns.PRINCIPAL, eve)
    law = wallet.legal.get(versions.current()).on(today)
    custody_bp = law.rules[prepaid.CUSTODY].value
    issued, used = line.of(columns.ISSUED) - line.of(columns.REFUNDED), line.of(columns.USED)
    return StoredValue(
        issued_minor=issued,
        used_minor=used,
        principal_minor=line.closing,
        bonus_minor=_balance(actor, columns.BONUS, today),
        breakage_minor=revenue.breakage(issued, used_minor=used, rate_bp=terms.breakage_bp),
        quarter_end=eve,
        quarter_minor=quarter,
        custody_bp=custody_bp,
        custody_minor=revenue.custody(quarter, custody_bp),
        terms=terms,
    )


def list_points(*, actor: Actor, at: datetime) -> list[Earned]:
    """Points as a contract liability, month by month from the beginning, the oldest first.

    Raises Forbidden. Sales are what money paid for goods, whether points came with it or not.
    """
    actor.require(permissions.VIEW)
    known = list_terms()
    kinds = {*columns.kinds_of(columns.POINTS), "revenue"}
    months = reading.list_months(Where(kinds, None, get_today(actor, at), _scope(actor)))
    periods = [_period(month, months[month], known) for month in sorted(months)]
    return contracts.run(periods)


def _period(month: date, flows: Iterable[Flow], known: list[TermsView]) -> Period:
    flows = list(flows)
    line = statements.line(columns.POINTS, flows)
    issued = line.of(columns.ISSUED) - line.of(columns.TAKEN_BACK) + line.of(columns.ADJUSTED)
    return Period(
        first=month,
        sales_minor=sum(_sold(flow) for flow in flows),
        issued=issued,
        redeemed=line.of(columns.USED),
        expected=terms_of(month, known).expected,
    )


def _sold(flow: Flow) -> int:
    """What money paid for goods, less what was paid back."""
    if flow.destination == "revenue" and flow.source in MONEY_IN:
        return flow.amount
    return -flow.amount if flow.source == "revenue" and flow.destination in MONEY_IN else 0


def _owed(store: StoreFacts | None, sums: Iterable[Aged]) -> Owed:
    bands, expiry = [0] * len(ages.BANDS), [0] * (len(ages.BANDS) + 1)
    lots = frozen = 0
    for one in sums:
        lots += one.lots
        if one.kind in columns.FROZEN.values():
            frozen += one.amount
            continue
        bands[one.age] += one.amount
        expiry[one.expiry] += one.amount
    return Owed(store, tuple(bands), tuple(expiry), lots, frozen)


def _scope(actor: Actor) -> list[UUID] | None:
    return None if actor.store_ids is None else list(actor.store_ids)


def _line(actor: Actor, holding: str, until: date) -> statements.Line:
    where = Where(columns.kinds_of(holding), None, until, _scope(actor))
    return statements.line(holding, reading.list_flows(where))


def _balance(actor: Actor, holding: str, until: date) -> int:
    return _line(actor, holding, until).closing


def _quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
