"""What stores owe each other for value that one sold and another took."""

from collections.abc import Iterator
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tessera.finance import permissions
from tessera.finance.queries import clearing
from tessera.finance.queries.clearing import Clearing, Range
from tessera.finance.queries.days import get_today
from tessera.kernel import clock
from tessera.kernel.money import Money
from tessera.org import queries as org
from tessera.org.errors import store_not_found
from tessera.org.queries import StoreFacts
from tessera.web.kit import asked, currency, formats, spreadsheets
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering

ISSUER = "issuer"


def _range(request: PageRequest) -> Range:
    """The days asked for, by themselves the present month; and who bears the bonus."""
    until = asked.day(request, "until") or get_today(request.actor, clock.utc_now())
    since = asked.day(request, "since") or until.replace(day=1)
    bears = asked.text(request, "bonus") == ISSUER
    return Range(min(since, until), max(since, until), bears)


@require_GET
@page(permissions.VIEW)
def statement(request: PageRequest) -> HttpResponse:
    """Each pair of stores, and what every store gets or pays."""
    found = clearing.get_clearing(actor=request.actor, asked=_range(request))
    context = {"found": found}
    return rendering.page(request, "clearing.html", context, section="statements", part="rows")


@require_GET
@page(permissions.VIEW)
def entries(request: PageRequest) -> HttpResponse:
    """The entries behind what one store owes another. Raises NotFound ``org.store_not_found``."""
    wanted, after = _range(request), asked.text(request, "after")
    issuer, spender = (_store(request, name) for name in ("issuer", "spender"))
    context = {
        "wanted": wanted,
        "issuer": issuer,
        "spender": spender,
        "page": clearing.list_crossing_entries(
            actor=request.actor, asked=wanted, issuer=issuer.id, spender=spender.id, after=after
        ),
    }
    part = "more" if after else ""
    return rendering.page(
        request, "clearing_entries.html", context, section="statements", part=part
    )


def _store(request: PageRequest, name: str) -> StoreFacts:
    store_id = asked.uuid(request, name)
    if store_id is None:
        raise store_not_found()
    return org.get_store(store_id)


@require_GET
@page(permissions.EXPORT)
def file(request: PageRequest) -> HttpResponse:
    """The pairs as CSV, in whole units of the currency."""
    found = clearing.get_clearing(actor=request.actor, asked=_range(request))
    told = {"name": request.actor.name, "time": formats.instant(clock.utc_now())}
    body = spreadsheets.csv_file(
        header=[_("Sold by"), _("Spent at"), _("Paid in"), _("Given besides"), _("Owed")],
        rows=_rows(found),
        mark=_("Taken by %(name)s, %(time)s.") % told,
    )
    answer = HttpResponse(body, content_type=spreadsheets.CSV)
    name = f"clearing-{found.asked.since}-{found.asked.until}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(found: Clearing) -> Iterator[list[str | Decimal]]:
    unit = currency.code()
    for pair in found.pairs:
        amounts = (pair.crossing.principal, pair.crossing.bonus, pair.owed)
        figures = [Decimal(Money(amount, unit).decimal) for amount in amounts]
        yield [pair.issuer, pair.spender, *figures]
