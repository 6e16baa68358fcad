"""Lots that are over, and those that soon are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from tessera.ledger.models import Account, Lot


@dataclass(frozen=True, slots=True)
class ExpiredLot:
    """What is left of a credit that may no longer be spent, and where it is."""

    id: UUID
    account_id: UUID
    owner: UUID
    store_id: UUID | None
    remaining: int


def list_expired_lots(*, kind: str, days: Mapping[UUID, date], limit: int) -> list[ExpiredLot]:
    """What is left in lots of accounts of ``kind`` whose last day is over: the first ``limit``, and
    whatever else is over in the same accounts.

    ``days`` gives each store's present business day: a lot is over when its own store says so,
    one without a store when all of them say so.
    """
    if not days:
        return []
    first = min(days.values())
    over = Q(expires_on__lt=first)
    for day in {*days.values()} - {first}:
        stores = [store_id for store_id, its_day in days.items() if its_day == day]
        over |= Q(expires_on__lt=day, store_id__in=stores)
    lots = Lot.objects.filter(over, remaining__gt=0, account__kind=kind)
    first_of_all = lots.order_by("expires_on").values("account_id")[:limit]
    # what is over of an account goes together, and plain rows: on New Year's Day there are a million
    whole = lots.filter(account__in=first_of_all).order_by("account_id", "id")
    picked = ("id", "account_id", "account__owner", "store_id", "remaining")
    return [ExpiredLot(*row) for row in whole.values_list(*picked)]


@dataclass(frozen=True, slots=True)
class EndingLots:
    """What one owner's lots of one store and one last day still hold."""

    account_id: UUID
    owner: UUID
    store_id: UUID | None
    expires_on: date
    remaining: int


@dataclass(frozen=True, slots=True)
class EndingPage:
    """A page of sums by account; ``last`` is the account that the next goes on behind, or None."""

    rows: tuple[EndingLots, ...]
    last: UUID | None


def list_ending_lots(
    *, kind: str, since: date, until: date, after: UUID | None, limit: int
) -> EndingPage:
    """What lots of accounts of ``kind`` hold whose last day is from ``since`` to ``until``.

    By account, behind ``after``; whole accounts, of ``limit`` lots at most: more than one account
    should have between the two days.
    """
    lots = Lot.objects.filter(remaining__gt=0, expires_on__gte=since, expires_on__lte=until)
    if after is not None:
        lots = lots.filter(account__gt=after)
    # In the order of the index and without another table, so that a page costs what it holds.
    names = ("account_id", "expires_on", "store_id")
    found = list(lots.values_list(*names, "remaining").order_by("account_id", "expires_on")[:limit])
    full = len(found) == limit
    if full:  # the last account may go on behind the page
        found = [row for row in found if row[0] != found[-1][0]] or found
    sums: dict[tuple[UUID, date, UUID | None], int] = {}
    for account_id, last_day, store_id, remaining in found:
        key = account_id, last_day, store_id
        sums[key] = sums.get(key, 0) + remaining
    owners = _owners({key[0] for key in sums}, kind)
    rows = tuple(
        EndingLots(account_id, owners[account_id], store_id, last_day, left)
        for (account_id, last_day, store_id), left in sums.items()
        if account_id in owners
    )
    return EndingPage(rows, found[-1][0] if full else None)


def _owners(account_ids: Collection[UUID], kind: str) -> dict[UUID, UUID]:
    """Whose those of the accounts are that are of ``kind``."""
    found = Account.objects.filter(id__in=account_ids, kind=kind)
    return dict(found.values_list("id", "owner"))
