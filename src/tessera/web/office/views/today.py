"""Today: what is sold, who came, what is owed."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.finance import permissions as books
from tessera.finance.queries import liabilities
from tessera.finance.queries.days import get_today
from tessera.finance.queries.liabilities import StoredValue
from tessera.insights import permissions
from tessera.insights.queries import charts as chart_rows
from tessera.insights.queries import today as figures
from tessera.kernel import clock
from tessera.org import queries as org
from tessera.platform import versions
from tessera.wallet import queries as wallet
from tessera.wallet.rules import prepaid
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
        "custody": None if store_id else _custody(request),
    }
    return rendering.page(request, "today.html", context, section="today", part="figures")


def _custody(request: PageRequest) -> StoredValue | None:
    """What has to lie in custody, where the rules ask for it and somebody looks who sees all the
    books (MOFCOM Order 2012 No. 9, Arts. 26-28; domain handbook 1.4)."""
    at, actor = clock.utc_now(), request.actor
    rule = wallet.legal.get(versions.current()).on(get_today(actor, at)).rules[prepaid.CUSTODY]
    if rule.mode == prepaid.OFF or not rule.value or actor.store_ids is not None:
        return None
    if not actor.may(books.VIEW):
        return None
    found = liabilities.get_stored_value(actor=actor, at=at)
    return found if found.custody_minor else None


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
