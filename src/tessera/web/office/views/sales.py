"""Sales: the list that filters, and one sale's story."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from tessera.insights.queries import postings
from tessera.kernel import clock
from tessera.org import queries as org
from tessera.rewards import queries as rewards
from tessera.sales import permissions
from tessera.sales import queries as sales_queries
from tessera.sales import usecases as sales_usecases
from tessera.wallet import permissions as wallet_permissions
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering

SIZE = 40


@require_GET
@page(permissions.VIEW)
def sales(request: PageRequest) -> HttpResponse:
    """The newest sales, narrowed by number, store and days; more on demand."""
    before = asked.instant(request, "before")
    found = sales_queries.list_sales(
        actor=request.actor,
        text=asked.text(request),
        store_id=asked.uuid(request, "store"),
        since=asked.day(request, "since"),
        until=asked.day(request, "until"),
        before=before,
        limit=SIZE + 1,
    )
    context = {
        "sales": found[:SIZE],
        "before": _next(found),
        "stores": org.list_stores(request.actor),
        "store_id": asked.uuid(request, "store"),
        "may_set_returns": request.actor.store_ids is None
        and request.actor.may(permissions.SET_RETURNS),
        "filtered": any(request.GET.get(name) for name in ("q", "store", "since", "until")),
    }
    part = "more" if before else "rows"
    return rendering.page(request, "sales.html", context, section="sales", part=part)


def _next(found: list[sales_queries.SaleRow]) -> datetime | None:
    return found[SIZE - 1].at if len(found) > SIZE else None


@require_GET
@page(permissions.VIEW)
def sale(request: PageRequest, sale_id: UUID) -> HttpResponse:
    """One sale: lines and why they cost what they cost, payments, returns, the books."""
    found = sales_queries.get_sale(actor=request.actor, sale_id=sale_id)
    context = {
        "sale": found,
        "earning": rewards.find_earning(sale_id),
        "postings": postings.list_postings(sale_id),
        "buyer": sales_queries.find_noted_buyer(request.actor, sale_id),
    }
    return rendering.page(request, "sale.html", context, section="sales")


@require_POST
@page(wallet_permissions.SEE_NUMBER)
def buyer(request: PageRequest, sale_id: UUID) -> HttpResponse:
    """What is sealed of who bought, in the place of the button."""
    at = clock.utc_now()
    found = sales_usecases.reveal_buyer(actor=request.actor, at=at, sale_id=sale_id)
    return rendering.page(request, "sale_buyer.html", {"papers": found}, part="papers")
