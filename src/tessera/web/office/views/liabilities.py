"""What is owed, how old it is, and what an accountant makes of it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.finance import permissions, usecases
from tessera.finance.queries import liabilities as owed
from tessera.finance.queries.days import get_today
from tessera.finance.queries.terms import list_terms, terms_of
from tessera.finance.rules import ages, columns
from tessera.kernel import clock
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import finance_forms, rendering, sheets, statement_charts
from tessera.web.office.sheets import Sheet

HOLDINGS = (
    columns.PRINCIPAL,
    columns.BONUS,
    columns.POINTS,
    columns.GIFTS,
    columns.USES,
    columns.DEFERRED,
)
"""In the order of their tabs."""

MONTHS = 12


@require_GET
@page(permissions.VIEW)
def liabilities(request: PageRequest) -> HttpResponse:
    """What is owed by who issued it and by age; for stored value and points, what is earned of it."""
    at, holding = clock.utc_now(), asked.text(request, "holding")
    holding = holding if holding in HOLDINGS else columns.PRINCIPAL
    found = owed.get_liability(actor=request.actor, at=at, holding=holding)
    context = {
        "found": found,
        "holdings": HOLDINGS,
        "bounds": ages.bounds(),
        "aged": statement_charts.aged(found),
        "ending": statement_charts.ending(found),
        "in_money": holding not in columns.COUNTED,
        "may_set": request.actor.may(permissions.SET) and request.actor.store_ids is None,
        **_meaning(request, holding),
    }
    return rendering.page(request, "liabilities.html", context, section="statements", part="rows")


def _meaning(request: PageRequest, holding: str) -> dict[str, object]:
    """What it means for revenue."""
    at = clock.utc_now()
    if holding == columns.POINTS:
        months = owed.list_points(actor=request.actor, at=at)
        return {
            "months": months[: -MONTHS - 1 : -1],
            "terms": terms_of(get_today(request.actor, at), list_terms()),
        }
    if holding == columns.PRINCIPAL:
        return {"value": owed.get_stored_value(actor=request.actor, at=at)}
    return {}


@require_http_methods(["GET", "POST"])
@page(permissions.SET)
def terms(request: PageRequest) -> HttpResponse:
    """Set what the brand expects of what it owes."""
    at = clock.utc_now()
    today = get_today(request.actor, at)
    form = finance_forms.TermsForm(
        sheets.data_of(request), terms=terms_of(today, list_terms()), today=today
    )
    return sheets.answer(
        request,
        Sheet(
            title=_("What the books expect"),
            text=_("For your accountant. Nothing is posted by it."),
            button=_("Save"),
            done=_("Saved."),
            back=reverse("office:liabilities"),
            section="statements",
        ),
        form,
        lambda _filled: usecases.set_terms(actor=request.actor, at=at, terms=form.terms()),
    )
