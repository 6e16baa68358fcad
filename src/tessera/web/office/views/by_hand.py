"""Prices by hand: what tills gave away, by whom and why; and who may do so."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.insights import permissions as insights_permissions
from tessera.insights.queries import by_hand as insights
from tessera.kernel import clock
from tessera.org import queries as org
from tessera.platform import versions
from tessera.sales import permissions, queries, usecases
from tessera.sales.rules.by_hand import USUAL_REASONS
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.by_hand_forms import ManualRulesForm
from tessera.web.office.sheets import Sheet


@require_GET
@page(insights_permissions.VIEW)
def report(request: PageRequest) -> HttpResponse:
    """What was given away by hand in the days asked for, by cashier and reason."""
    actor, store_id = request.actor, asked.uuid(request, "store")
    span = insights.Span(asked.day(request, "since"), asked.day(request, "until"), store_id)
    given = insights.list_given(actor=actor, span=span)
    context = {
        "given": given,
        "newest": insights.list_newest(actor=actor, span=span) if given else [],
        "saved_minor": sum(one.saved_minor for one in given),
        "stores": org.list_stores(actor),
        "store_id": store_id,
        "filtered": any(request.GET.get(name) for name in ("store", "since", "until")),
        "may_set": actor.store_ids is None and actor.may(permissions.SET_BY_HAND),
    }
    return rendering.page(request, "by_hand.html", context, section="sales", part="rows")


@require_http_methods(["GET", "POST"])
@page(permissions.SET_BY_HAND)
def rules(request: PageRequest) -> HttpResponse:
    """What cashiers and managers may set by hand, and the reasons to choose from."""
    request.actor.require_everywhere(permissions.SET_BY_HAND)
    sheet = Sheet(
        title=_("Rules of prices by hand"),
        button=_("Save"),
        done=_("Saved. It holds from the next sale on."),
        back=reverse("office:by-hand"),
        section="sales",
    )
    known = queries.manual_rules.get(versions.current())
    form = ManualRulesForm(
        sheets.data_of(request), rules=known, usual=[_(one) for one in USUAL_REASONS]
    )
    return sheets.answer(
        request,
        sheet,
        form,
        lambda filled: usecases.set_manual_rules(
            actor=request.actor,
            at=clock.utc_now(),
            limits=ManualRulesForm.limits(dict(filled)),
            reasons=filled["reasons"].splitlines(),
        ),
    )
