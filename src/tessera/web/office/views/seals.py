"""The seals of the ledger's days, to be looked at, printed and sent out."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.ops import permissions, queries
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering

SIZE = 31
ALL_DAYS = 40_000


@require_GET
@page(permissions.VIEW_SEALS)
def seals(request: PageRequest) -> HttpResponse:
    """The newest days with their hashes; more on demand."""
    before = asked.day(request, "before")
    found = queries.list_seals(request.actor, before=before, limit=SIZE + 1)
    shown = found[:SIZE]
    more = shown[-1].day if len(found) > SIZE else None
    context = {"seals": shown, "before": more}
    part = "more" if before else "rows"
    return rendering.page(request, "seals.html", context, section="audit", part=part)


@require_GET
@page(permissions.VIEW_SEALS)
def seals_file(request: PageRequest) -> HttpResponse:
    """Every day with its hash, a line each, as ``tessera verify --chain --expect`` takes it."""
    rows = queries.list_seals(request.actor, limit=ALL_DAYS)
    body = "".join(f"{row.day}={row.digest}\n" for row in reversed(rows))
    answer = HttpResponse(body, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="seals.txt"'
    return answer
