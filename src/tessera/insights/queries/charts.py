"""The rows that the charts of today's page are drawn from. Colours and words are the page's business."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Sum
from django.db.models.functions import ExtractHour

from tessera.insights import permissions
from tessera.insights.memory import MINUTES, remembered
from tessera.insights.queries import turnover
from tessera.insights.window import Slice, Window, latest_day, slices_of
from tessera.kernel.actor import Actor
from tessera.members.models import Level, Member
from tessera.org import queries as org
from tessera.org.queries import StoreFacts
from tessera.sales.models import Sale, SaleLine, Tender

DAYS = 30
TENDER_DAYS = 7


@dataclass(frozen=True, slots=True)
class StoreSeries:
    """One store's turnover on each day of the chart, in minor units."""

    store: StoreFacts
    amounts: tuple[int, ...]

    @property
    def whole_minor(self) -> int:
        """All days together."""
        return sum(self.amounts)


@dataclass(frozen=True, slots=True)
class Hours:
    """Turnover by hour of the business day, today and a week ago, in minor units."""

    hours: tuple[int, ...]
    now: tuple[int, ...]
    then: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, by name."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class TopStyle:
    """A product that sold, with its pieces and turnover."""

    name: str
    pieces: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Charts:
    """Everything that is drawn."""

    days: tuple[date, ...]
    stores: tuple[StoreSeries, ...]
    hours: Hours
    tenders: tuple[Share, ...]
    levels: tuple[Share, ...]
    styles: tuple[TopStyle, ...]


def get_charts(*, actor: Actor, at: datetime, store_id: UUID | None = None) -> Charts | None:
    """The charts for the actor's stores or one of them; None before the first store is opened.

    Raises Forbidden; NotFound ``org.store_not_found``.
    """
    actor.require(permissions.VIEW)
    stores = org.choose_stores(actor, store_id)
    if not stores:
        return None
    everywhere = actor.store_ids is None and store_id is None
    slices = slices_of(stores, at, everywhere=everywhere)
    days = _days(slices)
    recent = Window(slices, TENDER_DAYS - 1, 0)
    return Charts(
        days=days,
        stores=_store_series(stores, slices, days),
        hours=_hours(stores, at),
        tenders=remembered(f"tenders:{recent.name}", 5 * MINUTES, lambda: _tenders(recent)),
        levels=remembered(
            f"levels:{recent.name}",
            5 * MINUTES,
            lambda: _levels(None if everywhere else [store.id for store in stores]),
        ),
        styles=remembered(f"styles:{recent.name}", 5 * MINUTES, lambda: _styles(recent)),
    )


def _days(slices: tuple[Slice, ...]) -> tuple[date, ...]:
    last = latest_day(slices)
    return tuple(last - timedelta(days=n) for n in range(DAYS - 1, -1, -1))


def _store_series(
    stores: Iterable[StoreFacts], slices: tuple[Slice, ...], days: tuple[date, ...]
) -> tuple[StoreSeries, ...]:
    """Each store's days, the strongest store first. Today is counted anew each time."""
    past = Window(slices, DAYS - 1, 1)
    found = remembered(f"days:{past.name}", 10 * MINUTES, lambda: _by_day(past))
    found = {**found, **_by_day(Window(slices, 0, 0))}
    series = [
        StoreSeries(
            store,
            tuple(found.get((store.id, day), turnover.Turnover()).net_minor for day in days),
        )
        for store in stores
    ]
    return tuple(sorted(series, key=lambda one: -one.whole_minor))


def _by_day(window: Window) -> Mapping[tuple[Any, ...], turnover.Turnover]:
    return turnover.by(window, "store_id", "business_on")


def _hours(stores: Sequence[StoreFacts], at: datetime) -> Hours:
    """From the first busy hour to the last; hours after midnight end the business day they belong to."""
    now, then = [0] * 24, [0] * 24
    zones: dict[str, list[StoreFacts]] = {}
    for store in stores:
        zones.setdefault(store.zone, []).append(store)
    for zone, there in zones.items():
        slices = slices_of(there, at, everywhere=False)
        _add(now, Window(slices, 0, 0), zone)
        _add(then, Window(slices, 7, 7), zone)
    first = max(store.cutover_hour for store in stores)
    day = [(first + place) % 24 for place in range(24)]
    busy = [place for place, hour in enumerate(day) if now[hour] or then[hour]]
    hours = tuple(day[busy[0] : busy[-1] + 1] if busy else range(9, 22))
    return Hours(hours, tuple(now[h] for h in hours), tuple(then[h] for h in hours))


def _add(hours: list[int], window: Window, zone: str) -> None:
    found = Sale.objects.filter(window.where()).annotate(
        hour=ExtractHour("at", tzinfo=ZoneInfo(zone))
    )
    asked = F("total_minor") + F("points_minor")
    for hour, amount in found.order_by().values_list("hour").annotate(amount=Sum(asked)):
        hours[hour] += amount


def _tenders(window: Window) -> tuple[Share, ...]:
    found = Tender.objects.filter(window.where("sale__")).order_by().values_list("kind")
    shares = [Share(kind, amount) for kind, amount in found.annotate(amount=Sum("amount_minor"))]
    return tuple(sorted(shares, key=lambda share: -share.amount))


def _levels(store_ids: list[UUID] | None) -> tuple[Share, ...]:
    members = Member.objects.all()
    if store_ids is not None:
        members = members.filter(home_store__in=store_ids)
    counts = dict(members.order_by().values_list("level_id").annotate(n=Count("pk")))
    levels = Level.objects.order_by("rank").values_list("id", "name")
    return tuple(Share(name, counts.get(level_id, 0)) for level_id, name in levels)


def _styles(window: Window, limit: int = 6) -> tuple[TopStyle, ...]:
    found = SaleLine.objects.filter(window.where("sale__"), kind="goods")
    left = F("quantity") - F("returned")
    best = found.order_by().values_list("name").annotate(pieces=Sum(left), amount=Sum("net_minor"))
    return tuple(TopStyle(*row) for row in best.order_by("-pieces", "-amount")[:limit])
