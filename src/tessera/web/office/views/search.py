"""One search for everything."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.insights.queries import search as finding
from tessera.kernel import clock
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering


@require_GET
@page()
def search(request: PageRequest) -> HttpResponse:
    """A short list under the search box as one types; the whole list as a page."""
    text = asked.text(request)
    limit = 5 if request.htmx else 30
    context = {
        "found": finding.find(actor=request.actor, at=clock.utc_now(), text=text, limit=limit),
        "asked": text,
        "enough": len(text) >= finding.SHORTEST,
    }
    return rendering.page(request, "search.html", context, part="list")
