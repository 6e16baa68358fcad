"""The audit log."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.insights import permissions
from tessera.insights.queries import trail
from tessera.org import permissions as org_permissions
from tessera.org import queries as org
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import deeds, rendering


@require_GET
@page(permissions.VIEW_AUDIT)
def audit(request: PageRequest) -> HttpResponse:
    """Who did what, the newest first, narrowed by person, action, store and days."""
    after = asked.text(request, "after", limit=120)
    wanted = trail.Asked(
        person=asked.uuid(request, "person"),
        action=asked.text(request, "action"),
        store_id=asked.uuid(request, "store"),
        since=asked.day(request, "since"),
        until=asked.day(request, "until"),
    )
    context = {
        "page": trail.list_deeds(actor=request.actor, asked=wanted, after=after),
        "wanted": wanted,
        "people": org.list_staff(request.actor)
        if request.actor.may(org_permissions.VIEW_STAFF)
        else [],
        "actions": sorted(deeds.NAMES.items(), key=lambda item: str(item[1])),
        "stores": org.list_stores(request.actor),
    }
    part = "more" if after else "rows"
    return rendering.page(request, "audit.html", context, section="audit", part=part)
