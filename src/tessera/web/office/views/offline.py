"""Sales from offline: what tills made without the server, and what somebody should look at."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.org import queries as org
from tessera.sales import permissions, usecases
from tessera.sales.queries import offline as queries
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import offline_words, rendering


@require_http_methods(["GET", "POST"])
@page(permissions.REVIEW_OFFLINE)
def offline_sales(request: PageRequest) -> HttpResponse:
    """The list, those first that nobody has looked at; or mark one as seen."""
    if request.method == "POST":
        return _seen(request)
    is_open, store_id = request.GET.get("which") != "all", asked.uuid(request, "store")
    found = queries.list_made_offline(actor=request.actor, is_open=is_open, store_id=store_id)
    currency = org.get_brand().currency
    rows = [(one, [offline_words.tell(mark, currency) for mark in one.remarks]) for one in found]
    context = {
        "rows": rows,
        "is_open": is_open,
        "stores": org.list_stores(request.actor),
        "store_id": store_id,
    }
    return rendering.page(request, "offline_sales.html", context, section="offline-sales")


def _seen(request: PageRequest) -> HttpResponse:
    try:
        made_id = UUID(request.POST.get("made", ""))
    except ValueError:
        raise Http404 from None
    note = request.POST.get("note", "")
    usecases.see_offline(actor=request.actor, at=clock.utc_now(), made_id=made_id, note=note)
    return redirect("office:offline-sales")
