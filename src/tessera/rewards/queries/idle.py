"""Balances of points for which nothing moved for long."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

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
    alive = Entry.objects.filter(business_on__gt=newest).exclude(kind__in=_SILENT)
    opened = Lot.objects.filter(account=OuterRef("id"), entry__in=alive)
    changed = LotChange.objects.filter(lot__account=OuterRef("id"), entry__in=alive)
    open_lots = Lot.objects.filter(account=OuterRef("id"), remaining__gt=0, expires_on=None)
    found = Account.objects.filter(
        Exists(open_lots),
        ~Exists(opened),
        ~Exists(changed),
        kind=places.HELD_POINTS,
        balance__gt=0,
    )
    if after is not None:
        found = found.filter(id__gt=after)
    accounts = list(found.order_by("id").values_list("id", flat=True)[:limit])
    lots = Lot.objects.filter(account__in=accounts, remaining__gt=0, expires_on=None)
    rows = lots.select_related("account").order_by("account", "id")
    return [_expired(lot) for lot in rows], accounts[-1] if accounts else None


def _expired(lot: Lot) -> ExpiredLot:
    own = lot.account
    return ExpiredLot(lot.id, own.id, own.owner, own.balance or 0, lot.store_id, lot.remaining)
