"""The entries of some days as a file for an accountant."""

import io

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.finance import permissions, usecases
from tessera.finance.queries.days import get_today
from tessera.finance.queries.lines import Wanted, iter_lines
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message
from tessera.web.kit import formats, spreadsheets
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import books_files, finance_forms, rendering, sheets


@require_http_methods(["GET", "POST"])
@page(permissions.EXPORT)
def export(request: PageRequest) -> HttpResponseBase:
    """Ask for days and a store; then the file, which says who took it and when."""
    at = clock.utc_now()
    today = get_today(request.actor, at)
    form = finance_forms.ExportForm(sheets.data_of(request), actor=request.actor, today=today)
    if form.is_bound and form.is_valid():
        filled, is_workbook = form.cleaned_data, form.cleaned_data["file"] == "xlsx"
        try:
            found = usecases.export_entries(
                actor=request.actor,
                at=at,
                since=filled["since"],
                until=filled["until"],
                chosen=filled["store"],
                is_workbook=is_workbook,
            )
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            told = {"name": request.actor.name, "time": formats.instant(at)}
            mark = _("Taken by %(name)s, %(time)s.") % told
            return _file(found.wanted, mark, is_workbook=is_workbook)
    return _asked(request, form)


def _asked(request: PageRequest, form: finance_forms.ExportForm) -> HttpResponse:
    return rendering.page(
        request,
        "books_export.html",
        {"form": form},
        section="statements",
        status=422 if form.is_bound else 200,
    )


def _file(wanted: Wanted, mark: str, *, is_workbook: bool) -> HttpResponseBase:
    header = books_files.header()
    rows = books_files.rows(iter_lines(wanted))
    name = f"entries-{wanted.since}-{wanted.until}"
    if is_workbook:
        kept = io.BytesIO()
        spreadsheets.write_xlsx(kept, mark=mark, header=header, rows=rows)
        kept.seek(0)
        return FileResponse(
            kept, as_attachment=True, filename=f"{name}.xlsx", content_type=spreadsheets.XLSX
        )
    sent = StreamingHttpResponse(
        spreadsheets.csv_pieces(mark=mark, header=header, rows=rows), content_type=spreadsheets.CSV
    )
    sent["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return sent
