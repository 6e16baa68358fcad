"""How much a till may take of a member by itself while its line is cut."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.platform import versions
from tessera.sales import permissions, usecases
from tessera.sales.queries.allowances import allowance_terms
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import allowance_forms, sheets
from tessera.web.office.sheets import Sheet


@require_http_methods(["GET", "POST"])
@page(permissions.SET_ALLOWANCES)
def terms(request: PageRequest) -> HttpResponse:
    """The amounts for each member and till, and for how long."""
    request.actor.require_everywhere(permissions.SET_ALLOWANCES)
    sheet = Sheet(
        title=_("Tills without a network"),
        text=_(
            "What is set here is set aside for a till when it calls a member, so that the member can pay with it there although the network is down. Until it comes back nobody else can spend it: keep it small."
        ),
        button=_("Save"),
        done=_("Saved. It holds from the next member on."),
        back=reverse("office:value"),
        section="value",
    )
    known = allowance_terms.get(versions.current())
    return sheets.answer(
        request,
        sheet,
        allowance_forms.AllowanceForm(sheets.data_of(request), terms=known),
        lambda filled: usecases.set_allowances(
            actor=request.actor,
            at=clock.utc_now(),
            terms=allowance_forms.AllowanceForm.terms(dict(filled)),
        ),
    )
