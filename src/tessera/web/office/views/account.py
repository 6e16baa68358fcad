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
