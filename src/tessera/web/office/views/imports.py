"""Members from a file: choose it, see what would happen, confirm, and take the refused rows along."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tessera.imports import permissions, queries, reading, usecases
from tessera.imports.queries import ImportView
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.org import queries as org
from tessera.platform.refusals import message
from tessera.web.kit import asked, formats, spreadsheets
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, import_forms, rendering, sheets
from tessera.web.office.import_forms import MappingForm, UploadForm
from tessera.web.office.sheets import Sheet

SIZE = 50

WOULD: Mapping[str, str | Promise] = {
    "new": gettext_lazy("Would be new"),
    "filled": gettext_lazy("Known, would be completed"),
    "known": gettext_lazy("Known, left alone"),
    "refused": gettext_lazy("Refused"),
}
"""What becomes of rows before they are posted."""

DID: Mapping[str, str | Promise] = {
    "new": gettext_lazy("New members"),
    "filled": gettext_lazy("Known, completed"),
    "known": gettext_lazy("Known, left alone"),
    "refused": gettext_lazy("Refused"),
}
"""And afterwards."""


@require_http_methods(["GET", "POST"])
@page(permissions.IMPORT_MEMBERS)
def imports(request: PageRequest) -> HttpResponse:
    """The imports so far, and a file to begin another with."""
    request.actor.require_everywhere(permissions.IMPORT_MEMBERS)
    form = UploadForm(sheets.data_of(request), sheets.files_of(request), stores=_stores(request))
    if form.is_bound and form.is_valid():
        try:
            return redirect("office:import", _begin(request, form.cleaned_data))
        except DomainError as refusal:
            form.add_error("file", message(refusal))
    context = {
        "form": form,
        "imports": queries.list_imports(request.actor),
        "columns": import_forms.FIELDS.values(),
    }
    status = 422 if form.is_bound else 200
    return rendering.page(request, "imports.html", context, section="members", status=status)


@require_GET
@page(permissions.IMPORT_MEMBERS)
def one(request: PageRequest, import_id: UUID) -> HttpResponse:
    """One import: how far it is, what becomes of each row, and what to do next."""
    job = queries.get_import(request.actor, import_id)
    outcome, after = asked.text(request, "outcome"), asked.number(request, "after")
    rows = queries.list_rows(
        request.actor, import_id, outcome=outcome, after=max(0, after), limit=SIZE + 1
    )
    words = DID if job.state == "done" else WOULD
    context = {
        "job": job,
        "busy": job.state in {"checking", "posting"},
        "rows": [(row, words.get(row.outcome, ""), _why(row)) for row in rows[:SIZE]],
        "after": rows[SIZE - 1].number if len(rows) > SIZE else None,
        "outcome": outcome,
        "counts": [(key, text, job.counts.get(key, 0)) for key, text in words.items()],
        "meant": _meant(job),
    }
    part = "more" if after else asked.text(request, "part")
    part = part if part in {"more", "progress"} else ""
    shown = rendering.page(request, "import.html", context, section="members", part=part)
    if part == "progress" and not context["busy"]:
        shown["HX-Refresh"] = "true"  # the rows below have changed as well
    return shown


@require_http_methods(["GET", "POST"])
@page(permissions.IMPORT_MEMBERS)
def mapping(request: PageRequest, import_id: UUID) -> HttpResponse:
    """Say which column holds what."""
    job = queries.get_import(request.actor, import_id)
    form = MappingForm(
        sheets.data_of(request),
        header=job.header,
        mapping=job.mapping,
        stores=_stores(request),
        initial={"store_id": str(job.store_id or "")},
    )
    return sheets.answer(
        request,
        _sheet(
            job,
            _("What the columns mean"),
            _("Look at the rows anew"),
            _("The rows are looked at anew."),
        ),
        form,
        lambda filled: usecases.map_columns(
            **_by(request, job), mapping=form.mapping(), store_id=_uuid(filled["store_id"])
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.IMPORT_MEMBERS)
def confirm(request: PageRequest, import_id: UUID) -> HttpResponse:
    """Have the rows posted that were not refused."""
    job = queries.get_import(request.actor, import_id)
    text = _("%(count)s rows will be posted. What is imported is not taken back as a whole.")
    return sheets.answer(
        request,
        _sheet(
            job,
            _("Import these members?"),
            _("Import"),
            _("The import has begun. You may leave this page."),
            text % {"count": formats.count(job.to_post)},
        ),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.confirm_import(**_by(request, job)),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.IMPORT_MEMBERS)
def forget(request: PageRequest, import_id: UUID) -> HttpResponse:
    """Forget the file; its members stay."""
    job = queries.get_import(request.actor, import_id)
    sheet = Sheet(
        title=_("Forget this file?"),
        button=_("Forget"),
        done=_("Forgotten."),
        back=reverse("office:imports"),
        text=_(
            "The rows of the file go, with all personal data in them. The members that came of it stay."
        ),
        section="members",
    )
    form = forms.ConfirmForm(sheets.data_of(request))
    return sheets.answer(
        request, sheet, form, lambda _filled: usecases.forget_import(**_by(request, job))
    )


@require_GET
@page(permissions.IMPORT_MEMBERS)
def refused(request: PageRequest, import_id: UUID) -> HttpResponse:
    """The refused rows as a file to mend and import again, with the reason in a column of its own."""
    job, at = queries.get_import(request.actor, import_id), clock.utc_now()
    width = len(job.header)
    rows = (
        [*(row.cells + [""] * width)[:width], _why(row)]
        for row in queries.iter_refused(request.actor, import_id)
    )
    header = [*job.header, _("Why it was refused")]
    answer = HttpResponse(
        spreadsheets.csv_file(header=header, rows=rows), content_type=spreadsheets.CSV
    )
    name = f"refused-{at.date().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _begin(request: PageRequest, filled: Mapping[str, Any]) -> UUID:
    return usecases.begin_import(
        actor=request.actor,
        at=clock.utc_now(),
        name=filled["file"].name,
        rows=reading.read(filled["file"]),
        store_id=_uuid(filled["store"]),
    )


def _why(row: queries.RowView) -> str:
    return message(row.refusal) if row.refusal else ""


def _meant(job: ImportView) -> list[tuple[str, str | Promise]]:
    """Each column of the file, and what it means; nothing for one that is left out."""
    known = {place: import_forms.FIELDS[name] for name, place in job.mapping.items()}
    return [(text, known.get(place, "")) for place, text in enumerate(job.header)]


def _stores(request: PageRequest) -> list[tuple[str, str]]:
    return [(str(store.id), store.name) for store in org.list_stores(request.actor)]


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None


def _by(request: PageRequest, job: ImportView) -> dict[str, Any]:
    return {"actor": request.actor, "at": clock.utc_now(), "import_id": job.id}


def _sheet(job: ImportView, title: str, button: str, done: str, text: str = "") -> Sheet:
    back = reverse("office:import", args=[job.id])
    return Sheet(title=title, button=button, done=done, back=back, text=text, section="members")
