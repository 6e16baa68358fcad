"""Balances of points that end because nothing moved for long: whose, when, and whom to tell."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet

from tessera.ledger.models import Account, Entry, Lot, LotChange
from tessera.ledger.queries import ExpiredLot
from tessera.platform import versions
from tessera.rewards.queries.earning import earn_rule
from tessera.rewards.rules import idle_since, idle_through
from tessera.rewards.rules.programme import SINCE_ACTIVITY
from tessera.wallet import places, rules
from tessera.wallet import queries as wallet
from tessera.wallet.queries import Ending, Endings

_SILENT = "expiry"
"""The entry that no member caused: it keeps no balance alive."""

_MOVING = (places.HELD_POINTS, places.POINTS_PENDING)
"""Whoever buys keeps the balance, though what was bought earns points that still wait."""


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
    accounts = _page(_idle_accounts(newest), after, limit)
    return _open_lots([one.id for one in accounts]), accounts[-1].id if accounts else None


def list_still_idle(days: Mapping[UUID, date], lots: Sequence[ExpiredLot]) -> list[ExpiredLot]:
    """Those of ``lots`` whose accounts are idle still; these are locked until the caller's
    transaction ends, so that whoever buys something now waits, or was seen."""
    newest = idle_since(earn_rule.get(versions.current()), min(days.values())) if days else None
    owners = {lot.owner for lot in lots}
    if newest is None or not owners:
        return []
    moving = Account.objects.filter(owner__in=owners, kind__in=_MOVING).order_by("id")
    list(moving.select_for_update(no_key=True).values_list("id", flat=True))
    ids = {lot.account_id for lot in lots}
    still = _idle_accounts(newest).filter(id__in=ids).values_list("id", flat=True)
    return _open_lots(list(still))


def look_for_idle(
    days: Mapping[UUID, date], stages: Sequence[int], *, after: UUID | None, limit: int
) -> Endings:
    """Balances that end by inactivity within the longest of ``stages`` days, of ``limit`` accounts
    at most behind ``after``, of which nobody was told yet; the day is the one on which they end if
    nothing moves."""
    today, rule = min(days.values(), default=None), earn_rule.get(versions.current())
    if today is None or not stages:
        return Endings((), None)
    newest = idle_since(rule, today + timedelta(days=max(stages) + 1))
    if newest is None:
        return Endings((), None)
    accounts = _page(_idle_accounts(newest), after, limit)
    last_days = _last_movements([one.owner for one in accounts])
    points: dict[UUID, int] = {}
    for lot in _open_lots([one.id for one in accounts]):
        points[lot.owner] = points.get(lot.owner, 0) + lot.remaining
    due = []
    for owner, count in points.items():
        if (until := idle_through(rule, last_days[owner])) is None:
            continue
        stage = rules.notice_due(today=today, expires_on=until, stages=stages)
        if stage is not None:
            due.append(Ending(owner, until, stage, count))
    return Endings(wallet.untold(due), accounts[-1].id if accounts else None)


def idle_day(member_id: UUID) -> date | None:
    """The last day of a member's points without a day of their own, if nothing moves until then;
    None where they do not end by inactivity, or nothing ever moved."""
    rule = earn_rule.get(versions.current())
    if rule.expiry != SINCE_ACTIVITY:
        return None
    last = _last_movements([member_id]).get(member_id)
    return idle_through(rule, last) if last else None


def _page(accounts: QuerySet[Account], after: UUID | None, limit: int) -> list[Account]:
    if after is not None:
        accounts = accounts.filter(id__gt=after)
    return list(accounts.order_by("id")[:limit])


def _idle_accounts(newest: date) -> QuerySet[Account]:
    alive = Entry.objects.filter(business_on__gt=newest).exclude(kind=_SILENT)
    moving = {"account__owner": OuterRef("owner"), "account__kind__in": _MOVING}
    opened = Lot.objects.filter(**moving, entry__in=alive)
    changed = LotChange.objects.filter(
        **{f"lot__{key}": one for key, one in moving.items()}, entry__in=alive
    )
    open_lots = Lot.objects.filter(account=OuterRef("id"), remaining__gt=0, expires_on=None)
    return Account.objects.filter(
        Exists(open_lots),
        ~Exists(opened),
        ~Exists(changed),
        kind=places.HELD_POINTS,
        balance__gt=0,
    )


def _last_movements(owners: Iterable[UUID]) -> dict[UUID, date]:
    whose = {"account__owner__in": list(owners), "account__kind__in": _MOVING}
    opened = Lot.objects.filter(**whose).exclude(entry__kind=_SILENT)
    changed = LotChange.objects.filter(**{f"lot__{key}": one for key, one in whose.items()})
    newest: dict[UUID, date] = {}
    for found, owner in (
        (opened, "account__owner"),
        (changed.exclude(entry__kind=_SILENT), "lot__account__owner"),
    ):
        for whose_id, day in found.values_list(owner).annotate(Max("entry__business_on")):
            newest[whose_id] = max(day, newest.get(whose_id, day))
    return newest


def _open_lots(accounts: Sequence[UUID]) -> list[ExpiredLot]:
    lots = Lot.objects.filter(account__in=accounts, remaining__gt=0, expires_on=None)
    return [
        ExpiredLot(lot.id, lot.account_id, lot.account.owner, lot.store_id, lot.remaining)
        for lot in lots.select_related("account").order_by("account", "id")
    ]
