"""What members see of their own: no function here takes a member's id, it is the actor's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from tessera.identity import permissions
from tessera.insights import pages
from tessera.insights.pages import Page
from tessera.insights.queries import history, holdings
from tessera.insights.queries.history import Event
from tessera.insights.queries.holdings import Holding
from tessera.kernel.actor import Actor
from tessera.sales import queries as sales
from tessera.sales.models import Sale
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


def list_events(actor: Actor, *, after: str = "", size: int = 20) -> Page[Event]:
    """Every movement of points and money, the newest first, in every store."""
    return history.list_of_member(actor, _own(actor), after=after, size=size)


def list_purchases(actor: Actor, *, after: str = "", size: int = 20) -> Page[Purchase]:
    """What was bought, the newest first, in every store."""
    found = Sale.objects.filter(member=_own(actor)).select_related("store")
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


def get_purchase(actor: Actor, sale_id: UUID) -> SaleView:
    """One receipt. Raises NotFound ``sales.not_found`` for somebody else's as for none."""
    return sales.get_own_sale(member_id=_own(actor), sale_id=sale_id)


def _own(actor: Actor) -> UUID:
    actor.require(permissions.OWN)
    return actor.own_id
