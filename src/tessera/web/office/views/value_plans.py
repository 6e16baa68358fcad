"""Top-up plans: what is sold, and what each gives."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.catalog import errors as catalog_errors
from tessera.catalog import usecases as catalog
from tessera.catalog.rules import TOPUP
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import secret_code
from tessera.platform.refusals import message
from tessera.wallet import permissions, queries, usecases
from tessera.wallet.queries import PlanFacts
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets, value_forms
from tessera.web.office.views.value import SECTION


@require_http_methods(["GET", "POST"])
@page(permissions.SET_PLANS)
def new(request: PageRequest) -> HttpResponse:
    """A new top-up to be sold; what it gives is asked next."""
    request.actor.require_everywhere(permissions.SET_PLANS)
    form = value_forms.NewPlanForm(sheets.data_of(request))
    if form.is_bound and form.is_valid():
        try:
            sku_id = _add(request, form.cleaned_data["name"], form.cleaned_data["amount"])
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            return redirect("office:plan", sku_id)
    status = 422 if form.is_bound else 200
    context = {"form": form}
    return rendering.page(request, "value_plan_new.html", context, section=SECTION, status=status)


def _add(request: PageRequest, name: str, amount: int) -> UUID:
    before = {one.sku_id for one in queries.list_topup_skus()}
    catalog.add_product(
        actor=request.actor,
        at=clock.utc_now(),
        style=secret_code("T")[:12],
        name=name,
        kind=TOPUP,
        skus=[catalog.NewSku(tag_minor=amount)],
    )
    return next(one.sku_id for one in queries.list_topup_skus() if one.sku_id not in before)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_PLANS)
def plan(request: PageRequest, sku_id: UUID) -> HttpResponse:
    """Everything that one top-up gives."""
    request.actor.require_everywhere(permissions.SET_PLANS)
    found = next((one for one in queries.list_topup_skus() if one.sku_id == sku_id), None)
    if found is None:
        raise catalog_errors.not_found(sku_id=str(sku_id))
    facts = found.plan or PlanFacts(sku_id, found.tag_minor, 0)
    form = value_forms.PlanForm(sheets.data_of(request), actor=request.actor, facts=facts)
    if form.is_bound and form.is_valid():
        try:
            usecases.set_plan(
                actor=request.actor,
                at=clock.utc_now(),
                sku_id=sku_id,
                principal_minor=form.cleaned_data["principal_minor"],
                bonus_minor=form.cleaned_data["bonus_minor"] or 0,
                terms=form.terms(),
            )
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _("Saved. It counts from the next sale on."))
            return redirect("office:value")
    status = 422 if form.is_bound else 200
    context = {"form": form, "found": found}
    return rendering.page(request, "value_plan.html", context, section=SECTION, status=status)
