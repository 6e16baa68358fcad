"""The ways to issue coupons, a dialog each: by hand, to many, by themselves, as codes."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tessera.campaigns import permissions as campaigns_permissions
from tessera.campaigns import usecases as campaigns
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.offers import permissions, usecases
from tessera.offers import queries as offers
from tessera.offers.queries.kinds import CouponKindView
from tessera.platform.refusals import message
from tessera.web.kit.access import PageRequest, page
from tessera.web.kit.spreadsheets import CSV, csv_file
from tessera.web.office import coupon_forms, forms, sheets
from tessera.web.office.sheets import Sheet
from tessera.web.office.views import coupons

SECTION = "coupons"


def _sheet(kind_id: UUID, title: str, button: str, text: str = "", *, grave: bool = False) -> Sheet:
    back = reverse("office:coupon-kind", args=[kind_id])
    return Sheet(title, button, _("Done."), back, text, grave, SECTION)


def _kind(request: PageRequest, kind_id: UUID) -> CouponKindView:
    return offers.get_coupon_kind(actor=request.actor, kind_id=kind_id)


def _by(request: PageRequest) -> dict[str, Any]:
    return {"actor": request.actor, "at": clock.utc_now()}


@require_http_methods(["GET", "POST"])
@page(permissions.ISSUE_COUPONS)
def issue(request: PageRequest, coupon_kind_id: UUID) -> HttpResponse:
    """Give a coupon to somebody, or to a list of members."""
    found = _kind(request, coupon_kind_id)
    form = coupon_forms.IssueForm(sheets.data_of(request), says_days=found.issuing.says_days)

    def do(filled: Mapping[str, Any]) -> None:
        days = {name: day for name, day in filled.items() if name != "people"}
        count = usecases.issue_coupons(
            kind_id=coupon_kind_id, member_ids=filled["people"], **days, **_by(request)
        )
        text = ngettext("%(n)s member has it.", "%(n)s members have it.", count)
        messages.info(request, text % {"n": count})

    sheet = _sheet(coupon_kind_id, _("Give “%(name)s” by hand") % {"name": found.name}, _("Give"))
    return sheets.answer(request, sheet, form, do)


@require_http_methods(["GET", "POST"])
@page(campaigns_permissions.SET_GIVINGS)
def run(request: PageRequest, coupon_kind_id: UUID) -> HttpResponse:
    """Give a coupon to everybody, or to those with a tag or of a level."""
    found = _kind(request, coupon_kind_id)
    form = coupon_forms.RunForm(sheets.data_of(request), says_days=found.issuing.says_days)
    text = _(
        "Everybody who fits gets one, in the background. Who has as many as one may gets none."
    )
    sheet = _sheet(
        coupon_kind_id, _("Give “%(name)s” to many") % {"name": found.name}, _("Give"), text
    )
    return sheets.answer(
        request,
        sheet,
        form,
        lambda filled: campaigns.begin_coupon_run(
            kind_id=coupon_kind_id, request_id=uuid4(), **filled, **_by(request)
        ),
    )


@require_http_methods(["GET", "POST"])
@page(campaigns_permissions.SET_GIVINGS)
def giving(request: PageRequest, coupon_kind_id: UUID) -> HttpResponse:
    """Have a coupon given by itself."""
    _kind(request, coupon_kind_id)
    text = _("From now on. For birthdays choose the coupon in the rule of a level.")
    sheet = _sheet(coupon_kind_id, _("Give it by itself"), _("Begin"), text)
    return sheets.answer(
        request,
        sheet,
        coupon_forms.GivingForm(sheets.data_of(request)),
        lambda filled: campaigns.begin_giving(kind_id=coupon_kind_id, **filled, **_by(request)),
    )


@require_http_methods(["GET", "POST"])
@page(campaigns_permissions.SET_GIVINGS)
def end_giving(request: PageRequest, coupon_kind_id: UUID, giving_id: UUID) -> HttpResponse:
    """Give it by itself no more."""
    text = _("What was given stays.")
    sheet = _sheet(coupon_kind_id, _("Give it by itself no more"), _("End it"), text)
    return sheets.answer(
        request,
        sheet,
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: campaigns.end_giving(giving_id=giving_id, **_by(request)),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_COUPONS)
def batch(request: PageRequest, coupon_kind_id: UUID) -> HttpResponse:
    """Have codes made that belong to nobody."""
    found = _kind(request, coupon_kind_id)
    form = coupon_forms.BatchForm(sheets.data_of(request), says_days=found.issuing.says_days)
    text = _("Whoever has a code may use it. The file with the codes is handed out once.")
    sheet = _sheet(coupon_kind_id, _("Make codes"), _("Make them"), text)
    return sheets.answer(
        request,
        sheet,
        form,
        lambda filled: usecases.begin_batch(
            kind_id=coupon_kind_id, request_id=uuid4(), **filled, **_by(request)
        ),
    )


@require_POST
@page(permissions.SET_COUPONS)
def batch_file(request: PageRequest, batch_id: UUID) -> HttpResponse:
    """The codes as a file, this once."""
    kind_id = offers.kind_of_batch(batch_id)
    try:
        made = usecases.export_batch(batch_id=batch_id, **_by(request))
    except DomainError as refusal:
        messages.error(request, message(refusal))
        return redirect("office:coupon-kind", kind_id)
    header = [_("Code"), _("Coupon"), _("Valid from"), _("Valid through")]
    days = made.starts_on.isoformat(), made.ends_on.isoformat()
    file = csv_file(header=header, rows=[(code, made.kind, *days) for code in made.codes])
    answer = HttpResponse(file, content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="coupons-{batch_id.hex[-8:]}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
@page(permissions.SET_COUPONS)
def withdraw(request: PageRequest, batch_id: UUID) -> HttpResponse:
    """Let the codes of a batch serve no more."""
    text = _("Codes that are not used stop working at once.")
    kind_id = offers.kind_of_batch(batch_id)
    sheet = _sheet(kind_id, _("Withdraw the codes"), _("Withdraw"), text, grave=True)
    return _with_reason(
        request,
        sheet,
        lambda reason: usecases.withdraw_batch(batch_id=batch_id, reason=reason, **_by(request)),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.ISSUE_COUPONS)
def cancel(request: PageRequest, coupon_id: UUID) -> HttpResponse:
    """Let one coupon serve no more."""
    coupons.within(request, coupon_id)
    back = reverse("office:coupon", args=[coupon_id])
    title, button = _("Withdraw the coupon"), _("Withdraw")
    sheet = Sheet(title, button, _("Done."), back, grave=True, section=SECTION)
    return _with_reason(
        request,
        sheet,
        lambda reason: usecases.cancel_coupon(coupon_id=coupon_id, reason=reason, **_by(request)),
    )


def _with_reason(request: PageRequest, sheet: Sheet, act: Callable[[str], object]) -> HttpResponse:
    form: Form = forms.ReasonForm(sheets.data_of(request))
    return sheets.answer(request, sheet, form, lambda filled: act(filled["reason"]))
