"""Printers of stores and tills."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.org import queries as org
from tessera.papers import wire
from tessera.papers.document import Pair, Paper, Rule, Text
from tessera.printing import permissions, usecases
from tessera.printing import queries as printing
from tessera.printing.queries import Setting
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, printer_forms, rendering, sheets
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.SET_UP)
def printers(request: PageRequest) -> HttpResponse:
    """How each store and each till of it prints."""
    made = printing.list_of(request.actor)
    stores = []
    for store in org.list_stores(request.actor):
        usual = made.get(store.id) or Setting(store.id, store.id)
        tills = [
            (till, made.get(till.id), made.get(till.id) or usual)
            for till in org.list_tills(request.actor, store.id)
        ]
        stores.append((store, usual, tills))
    context = {"stores": stores, "ways": printer_forms.WAYS}
    return rendering.page(request, "printers.html", context, section="printers")


@require_http_methods(["GET", "POST"])
@page(permissions.SET_UP)
def of_store(request: PageRequest, store_id: UUID) -> HttpResponse:
    """How the tills of a store print that have no setting of their own."""
    store = org.get_store_view(request.actor, store_id).facts
    setting = printing.of_place(request.actor, store_id)
    return _change(request, setting, _("Printing at %(place)s") % {"place": store.name}, None)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_UP)
def of_till(request: PageRequest, till_id: UUID) -> HttpResponse:
    """How one till prints."""
    till = org.get_till_view(request.actor, till_id)
    setting = printing.of_till(till_id)
    return _change(request, setting, _("Printing at %(place)s") % {"place": till.name}, till_id)


def _change(
    request: PageRequest, setting: Setting, title: str, till_id: UUID | None
) -> HttpResponse:
    form = printer_forms.PrinterForm(
        sheets.data_of(request), initial=printer_forms.initial_of(setting)
    )
    return sheets.answer(
        request,
        _sheet(title, _("Save"), _("Saved. Tills take it over when they are opened anew.")),
        form,
        lambda filled: usecases.set_printer(
            actor=request.actor,
            at=clock.utc_now(),
            store_id=setting.store_id,
            till_id=till_id,
            **filled,
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_UP)
def follow(request: PageRequest, till_id: UUID) -> HttpResponse:
    """Let a till print as its store does."""
    till = org.get_till_view(request.actor, till_id)
    return sheets.answer(
        request,
        _sheet(
            _("Print as the store does"),
            _("Follow the store"),
            _("Saved. Tills take it over when they are opened anew."),
            text=_("%(till)s has no setting of its own then.") % {"till": till.name},
        ),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.follow_store(
            actor=request.actor, at=clock.utc_now(), store_id=till.store_id, till_id=till_id
        ),
    )


@never_cache
@require_GET
@page(permissions.SET_UP)
def agent_file(request: PageRequest, till_id: UUID) -> HttpResponse:
    """The file that the agent on a till's PC is started with; the token is in it."""
    org.get_till_view(request.actor, till_id)
    body = printer_forms.agent_file(
        printing.of_till(till_id), f"{request.scheme}://{request.get_host()}"
    )
    answer = HttpResponse(body, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="agent.toml"'
    return answer


@require_http_methods(["GET", "POST"])
@page(permissions.SET_UP)
def renew_token(request: PageRequest, till_id: UUID) -> HttpResponse:
    """Give the agents of a till another token."""
    org.get_till_view(request.actor, till_id)
    setting = printing.of_till(till_id)
    return sheets.answer(
        request,
        _sheet(
            _("A new token for the agent"),
            _("Make a new token"),
            _("The old token ends. Download the file again and put it on the till's PC."),
            text=_(
                "Agents with the old file print no more: that one of this till, and those of other"
                " tills that follow the same setting."
            ),
            grave=True,
        ),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.renew_token(
            actor=request.actor, at=clock.utc_now(), place_id=setting.place_id
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_UP)
def try_out(request: PageRequest, till_id: UUID) -> HttpResponse:
    """Have a cloud printer print a few lines."""
    till = org.get_till_view(request.actor, till_id)
    return sheets.answer(
        request,
        _sheet(
            _("Print a test"),
            _("Print a test"),
            _("The test is on its way to the printer."),
            text=_("%(till)s prints a few lines.") % {"till": till.name},
        ),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.print_paper(
            actor=request.actor,
            at=clock.utc_now(),
            request_id=uuid4(),
            till_id=till_id,
            paper=wire.told(_test_paper(till.name)),
        ),
    )


def _test_paper(till_name: str) -> Paper:
    title = _("Test of the printer")
    lines = (
        Text(org.get_brand().name, "center", bold=True, large=True),
        Text(title, "center", bold=True),
        Rule(),
        Pair(_("Till"), till_name),
        Pair("桑蚕丝印花翻领短袖连衣裙", "1,299.00"),
    )
    return Paper(title, lines)


def _sheet(title: str, button: str, done: str, *, text: str = "", grave: bool = False) -> Sheet:
    back = reverse("office:printers")
    return Sheet(title, button, done, back, text=text, grave=grave, section="printers")
