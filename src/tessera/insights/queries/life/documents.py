"""What was bought, what came back, and every other movement of points and money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from tessera.insights.queries.life.moments import BUYING, HOLDING, Event, Line, Look, Moment
from tessera.ledger.models import Account, Entry, Posting
from tessera.org.models import Store
from tessera.rewards.models import Redemption
from tessera.sales.models import Payout, Return, ReturnLine, Sale, SaleLine
from tessera.wallet import places
from tessera.wallet.models import PointsTransfer, ValueTransfer


@dataclass(slots=True)
class Moved:
    """What one entry did to the member's accounts."""

    changes: dict[str, int] = field(default_factory=dict)
    points_in: int = 0
    points_out: int = 0


def bought(look: Look) -> list[Moment]:
    """Sales and returns, with what they were of and what they did to points and money."""
    sales = look.newest(Sale.objects.filter(member__in=look.ids).select_related("store", "staff"))
    back = look.newest(Return.objects.filter(member__in=look.ids).select_related("store", "staff"))
    rows = sorted([*sales, *back], key=lambda row: (row.at, row.id.int), reverse=True)
    rows = rows[: look.size]
    moved = _moved(look, Entry.objects.filter(document_id__in=[row.id for row in rows]))
    lines = _lines([row.id for row in rows])
    return [_document(look, row, moved.get(row.id, Moved()), lines.get(row.id, ())) for row in rows]


def _document(look: Look, row: Any, moved: Moved, lines: Sequence[Line]) -> Moment:
    is_sale = isinstance(row, Sale)
    seen = look.is_own or look.actor.reaches(row.store_id)
    event = Event(
        at=row.at,
        business_on=row.business_on,
        kind="sale" if is_sale else "return",
        store_name=row.store.name if seen else None,
        document_id=row.id,
        number=row.number if seen else "",
        amount_minor=row.total_minor if is_sale else row.refund_minor,
        sale_id=(row.id if is_sale else row.sale_id) if seen else None,
        changes={kind: n for kind, n in moved.changes.items() if n},
        points_in=moved.points_in,
        points_out=moved.points_out,
    )
    who = row.staff.name if row.staff and seen and not look.is_own else ""
    shown = lines if seen else ()
    return Moment(row.at, row.id, BUYING, event.kind, who, event=event, lines=shown)


def _lines(ids: Sequence[UUID]) -> dict[UUID, list[Line]]:
    """What documents are of, by document."""
    found: dict[UUID, list[Line]] = {}
    told = ("name", "colour", "size", "quantity")
    sold = SaleLine.objects.filter(sale__in=ids).order_by("position").values_list("sale", *told)
    back = ReturnLine.objects.filter(document__in=ids).order_by("position")
    for document_id, *line in (*sold, *back.values_list("document", *told)):
        found.setdefault(document_id, []).append(Line(*line))
    return found


def moved(look: Look) -> list[Moment]:
    """What moved without a sale: what expired, was given for bringing others, or carried over."""
    own_or_given = Q(holder__in=look.ids)
    # What somebody else gave stands in the giver's entry.
    points = PointsTransfer.objects.filter(receiver__in=look.ids).values_list("id", flat=True)
    value = ValueTransfer.objects.filter(receiver__in=look.ids).values_list("id", flat=True)
    for kind, got in (("transfer", list(points)), ("value_transfer", list(value))):
        if got:
            own_or_given |= Q(document_id__in=got, kind=kind)
    entries = look.newest(Entry.objects.filter(own_or_given))
    moved = _moved(look, Entry.objects.filter(id__in=[entry.id for entry in entries]), by="id")
    names = dict(
        Store.objects.filter(id__in={entry.store_id for entry in entries}).values_list("id", "name")
    )
    about = _paid(entry.document_id for entry in entries if entry.kind == "payout")
    about |= _redeemed(entry.document_id for entry in entries if entry.kind in REDEEMING)
    return [
        _entry(look, entry, moved.get(entry.id, Moved()), names, about.get(entry.document_id, {}))
        for entry in entries
    ]


def _paid(payout_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """The number and amount of what was paid out, by document."""
    wanted = list(payout_ids)
    rows = Payout.objects.filter(id__in=wanted) if wanted else ()
    return {row.id: {"number": row.number, "amount_minor": row.paid_minor} for row in rows}


REDEEMING = frozenset({"redemption", "redemption_back"})


def _redeemed(redemption_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """The name of what was redeemed, by document."""
    wanted = list(redemption_ids)
    rows = Redemption.objects.filter(id__in=wanted) if wanted else ()
    return {row.id: {"number": row.name} for row in rows}


def _entry(
    look: Look, entry: Entry, moved: Moved, names: Mapping[UUID, str], about: Mapping[str, Any]
) -> Moment:
    seen = look.is_own or entry.store_id is None or look.actor.reaches(entry.store_id)
    event = Event(
        at=entry.at,
        business_on=entry.business_on,
        kind=entry.kind,
        store_name=(names.get(entry.store_id, "") if entry.store_id else "") if seen else None,
        document_id=entry.document_id,
        number=about.get("number", "") if seen else "",
        amount_minor=about.get("amount_minor"),
        changes={kind: n for kind, n in moved.changes.items() if n},
        points_in=moved.points_in,
        points_out=moved.points_out,
    )
    return Moment(entry.at, entry.id, HOLDING, entry.kind, event=event)


_POINTS = frozenset({places.HELD_POINTS, places.POINTS_DEBT})


def _moved(look: Look, entries: Any, by: str = "document_id") -> dict[UUID, Moved]:
    """What each of the member's accounts gained or lost in sum, ``by`` document or entry."""
    kinds = dict(Account.objects.filter(owner__in=look.ids).values_list("id", "kind"))
    keys = dict(entries.values_list("id", by)) if kinds else {}
    found: dict[UUID, Moved] = {}
    for posting in Posting.objects.filter(entry__in=keys) if keys else ():
        moved = found.setdefault(keys[posting.entry_id], Moved())
        source, destination = kinds.get(posting.source_id), kinds.get(posting.destination_id)
        for kind, amount in ((source, -posting.amount), (destination, posting.amount)):
            if kind:
                moved.changes[kind] = moved.changes.get(kind, 0) + amount
        # Between the points and what is owed of them nothing comes or goes.
        if source in _POINTS and destination not in _POINTS:
            moved.points_out += posting.amount
        if destination in _POINTS and source not in _POINTS:
            moved.points_in += posting.amount
    return found
