"""Balances of points for which nothing moved for long."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from tessera.ledger.models import Account, Entry, Lot, LotChange
from tessera.ledger.queries import ExpiredLot
from tessera.platform import versions
from tessera.rewards.queries.earning import earn_rule
from tessera.rewards.rules import idle_since
from tessera.wallet import places

_SILENT = ("expiry", "release")
"""Entries that no member caused: they keep no balance alive."""


def list_idle_lots(
    days: Mapping[UUID, date], *, after: UUID | None, limit: int
) -> tuple[list[ExpiredLot], UUID | None]:
    """What is left in the lots of accounts, ``limit`` at most, for which nothing moved since the
    day that the programme names; and the last of these accounts.

    A lot that has a last day of its own keeps it: it was earned under another rule. Nothing where
    points do not end by inactivity.
    """
    newest = idle_since(earn_rule.get(versions.current()), min(days.values())) if days else None
    if newest is None:
        return [], None
    found = _idle_accounts(newest)
    if after is not None:
        found = found.filter(id__gt=after)
    accounts = list(found.order_by("id").values_list("id", flat=True)[:limit])
    return _open_lots(accounts), accounts[-1] if accounts else None


def list_still_idle(days: Mapping[UUID, date], lots: Sequence[ExpiredLot]) -> list[ExpiredLot]:
    """Those of ``lots`` whose accounts are idle still; these are locked until the caller's
    transaction ends, so that whoever buys something now waits, or was seen."""
    newest = idle_since(earn_rule.get(versions.current()), min(days.values())) if days else None
    ids = sorted({lot.account_id for lot in lots}, key=lambda one: one.int)
    if newest is None or not ids:
        return []
    locked = Account.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id")
    list(locked.values_list("id", flat=True))
    still = _idle_accounts(newest).filter(id__in=ids).values_list("id", flat=True)
    return _open_lots(list(still))


def _idle_accounts(newest: date) -> QuerySet[Account]:
    alive = Entry.objects.filter(business_on__gt=newest).exclude(kind__in=_SILENT)
    opened = Lot.objects.filter(account=OuterRef("id"), entry__in=alive)
    changed = LotChange.objects.filter(lot__account=OuterRef("id"), entry__in=alive)
    open_lots = Lot.objects.filter(account=OuterRef("id"), remaining__gt=0, expires_on=None)
    return Account.objects.filter(
        Exists(open_lots),
        ~Exists(opened),
        ~Exists(changed),
        kind=places.HELD_POINTS,
        balance__gt=0,
    )


def _open_lots(accounts: Sequence[UUID]) -> list[ExpiredLot]:
    lots = Lot.objects.filter(account__in=accounts, remaining__gt=0, expires_on=None)
    return [
        ExpiredLot(lot.id, lot.account_id, lot.account.owner, lot.store_id, lot.remaining)
        for lot in lots.select_related("account").order_by("account", "id")
    ]
