"""An account's history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tessera.ledger.models import Account, Posting


@dataclass(frozen=True, slots=True)
class Movement:
    """One posting as its account saw it: ``amount`` is signed."""

    at: datetime
    business_on: date
    account_kind: str
    entry_kind: str
    document_id: UUID
    store_id: UUID | None
    amount: int


def list_movements(
    owner: UUID, *, limit: int = 50, before: datetime | None = None
) -> list[Movement]:
    """The newest movements on an owner's accounts, newest first."""
    accounts = {account.id: account.kind for account in Account.objects.filter(owner=owner)}
    postings = _postings_of(list(accounts), before)[:limit]
    return [_movement(posting, accounts) for posting in postings]


def _postings_of(accounts: list[UUID], before: datetime | None) -> "QuerySet[Posting]":
    found = Posting.objects.filter(Q(source__in=accounts) | Q(destination__in=accounts))
    if before is not None:
        found = found.filter(entry__at__lt=before)
    return found.select_related("entry").order_by("-entry__at", "-id")


def _movement(posting: Posting, accounts: Mapping[UUID, str]) -> Movement:
    arrived = posting.destination_id in accounts
    entry = posting.entry
    return Movement(
        at=entry.at,
        business_on=entry.business_on,
        account_kind=accounts[posting.destination_id if arrived else posting.source_id],
        entry_kind=entry.kind,
        document_id=entry.document_id,
        store_id=entry.store_id,
        amount=posting.amount if arrived else -posting.amount,
    )
