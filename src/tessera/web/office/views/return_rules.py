"""How this brand takes goods back."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.platform import versions
from tessera.sales import permissions, queries, usecases
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import return_forms, sheets
from tessera.web.office.sheets import Sheet


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RETURNS)
def rules(request: PageRequest) -> HttpResponse:
    """How refunds are divided over mixed tenders, and what comes back without a receipt."""
    request.actor.require_everywhere(permissions.SET_RETURNS)
    sheet = Sheet(
        title=_("Rules of returns"),
        button=_("Save"),
        done=_("Saved. It holds from the next return on."),
        back=reverse("office:sales"),
        section="sales",
    )
    known = queries.return_policy.get(versions.current())
    return sheets.answer(
        request,
        sheet,
        return_forms.ReturnPolicyForm(sheets.data_of(request), policy=known),
        lambda filled: usecases.set_return_policy(
            actor=request.actor,
            at=clock.utc_now(),
            policy=return_forms.ReturnPolicyForm.policy(dict(filled)),
        ),
    )
