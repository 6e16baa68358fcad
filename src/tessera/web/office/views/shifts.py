"""Shifts: the list that filters, and one shift's report."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.insights import permissions
from tessera.org import queries as org
from tessera.sales import queries as sales
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering

SIZE = 40


@require_GET
@page(permissions.VIEW)
def shifts(request: PageRequest) -> HttpResponse:
    """The newest shifts, narrowed by store and days; more on demand."""
    before, store_id = asked.instant(request, "before"), asked.uuid(request, "store")
    found = sales.list_shifts(
        actor=request.actor,
        store_id=store_id,
        since=asked.day(request, "since"),
        until=asked.day(request, "until"),
        before=before,
        limit=SIZE + 1,
    )
    context = {
        "shifts": found[:SIZE],
        "before": found[SIZE - 1].opened_at if len(found) > SIZE else None,
        "stores": org.list_stores(request.actor),
        "store_id": store_id,
        "filtered": any(request.GET.get(name) for name in ("store", "since", "until")),
    }
    part = "more" if before else "rows"
    return rendering.page(request, "shifts.html", context, section="shifts", part=part)


@require_GET
@page(permissions.VIEW)
def shift(request: PageRequest, shift_id: UUID) -> HttpResponse:
    """One shift: who, when, what by which tender, and the drawer. Open, it tells nothing of the drawer."""
    context = {"shift": sales.get_shift(actor=request.actor, shift_id=shift_id)}
    return rendering.page(request, "shift.html", context, section="shifts")
