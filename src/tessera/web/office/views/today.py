"""Today: what is sold, who came, what is owed."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.insights import permissions
from tessera.insights.queries import charts as chart_rows
from tessera.insights.queries import today as figures
from tessera.kernel import clock
from tessera.org import queries as org
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import charts, rendering


@require_GET
@page(permissions.VIEW)
def today(request: PageRequest) -> HttpResponse:
    """The figures; they come again every minute."""
    store_id = asked.uuid(request, "store")
    context = {
        "today": figures.get_today(actor=request.actor, at=clock.utc_now(), store_id=store_id),
        "owed": None if store_id else figures.get_owed(actor=request.actor),
        "stores": org.list_stores(request.actor),
        "store_id": store_id,
    }
    return rendering.page(request, "today.html", context, section="today", part="figures")


@require_GET
@page(permissions.VIEW)
def today_charts(request: PageRequest) -> HttpResponse:
    """What is drawn below the figures; the page fetches it when the figures stand."""
    store_id = asked.uuid(request, "store")
    found = chart_rows.get_charts(actor=request.actor, at=clock.utc_now(), store_id=store_id)
    context: dict[str, Any] = {"charts": found}
    if found:
        context |= {
            "revenue": charts.revenue(found),
            "hours": charts.hours(found.hours),
            "tenders": charts.tenders(found.tenders),
            "levels": charts.levels(found.levels),
        }
    return rendering.page(request, "today_charts.html", context, section="today", part="charts")
