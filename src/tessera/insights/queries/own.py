"""What members see of their own: no function here takes a member's id, it is the actor's."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from tessera.identity import permissions
from tessera.insights import pages
from tessera.insights.pages import Page
from tessera.insights.queries import holdings, life, taking
from tessera.insights.queries.holdings import Holding
from tessera.insights.queries.life import Moment
from tessera.kernel.actor import Actor
from tessera.ledger import queries as ledger
from tessera.members import queries as members
from tessera.messaging import queries as messaging
from tessera.messaging.models import Message
from tessera.sales import queries as sales
from tessera.sales.errors import sale_not_found
from tessera.sales.models import Sale, SaleLine
from tessera.sales.queries import SaleView


@dataclass(frozen=True, slots=True)
class Purchase:
    """A sale in the member's own list."""

    sale_id: UUID
    store_name: str
    at: datetime
    total_minor: int
    line_count: int
    has_returns: bool


def get_holding(actor: Actor) -> Holding:
    """Balances, lots and habits."""
    return holdings.get_holding(_own(actor))


def list_moments(actor: Actor, *, after: str = "", size: int = 20) -> Page[Moment]:
    """What was bought, moved and reached, and what bringing others gave: the newest first, in
    every store."""
    since = members.held_since(actor)
    return life.list_own(actor, after=after, size=size, since=since)


def list_purchases(actor: Actor, *, after: str = "", size: int = 20) -> Page[Purchase]:
    """What was bought, the newest first, in every store."""
    found = _purchases(actor).select_related("store")
    counted = found.annotate(line_count=Count("lines"))
    rows, following = pages.newest_first(counted, field="at", after=after, size=size)
    return Page(
        [
            Purchase(
                sale_id=row.id,
                store_name=row.store.name,
                at=row.at,
                total_minor=row.total_minor,
                line_count=row.line_count,
                has_returns=row.return_count > 0,
            )
            for row in rows
        ],
        following,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """Something that was written to the member, without the signature; new until it was seen."""

    id: UUID
    text: str
    created_at: datetime
    is_new: bool


def list_messages(actor: Actor, *, after: str = "", size: int = 30) -> Page[Written]:
    """What was written to the member, the newest first, whether or not it went out besides; not
    the codes, nor what was called back."""
    found = _messages(actor)
    rows, following = pages.newest_first(found, field="created_at", after=after, size=size)
    return Page([_written(row) for row in rows], following)


def count_new_messages(actor: Actor) -> int:
    """How many messages the member has not seen yet."""
    return _messages(actor).filter(read_at=None).count()


def _messages(actor: Actor) -> "QuerySet[Message]":
    found = messaging.list_shown(_own(actor))
    since = members.held_since(actor)
    return found.filter(created_at__gte=since) if since else found


def _written(row: Message) -> Written:
    text = row.text.removeprefix(f"【{row.signature}】") if row.signature else row.text
    return Written(row.id, text, row.created_at, row.read_at is None)


def get_purchase(actor: Actor, sale_id: UUID) -> SaleView:
    """One receipt. Raises NotFound ``sales.not_found`` for somebody else's as for none."""
    row = _purchases(actor).filter(id=sale_id).only("member_id").first()
    if row is None or row.member_id is None:
        raise sale_not_found()
    return sales.get_own_sale(member_id=row.member_id, sale_id=sale_id)


def export(actor: Actor) -> dict[str, list[Mapping[str, Any]]]:
    """Everything that is kept about the member, by subject, as plain values (PIPL Art. 45).

    Amounts are minor units of the currency, instants ISO 8601 in UTC.
    """
    member_id = _own(actor)
    return {
        "member": [asdict(members.get_own_record(actor))],
        "balances": [
            {"account": one.place.kind, "unit": one.place.unit, "balance": one.balance}
            for one in ledger.list_held(member_id)
        ],
        "lots": [asdict(lot) for lot in get_holding(actor).lots],
        "movements": _movements(actor),
        "purchases": list[Mapping[str, Any]](
            _purchases(actor)
            .order_by("at")
            .values("number", "store__name", "at", "total_minor", "points_used")
        ),
        "purchase_lines": list[Mapping[str, Any]](
            SaleLine.objects.filter(sale__in=_purchases(actor))
            .order_by("sale__at", "position")
            .values("sale__number", "name", "colour", "size", "quantity", "net_minor")
        ),
        **taking.more_of(member_id, since=members.held_since(actor)),
        "messages": list[Mapping[str, Any]](
            Message.objects.filter(member__in=members.list_ids_of(member_id))
            .order_by("created_at")
            .values("created_at", "channel", "purpose", "text", "state", "read_at")
        ),
    }


def _movements(actor: Actor) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    after = ""
    while True:
        page = list_moments(actor, after=after, size=500)
        events = [moment.event for moment in page.rows if moment.event and moment.event.changes]
        rows += [
            {"at": event.at, "kind": event.kind, "store": event.store_name, **event.changes}
            for event in events
        ]
        if not page.after:
            return rows
        after = page.after


def _purchases(actor: Actor) -> "QuerySet[Sale]":
    """The member's own: not those of who had the membership before."""
    found = Sale.objects.filter(member__in=members.list_ids_of(_own(actor)))
    since = members.held_since(actor)
    return found.filter(at__gte=since) if since else found


def _own(actor: Actor) -> UUID:
    actor.require(permissions.OWN)
    return actor.own_id
