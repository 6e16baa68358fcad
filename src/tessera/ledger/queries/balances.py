"""Balances, kept and summed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, Q, Sum, When

from tessera.ledger.models import Account, Lot, Posting
from tessera.ledger.queries.lots import list_lots
from tessera.ledger.rules import Place


def get_balance(place: Place) -> int:
    """The balance of ``place``: kept for a member's account, summed for a house account."""
    if place.floor is not None:
        return Account.objects.filter(id=place.id).values_list("balance", flat=True).first() or 0
    moved = Posting.objects.filter(Q(source=place.id) | Q(destination=place.id))
    signed = Case(When(destination=place.id, then=F("amount")), default=-F("amount"))
    return moved.aggregate(total=Sum(signed))["total"] or 0


def list_balances(owner: UUID) -> dict[str, int]:
    """The running balances of one owner, by account kind."""
    kept = Account.objects.filter(owner=owner, balance__isnull=False)
    return {account.kind: account.balance or 0 for account in kept}


@dataclass(frozen=True, slots=True)
class Held:
    """An account that is not empty, by its name, with what is left in its lots if it has any."""

    place: Place
    balance: int
    lots: tuple[Lot, ...]


def list_held(owner: UUID) -> list[Held]:
    """Whatever an owner holds or owes, in every kind and unit."""
    rows = Account.objects.filter(owner=owner, balance__isnull=False).exclude(balance=0)
    places = [(Place(row.owner, row.kind, row.unit, row.floor), row) for row in rows]
    return [Held(place, row.balance or 0, tuple(list_lots(place))) for place, row in places]


def balances_at(places: Iterable[Place]) -> dict[UUID, int]:
    """The running balances of those of ``places`` that exist, by account id."""
    found = Account.objects.filter(id__in=[place.id for place in places], balance__isnull=False)
    return {row.id: row.balance or 0 for row in found}
