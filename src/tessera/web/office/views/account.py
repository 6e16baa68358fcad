"""One's own account."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.org import permissions
from tessera.web.kit import signing
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, sheets
from tessera.web.office.sheets import Sheet


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE_OWN_PASSWORD)
def own_password(request: PageRequest) -> HttpResponse:
    """Choose a new password."""

    def change(filled: Mapping[str, Any]) -> None:
        signing.change_own_password(
            request,
            actor=request.actor,
            present_password=filled["present_password"],
            password=filled["password"],
        )

    sheet = Sheet(
        title=_("Change my password"),
        button=_("Change the password"),
        done=_("Your new password holds. Other devices have to sign in again."),
        back="/office/",
    )
    return sheets.answer(request, sheet, forms.OwnPasswordForm(sheets.data_of(request)), change)


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE_OWN_PASSWORD)
def own_pin(request: PageRequest) -> HttpResponse:
    """Choose the PIN with which one approves at a till."""

    def choose(filled: Mapping[str, Any]) -> None:
        signing.choose_own_pin(
            request,
            actor=request.actor,
            present_password=filled["present_password"],
            pin=filled["pin"],
        )

    sheet = Sheet(
        title=_("My PIN at the till"),
        button=_("Save the PIN"),
        done=_("Your new PIN holds."),
        back="/office/",
        text=_("With it a manager approves at a till what a cashier may not do alone."),
    )
    return sheets.answer(request, sheet, forms.OwnPinForm(sheets.data_of(request)), choose)
