"""What stores owe each other: value of one that was spent in another, by the lots' issuers. What is on
gift cards and on cards of uses lies in no lots: their issuer is who sold the card."""

import functools
import operator
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery, Sum

from tessera.finance import permissions
from tessera.finance.queries import entries
from tessera.finance.queries.entries import EntryPage
from tessera.finance.rules import clearing, columns
from tessera.finance.rules.clearing import Crossing
from tessera.kernel.actor import Actor
from tessera.ledger.models import Entry, LotChange, Posting
from tessera.org.models import Store
from tessera.wallet.models import GiftCard, HeldCard
from tessera.wallet.places import CARD_DEFERRED, GIFT_VALUE

SPENDING = ("sale", "return", "payout", "pass_use", "pass_undo")
"""The kinds of entry in which value is spent, comes back, or is paid out in money. Freezing, expiry
and handing over are nobody's goods."""

PAID = columns.kinds_of(columns.PRINCIPAL)
GIVEN = columns.kinds_of(columns.BONUS)
M = TypeVar("M", bound=Model)

CARDS: Mapping[str, type[GiftCard] | type[HeldCard]] = {
    GIFT_VALUE: GiftCard,
    CARD_DEFERRED: HeldCard,
}
"""What is held on a card, all of it paid in."""


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
    sums = {(row[0], row[1]): row[2:] for row in found.annotate(principal=spent, bonus=given)}
    for moved, sign in _on_cards(actor, asked):
        rows = moved.order_by().values_list("issuer", "entry__store_id").annotate(of=Sum("amount"))
        for issuer, spender, amount in rows:
            principal, bonus = sums.get((issuer, spender), (0, 0))
            sums[issuer, spender] = principal + sign * amount, bonus
    return [Crossing(*pair, *both) for pair, both in sums.items() if any(both)]


def list_crossing_entries(
    *, actor: Actor, asked: Range, issuer: UUID, spender: UUID, after: str = ""
) -> EntryPage:
    """The entries in which value of ``issuer``'s was spent at ``spender``, the newest first; ``change``
    is what of it was spent, below zero what came back. Raises Forbidden."""
    actor.require(permissions.VIEW)
    pair = {"entry__store_id": spender}
    lots = _changes(actor, asked).filter(lot__store_id=issuer, **pair)
    parts: list[tuple[QuerySet[Any], int]] = [(lots, -1)]
    parts += [(one.filter(issuer=issuer, **pair), sign) for one, sign in _on_cards(actor, asked)]
    behind = [Q(id__in=own.order_by().values("entry")) for own, _ in parts]
    found = Entry.objects.filter(functools.reduce(operator.or_, behind))
    page = entries.page_of(
        entries.behind(found, entries.read_key(after)), columns.PRINCIPAL, frozenset()
    )
    ids, moved = [row.id for row in page.rows], Counter[UUID]()
    for own, sign in parts:
        rows = own.filter(entry__in=ids).order_by().values_list("entry")
        for entry, amount in rows.annotate(of=Sum("amount")):
            moved[entry] += sign * amount
    return replace(page, rows=[replace(row, change=moved[row.id]) for row in page.rows])


def _changes(actor: Actor, asked: Range) -> "QuerySet[LotChange]":
    found = LotChange.objects.filter(
        _when(asked), lot__store_id__isnull=False, lot__account__kind__in=(*PAID, *GIVEN)
    )
    return _seen(actor, found.exclude(entry__store_id=F("lot__store_id")), "lot__store_id")


def _on_cards(actor: Actor, asked: Range) -> "Iterator[tuple[QuerySet[Any], int]]":
    """What left cards of each kind, and what came back to them, below zero; each with the ``issuer``."""
    for kind, model in CARDS.items():
        for side, sign in (("source", 1), ("destination", -1)):
            card = model.objects.filter(id=OuterRef(f"{side}__owner")).values("store_id")
            found = Posting.objects.filter(_when(asked), **{f"{side}__kind": kind})
            told = found.annotate(issuer=Subquery(card)).exclude(entry__store_id=F("issuer"))
            yield _seen(actor, told, "issuer"), sign


def _when(asked: Range) -> Q:
    return Q(
        entry__business_on__range=(asked.since, asked.until),
        entry__kind__in=SPENDING,
        entry__store_id__isnull=False,
    )


def _seen(actor: Actor, found: "QuerySet[M]", issuer: str) -> "QuerySet[M]":
    if actor.store_ids is None:
        return found
    own = list(actor.store_ids)
    return found.filter(Q(**{f"{issuer}__in": own}) | Q(entry__store_id__in=own))


def _names() -> Mapping[UUID, str]:
    return dict(Store.objects.values_list("id", "name"))


def _most(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]
