"""One's own data to take along, and the way out."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from tessera.care import queries as care
from tessera.identity import usecases as identity
from tessera.insights.queries import own
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message
from tessera.web.kit import spreadsheets
from tessera.web.member import access, codes, forms, rendering
from tessera.web.member.access import MemberRequest, member_page

PURPOSE = "close_account"


@require_GET
@member_page
def as_json(request: MemberRequest) -> HttpResponse:
    """Everything about the member in one file for machines."""
    identity.note_export(actor=request.actor, at=clock.utc_now(), form="json")
    body = orjson.dumps(_everything(request), option=orjson.OPT_INDENT_2)
    return _file(body, "my-data.json", "application/json")


@require_GET
@member_page
def as_csv(request: MemberRequest) -> HttpResponse:
    """The same as tables, one for each subject, that a spreadsheet opens."""
    identity.note_export(actor=request.actor, at=clock.utc_now(), form="csv")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for subject, rows in _everything(request).items():
            archive.writestr(f"{subject}.csv", _table(rows))
    return _file(packed.getvalue(), "my-data.zip", "application/zip")


def _everything(request: MemberRequest) -> dict[str, list[Mapping[str, Any]]]:
    """What is kept of the member, with what colleagues were to do for them."""
    return own.export(request.actor) | {"tasks": care.own_tasks(request.actor.own_id)}


def _table(rows: list[Mapping[str, Any]]) -> bytes:
    """With the mark by which spreadsheets know Chinese text."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return spreadsheets.csv_file(
        header=columns, rows=([row.get(name) for name in columns] for row in rows)
    )


def _file(body: bytes, name: str, kind: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=disposition)


@require_http_methods(["GET", "POST"])
@member_page
def leave(request: MemberRequest) -> HttpResponse:
    """Say what ends, prove that it is oneself, and end it."""
    holding = own.get_holding(request.actor)
    context: dict[str, Any] = {"holding": holding, "form": None}
    if request.method == "GET":
        return rendering.page(request, "leave.html", context, tab="me")
    if "code" not in request.POST:
        try:
            codes.send_own(request, PURPOSE)
        except DomainError as refusal:
            context["problem"] = message(refusal)
            return rendering.page(request, "leave.html", context, tab="me", status=422)
        context["form"] = forms.LeaveForm(money=holding.balances.principal_minor)
        return rendering.page(request, "leave.html", context, tab="me")
    form = forms.LeaveForm(request.POST, money=holding.balances.principal_minor)
    if form.is_valid() and (done := _end(request, form)):
        return done
    context["form"] = form
    return rendering.page(request, "leave.html", context, tab="me", status=422)


def _end(request: MemberRequest, form: forms.LeaveForm) -> HttpResponse | None:
    at = clock.utc_now()
    outcome = codes.prove_own(request, PURPOSE, form.cleaned_data["code"])
    if outcome.refusal:
        form.add_error("code", message(outcome.refusal))
        return None
    try:
        identity.close_account(
            actor=request.actor,
            at=at,
            proof=outcome.proof,
            waive_money=form.cleaned_data.get("waive_money", False),
        )
    except DomainError as refusal:
        form.add_error(None, message(refusal))
        return None
    page = rendering.page(request, "left.html", {}, tab="me")
    return access.forget_token(page)
