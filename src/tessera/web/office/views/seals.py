"""The seals of the ledger's days, to be looked at, printed and sent out."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.ops import permissions, queries, usecases
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.forms import SheetForm
from tessera.web.office.sheets import Sheet

SIZE = 31
ALL_DAYS = 40_000


class SealPhoneForm(SheetForm):
    """A phone, or none."""

    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Empty: the seals are sent to nobody."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )


@require_GET
@page(permissions.VIEW_SEALS)
def seals(request: PageRequest) -> HttpResponse:
    """The newest days with their hashes; more on demand."""
    before = asked.day(request, "before")
    found = queries.list_seals(request.actor, before=before, limit=SIZE + 1)
    shown = found[:SIZE]
    more = shown[-1].day if len(found) > SIZE else None
    context = {
        "seals": shown,
        "before": more,
        "phone": queries.masked_seal_phone(request.actor),
        "may_send": request.actor.may(permissions.SEND_SEALS),
    }
    part = "more" if before else "rows"
    return rendering.page(request, "seals.html", context, section="audit", part=part)


@require_http_methods(["GET", "POST"])
@page(permissions.SEND_SEALS)
def seals_to(request: PageRequest) -> HttpResponse:
    """To whom each night's seal is sent."""
    request.actor.require_everywhere(permissions.SEND_SEALS)
    sheet = Sheet(
        title=_("Send each night's seal"),
        button=_("Save"),
        done=_("Saved."),
        back=reverse("office:seals"),
        text=_("By text message, to a phone whose owner does not look after this computer."),
        section="audit",
    )
    return sheets.answer(
        request,
        sheet,
        SealPhoneForm(sheets.data_of(request)),
        lambda filled: usecases.send_seals_to(
            actor=request.actor, at=clock.utc_now(), phone=filled["phone"]
        ),
    )


@require_GET
@page(permissions.VIEW_SEALS)
def seals_file(request: PageRequest) -> HttpResponse:
    """Every day with its hash, a line each, as ``tessera verify --chain --expect`` takes it."""
    rows = queries.list_seals(request.actor, limit=ALL_DAYS)
    body = "".join(f"{row.day}={row.digest}\n" for row in reversed(rows))
    answer = HttpResponse(body, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="seals.txt"'
    return answer
