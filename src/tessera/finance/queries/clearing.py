"""What stores owe each other: value of one that was spent in another, by the lots' issuers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from tessera.finance import permissions
from tessera.finance.queries import entries
from tessera.finance.queries.entries import EntryPage
from tessera.finance.rules import clearing, columns
from tessera.finance.rules.clearing import Crossing
from tessera.kernel.actor import Actor
from tessera.ledger.models import Entry, LotChange
from tessera.org.models import Store

SPENDING = ("sale", "return", "payout")
"""The kinds of entry in which value is spent, comes back, or is paid out in money. Freezing, expiry
and handing over are nobody's goods."""

PAID = (*columns.kinds_of(columns.PRINCIPAL), *columns.kinds_of(columns.GIFTS))
GIVEN = columns.kinds_of(columns.BONUS)


@dataclass(frozen=True, slots=True)
class Range:
    """Business days, both counting, and who bears what was given besides."""

    since: date
    until: date
    issuer_bears_bonus: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """``issuer`` owes ``spender`` so much; the names are those of the stores."""

    crossing: Crossing
    issuer: str
    spender: str
    owed: int


@dataclass(frozen=True, slots=True)
class Clearing:
    """The pairs, what is owed most first; and what each store gets in all, or pays."""

    asked: Range
    pairs: tuple[Pair, ...]
    positions: tuple[tuple[str, int], ...]


def get_clearing(*, actor: Actor, asked: Range) -> Clearing:
    """What stores owed each other for some days. Who works for some stores sees what these owe and
    are owed. Raises Forbidden."""
    actor.require(permissions.VIEW)
    crossings, names = list_crossings(actor, asked), _names()
    bears = asked.issuer_bears_bonus
    pairs = [
        Pair(
            one,
            names.get(one.issuer, ""),
            names.get(one.spender, ""),
            one.owed(issuer_bears_bonus=bears),
        )
        for one in crossings
    ]
    net = clearing.positions(crossings, issuer_bears_bonus=bears)
    told = sorted(((names.get(store, ""), amount) for store, amount in net.items()), key=_most)
    order = sorted(pairs, key=lambda pair: (-pair.owed, pair.issuer, pair.spender))
    return Clearing(asked, tuple(order), tuple(told))


def list_crossings(actor: Actor, asked: Range) -> list[Crossing]:
    """What was spent elsewhere, by the two stores."""
    spent = -Sum("amount", filter=Q(lot__account__kind__in=PAID), default=0)
    given = -Sum("amount", filter=Q(lot__account__kind__in=GIVEN), default=0)
    found = _changes(actor, asked).order_by().values_list("lot__store_id", "entry__store_id")
    rows = found.annotate(principal=spent, bonus=given)
    return [Crossing(*row) for row in rows if row[2] or row[3]]


def list_crossing_entries(
    *, actor: Actor, asked: Range, issuer: UUID, spender: UUID, after: str = ""
) -> EntryPage:
    """The entries in which value of ``issuer``'s was spent at ``spender``, the newest first; ``change``
    is what of it was spent, below zero what came back. Raises Forbidden."""
    actor.require(permissions.VIEW)
    own = _changes(actor, asked).filter(lot__store_id=issuer, entry__store_id=spender)
    found = Entry.objects.filter(id__in=own.values("entry"))
    page = entries.page_of(
        entries.behind(found, entries.read_key(after)), columns.PRINCIPAL, frozenset()
    )
    ids = [row.id for row in page.rows]
    sums = own.filter(entry__in=ids).order_by().values_list("entry").annotate(of=-Sum("amount"))
    moved = dict(sums)
    return replace(page, rows=[replace(row, change=moved[row.id]) for row in page.rows])


def _changes(actor: Actor, asked: Range) -> "QuerySet[LotChange]":
    found = LotChange.objects.filter(
        entry__business_on__range=(asked.since, asked.until),
        entry__kind__in=SPENDING,
        entry__store_id__isnull=False,
        lot__store_id__isnull=False,
        lot__account__kind__in=(*PAID, *GIVEN),
    ).exclude(entry__store_id=F("lot__store_id"))
    if actor.store_ids is None:
        return found
    own = list(actor.store_ids)
    return found.filter(Q(lot__store_id__in=own) | Q(entry__store_id__in=own))


def _names() -> Mapping[UUID, str]:
    return dict(Store.objects.values_list("id", "name"))


def _most(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]
