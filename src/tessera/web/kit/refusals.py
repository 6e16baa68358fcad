"""How a refusal looks: a page of its own, or a note on the page that asked."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails

from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message


def answer(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The refusal in the reader's language, with its own status."""
    words = {"status": refusal.status, "sentence": _sentence(refusal)}
    if cast(HtmxDetails, request.htmx):  # type: ignore[attr-defined]  # set by its middleware
        note = render(request, "kit/refusal.html#note", words, status=refusal.status)
        return reswap(retarget(note, "#notes"), "beforeend")
    return render(request, "kit/refusal.html", words, status=refusal.status)


def _sentence(refusal: DomainError) -> str:
    """What to tell. A permission's code is for administrators; people are told whom to ask."""
    if refusal.code == "permission.denied":
        return _(
            "You may not do this. Ask a manager for the permission, or sign in as somebody else."
        )
    return message(refusal)
