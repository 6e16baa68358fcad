"""Stores and their tills."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.org import permissions, usecases
from tessera.org import queries as org
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, sheets
from tessera.web.office.brand_forms import BrandForm
from tessera.web.office.sheets import Sheet


@require_GET
@page()
def stores(request: PageRequest) -> HttpResponse:
    """The reader's stores with their tills."""
    actor = request.actor
    tills: dict[UUID, list[object]] = {}
    for till in org.list_tills(actor):
        tills.setdefault(till.store_id, []).append(till)
    context = {
        "stores": [(store, tills.get(store.id, [])) for store in org.list_stores(actor)],
        "may_set_brand": actor.store_ids is None and actor.may(permissions.SET_UP_BRAND),
        "may_open": actor.store_ids is None and actor.may(permissions.OPEN_STORE),
        "may_change": actor.may(permissions.CHANGE_STORE),
        "may_add_tills": actor.may(permissions.OPEN_TILL),
        "may_lock": actor.may(permissions.REVOKE_TOKENS),
    }
    return rendering.page(request, "stores.html", context, section="stores")


@require_http_methods(["GET", "POST"])
@page(permissions.SET_UP_BRAND)
def change_brand(request: PageRequest) -> HttpResponse:
    """Another name or colour for the brand."""
    request.actor.require_everywhere(permissions.SET_UP_BRAND)
    brand = org.get_brand()
    form = BrandForm(sheets.data_of(request), initial={"name": brand.name, "colour": brand.colour})
    return sheets.answer(
        request,
        _sheet(_("Name and colour"), _("Save"), _("Saved.")),
        form,
        lambda filled: usecases.change_brand(
            actor=request.actor,
            at=clock.utc_now(),
            name=filled["name"],
            colour=filled["colour"],
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.OPEN_STORE)
def open_store(request: PageRequest) -> HttpResponse:
    """Open a store."""
    return sheets.answer(
        request,
        _sheet(
            _("Open a store"), _("Open the store"), _("The store is open. Put a till into it next.")
        ),
        forms.OpenStoreForm(sheets.data_of(request)),
        lambda filled: usecases.open_store(actor=request.actor, at=clock.utc_now(), **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE_STORE)
def change_store(request: PageRequest, store_id: UUID) -> HttpResponse:
    """Change how a store is described."""
    view = org.get_store_view(request.actor, store_id)
    initial = {
        "name": view.facts.name,
        "zone": view.facts.zone,
        "cutover_hour": view.facts.cutover_hour,
        "allows_negative_stock": view.facts.allows_negative_stock,
        "address": view.address,
        "phone": view.phone,
    }
    return sheets.answer(
        request,
        _sheet(_("Change the store"), _("Save"), _("Saved.")),
        forms.StoreForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.change_store(
            actor=request.actor, at=clock.utc_now(), store_id=store_id, **filled
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.OPEN_TILL)
def open_till(request: PageRequest, store_id: UUID) -> HttpResponse:
    """Put a till into a store."""
    view = org.get_store_view(request.actor, store_id)
    return sheets.answer(
        request,
        _sheet(
            _("A till for %(store)s") % {"store": view.facts.name},
            _("Add the till"),
            _("The till is there. Sign in at it with a cashier's name."),
        ),
        forms.TillForm(sheets.data_of(request)),
        lambda filled: usecases.open_till(
            actor=request.actor, at=clock.utc_now(), store_id=store_id, **filled
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.REVOKE_TOKENS)
def lock_till(request: PageRequest, till_id: UUID) -> HttpResponse:
    """Sign everybody out of a till."""
    till = org.get_till_view(request.actor, till_id)
    text = _(
        "Whoever works at %(till)s is signed out at once, in every browser. They can sign in again."
    )
    return sheets.answer(
        request,
        _sheet(
            _("Lock %(till)s") % {"till": till.name},
            _("Lock the till"),
            _("The till is locked."),
            text=text % {"till": till.name},
            grave=True,
        ),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.revoke_till_tokens(
            actor=request.actor, at=clock.utc_now(), till_id=till_id
        ),
    )


def _sheet(title: str, button: str, done: str, *, text: str = "", grave: bool = False) -> Sheet:
    back = reverse("office:stores")
    return Sheet(title, button, done, back, text=text, grave=grave, section="stores")
