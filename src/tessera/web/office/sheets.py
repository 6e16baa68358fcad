"""A dialog: a form, one use case, and where to go afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message
from tessera.web.kit.access import PageRequest
from tessera.web.office import rendering


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the dialog says: ``done`` when it went through, ``back`` the page it came from.

    ``action`` is where the form goes, if not to the dialog's own path. Without a ``button`` there is
    nothing to do, only to read.
    """

    title: str
    button: str
    done: str
    back: str
    text: str = ""
    grave: bool = False
    section: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One of the things that can be done with something: its words, what it asks, the use case."""

    title: str | Promise
    button: str | Promise
    form: type[Form]
    act: Callable[..., object]
    text: str | Promise = ""

    def sheet(self, *, back: str, section: str) -> Sheet:
        """The dialog that asks for it."""
        return Sheet(
            title=str(self.title),
            button=str(self.button),
            done=_("Done."),
            back=back,
            text=str(self.text),
            section=section,
        )


def answer(
    request: PageRequest, sheet: Sheet, form: Form, act: Callable[[Mapping[str, Any]], object]
) -> HttpResponse:
    """Show ``form``, or do ``act`` with what was filled in.

    A refusal is shown in the form, with all that was typed. Without HTMX it is a page of its own.
    """
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, sheet.done)
            return HttpResponseClientRedirect(sheet.back) if request.htmx else redirect(sheet.back)
    status = 422 if form.is_bound else 200
    context = {"sheet": sheet, "form": form}
    return rendering.page(
        request, "sheet.html", context, section=sheet.section, part="sheet", status=status
    )


def tell(request: PageRequest, sheet: Sheet) -> HttpResponse:
    """Show a dialog in which nothing can be done; 422 to who tries."""
    context = {"sheet": sheet, "form": Form()}
    status = 422 if request.method == "POST" else 200
    return rendering.page(
        request, "sheet.html", context, section=sheet.section, part="sheet", status=status
    )


def data_of(request: PageRequest) -> Any:
    """What was posted; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def files_of(request: PageRequest) -> Any:
    """The files that were sent; None where the form is only asked for."""
    return request.FILES if request.method == "POST" else None
