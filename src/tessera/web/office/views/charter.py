"""The charter, and how each level is got."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.charters import permissions, queries, usecases
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members.errors import level_not_found
from tessera.platform.refusals import message
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import charter_forms, rendering, sheets
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.VIEW)
def charter(request: PageRequest) -> HttpResponse:
    """The charter in force, its versions, and the ways to the levels."""
    versions = queries.list_charters()
    actor = request.actor
    context = {
        "charter": versions[0] if versions else None,
        "versions": versions,
        "ways": queries.list_ways(),
        "may_set": actor.store_ids is None and actor.may(permissions.SET),
    }
    return rendering.page(request, "charter.html", context, section="applications")


@require_http_methods(["GET", "POST"])
@page(permissions.SET)
def write(request: PageRequest) -> HttpResponse:
    """Write the next version, beginning with the one in force, and publish it."""
    request.actor.require_everywhere(permissions.SET)
    form = charter_forms.CharterForm(sheets.data_of(request), present=queries.find_charter())
    if form.is_bound and form.is_valid():
        try:
            usecases.publish_charter(actor=request.actor, at=clock.utc_now(), texts=form.texts())
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _("Published. Whoever joins from now on reads this."))
            return redirect("office:charter")
    status = 422 if form.is_bound else 200
    return rendering.page(
        request, "charter_write.html", {"form": form}, section="applications", status=status
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET)
def way(request: PageRequest, level_id: UUID) -> HttpResponse:
    """How one level is got."""
    request.actor.require_everywhere(permissions.SET)
    ways = queries.list_ways()
    found = next((one for one in ways if one.level_id == level_id), None)
    if found is None:
        raise level_not_found()
    sheet = Sheet(
        title=_("The way to %(name)s") % {"name": found.level_name},
        button=_("Save"),
        done=_("Saved. It holds for applications from now on."),
        back=reverse("office:charter"),
        text=_("What is bought for a level is set under levels and referral."),
        section="applications",
    )
    form = charter_forms.WayForm(sheets.data_of(request), way=found, is_lowest=found is ways[0])
    return sheets.answer(
        request,
        sheet,
        form,
        lambda filled: usecases.set_way(
            actor=request.actor,
            at=clock.utc_now(),
            level_id=level_id,
            kind=filled["kind"],
            fee_sku_id=UUID(filled["fee_sku_id"]) if filled["fee_sku_id"] else None,
            days=filled["days"],
            needs=filled["needs"],
        ),
    )
