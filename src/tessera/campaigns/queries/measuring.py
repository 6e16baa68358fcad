"""What measures count, of one piece of the members at a time: each is one question or two to the
database, whatever the number of members in the piece.

Goods that came back by receipt do not count, and a purchase of which nothing is left is none.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from tessera.campaigns.models import Debut
from tessera.campaigns.queries import personal
from tessera.campaigns.queries.pieces import Piece
from tessera.campaigns.rules import measures
from tessera.campaigns.rules.measures import Figures, Found, Measure
from tessera.campaigns.rules.windows import Window
from tessera.catalog.models import Sku
from tessera.catalog.rules import VALUE
from tessera.ledger.models import Account
from tessera.org.models import Store
from tessera.sales.models import Buyer, SaleLine
from tessera.wallet import places

_KEPT = F("quantity") - F("returned")
_KEPT_MINOR = (F("net_minor") - F("value_minor") - F("points_share_minor")) * _KEPT / F("quantity")
_GOODS = Q(kind="goods")
_VISITS = Count("sale", distinct=True)
_HELD = {"points": (places.HELD_POINTS,), "money": (places.PRINCIPAL, places.BONUS)}


def measure(asked: Measure, piece: Piece, *, today: date) -> Found:
    """The figures of those in the piece who have any."""
    return _COUNTERS[type(asked)](asked, piece, today)


def _kept(window: Window, piece: Piece, today: date) -> QuerySet[SaleLine]:
    """The lines within the window of which something was kept; a top-up is no purchase."""
    lines = SaleLine.objects.filter(
        piece.past("sale__member"), sale__member__isnull=False, returned__lt=F("quantity")
    ).exclude(kind__in=VALUE)
    first = window.first(today)
    return lines if first is None else lines.filter(sale__business_on__gte=first)


def _summed(lines: QuerySet[SaleLine], piece: Piece, **figures: Any) -> Found:
    """Figures of each member, the duplicates' added to the survivor's."""
    found: dict[UUID, Figures] = {}
    rows = lines.order_by().values_list("sale__member").annotate(**figures)
    for member_id, *counted in rows.values_list("sale__member", *figures).iterator():
        numbers = tuple(int(one or 0) for one in counted)
        now = piece.survivor(member_id)
        before = found.get(now)
        found[now] = tuple(map(sum, zip(before, numbers, strict=True))) if before else numbers
    return found


def _purchases(asked: measures.Purchases, piece: Piece, today: date) -> Found:
    return _summed(
        _kept(asked.window, piece, today),
        piece,
        visits=_VISITS,
        spent=Sum(_KEPT_MINOR),
        pieces_kept=Sum(_KEPT, filter=_GOODS),
    )


def _chosen(asked: measures.Chosen, piece: Piece, today: date) -> Found:
    skus = Sku.objects.filter(**{f"product__{asked.by}__in": asked.values}).values("id")
    return _summed(
        _kept(asked.window, piece, today).filter(sku_id__in=skus),
        piece,
        visits=_VISITS,
        spent=Sum(_KEPT_MINOR),
        pieces_kept=Sum(_KEPT),
    )


def _reduced(asked: measures.Reduced, piece: Piece, today: date) -> Found:
    tag = F("unit_tag_minor") * F("quantity") * (100 - asked.off_percent)
    lines = _kept(asked.window, piece, today).filter(_GOODS, net_minor__gt=0)
    return _summed(
        lines.annotate(at_most=tag, paid=F("net_minor") * 100),
        piece,
        visits=_VISITS,
        pieces_kept=Sum(_KEPT),
        reduced=Sum(_KEPT, filter=Q(paid__lte=F("at_most"))),
    )


def _times(asked: measures.Times, piece: Piece, today: date) -> Found:
    """Counted for each zone by itself, as the clock of the store says."""
    zones = defaultdict(list)
    for store_id, zone in Store.objects.values_list("id", "zone"):
        zones[zone].append(store_id)
    found: Counter[tuple[UUID, int]] = Counter()
    for zone, stores in zones.items():
        lines = _kept(asked.window, piece, today).annotate(
            hour=ExtractHour("sale__at", tzinfo=ZoneInfo(zone)),
            weekday=ExtractIsoWeekDay("sale__business_on"),
        )
        if len(zones) > 1:
            lines = lines.filter(sale__store__in=stores)
        then = Q(hour__in=sorted(asked.hours), weekday__in=asked.weekdays)
        counted = _summed(
            lines, piece, visits=_VISITS, then=Count("sale", distinct=True, filter=then)
        )
        for member_id, (visits, hits) in counted.items():
            found[member_id, 0] += visits
            found[member_id, 1] += hits
    return {member_id: (found[member_id, 0], found[member_id, 1]) for member_id, _ in found}


def _novelties(asked: measures.Novelties, piece: Piece, today: date) -> Found:
    """Only what can be new is read; which of it was, the calendar says."""
    first, soon = asked.window.first(today), timedelta(days=asked.within_days)
    debuts = (
        Debut.objects.all() if first is None else Debut.objects.filter(first_on__gte=first - soon)
    )
    first_on = dict(debuts.values_list("product", "first_on"))
    skus = Sku.objects.filter(product__in=debuts.values("product"))
    product_of = dict(skus.values_list("id", "product"))
    lines = _kept(asked.window, piece, today).filter(sku_id__in=skus.values("id"))
    rows = (
        lines.order_by().values_list("sale__member", "sku_id").annotate(on=Min("sale__business_on"))
    )
    bought: dict[UUID, set[UUID]] = defaultdict(set)
    for member_id, sku_id, on in rows.iterator():
        product = product_of[sku_id]
        if on <= first_on[product] + soon:
            bought[piece.survivor(member_id)].add(product)
    return {member_id: (len(products),) for member_id, products in bought.items()}


def _last_day(_: measures.LastDay, piece: Piece, today: date) -> Found:
    rows = Buyer.objects.filter(piece.of("member")).values_list("member", "last_on")
    return {member_id: (last_on.toordinal(),) for member_id, last_on in rows.iterator()}


def _held(asked: measures.Held, piece: Piece, today: date) -> Found:
    held: Counter[UUID] = Counter(dict.fromkeys(piece.living, 0))
    rows = Account.objects.filter(piece.of("owner"), kind__in=_HELD[asked.what])
    for owner, balance in rows.values_list("owner", "balance").iterator():
        held[owner] += balance or 0
    return {member_id: (balance,) for member_id, balance in held.items()}


def _each(ids: Iterable[UUID]) -> Found:
    return dict.fromkeys(ids, ())


_COUNTERS: Mapping[type[Measure], Callable[[Any, Piece, date], Found]] = {
    measures.Purchases: _purchases,
    measures.Chosen: _chosen,
    measures.Reduced: _reduced,
    measures.Times: _times,
    measures.Novelties: _novelties,
    measures.LastDay: _last_day,
    measures.Held: _held,
    measures.Among: lambda asked, piece, _: _each(personal.among(asked, piece)),
    measures.Aged: lambda asked, piece, today: _each(personal.of_age(asked, piece, today)),
    measures.BornIn: lambda asked, piece, today: _each(personal.born_in(asked, piece, today)),
    measures.InStage: lambda asked, piece, today: _each(personal.in_stage(asked, piece, today)),
}
