"""The figures of today, beside the same weekday a week ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, Sum

from tessera.insights import permissions
from tessera.insights.memory import MINUTES, remembered
from tessera.insights.queries import turnover
from tessera.insights.queries.turnover import Turnover
from tessera.insights.window import Slice, Window, latest_day, slices_of
from tessera.kernel.actor import Actor
from tessera.ledger.models import Account
from tessera.members.models import Member
from tessera.org import queries as org
from tessera.org.queries import StoreFacts
from tessera.rewards.models import Earning
from tessera.sales.models import Sale
from tessera.wallet import places

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Owed:
    """Stored value that the brand owes its members, in minor units."""

    principal_minor: int
    bonus_minor: int

    @property
    def whole_minor(self) -> int:
        """Both parts."""
        return self.principal_minor + self.bonus_minor


@dataclass(frozen=True, slots=True)
class Today:
    """Today so far. ``then`` is the same weekday a week ago until the same time, ``then_whole`` all of it."""

    day: date
    at: datetime
    now: Turnover
    then: Turnover
    then_whole: Turnover
    new_members: int
    points_issued: int
    points_spent: int

    @property
    def change_bp(self) -> int | None:
        """Turnover against a week ago in basis points, to a tenth of a per cent; None without one."""
        if self.then.net_minor <= 0:
            return None
        return (self.now.net_minor - self.then.net_minor) * 1_000 // self.then.net_minor * 10


def get_today(*, actor: Actor, at: datetime, store_id: UUID | None = None) -> Today | None:
    """Today in the actor's stores or one of them; None before the first store is opened.

    Raises Forbidden; NotFound ``org.store_not_found``.
    """
    actor.require(permissions.VIEW)
    stores = org.choose_stores(actor, store_id)
    if not stores:
        return None
    slices = _slices(actor, stores, at, store_id)
    present = Window(slices, 0, 0)
    return Today(
        day=latest_day(slices),
        at=at,
        now=turnover.get_turnover(present),
        then=turnover.get_turnover(Window(slices, 7, 7, until=at - WEEK)),
        then_whole=_whole(Window(slices, 7, 7)),
        new_members=_joined(slices, at),
        points_issued=_issued(present),
        points_spent=_spent(present),
    )


def get_owed(*, actor: Actor) -> Owed | None:
    """Stored value owed by the brand; None for somebody who sees only some stores.

    A wallet is spent in every store, so no store owes a part of it. It is the sum of every
    member's account, so in a large chain it may be two minutes old. Raises Forbidden.
    """
    actor.require(permissions.VIEW)
    if actor.store_ids is not None:
        return None
    return remembered("owed", 2 * MINUTES, _owed)


def _owed() -> Owed:
    held = Account.objects.filter(kind__in=(places.PRINCIPAL, places.BONUS), balance__gt=0)
    sums = dict(held.order_by().values_list("kind").annotate(total=Sum("balance")))
    return Owed(sums.get(places.PRINCIPAL, 0), sums.get(places.BONUS, 0))


def _whole(past: Window) -> Turnover:
    """A day that is over hardly changes."""
    return remembered(f"day:{past.name}", 10 * MINUTES, lambda: turnover.get_turnover(past))


def _slices(
    actor: Actor, stores: Sequence[StoreFacts], at: datetime, store_id: UUID | None
) -> tuple[Slice, ...]:
    return slices_of(stores, at, everywhere=actor.store_ids is None and store_id is None)


def _joined(slices: Sequence[Slice], at: datetime) -> int:
    """Members who joined today; the instant bounds the search to what is indexed."""
    where = Q(pk__in=[])
    for part in slices:
        home = Q() if part.store_ids is None else Q(home_store__in=part.store_ids)
        where |= Q(joined_on=part.today) & home
    return Member.objects.filter(where, joined_at__gte=at - timedelta(days=3)).count()


def _issued(window: Window) -> int:
    earned = Earning.objects.filter(window.where("sale__"))
    return earned.aggregate(total=Sum("points"))["total"] or 0


def _spent(window: Window) -> int:
    return Sale.objects.filter(window.where()).aggregate(total=Sum("points_used"))["total"] or 0
