"""Applications for levels: the list, one of them with its steps, and each next step."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.charters import permissions, queries, usecases
from tessera.charters.rules import MAX_PAPER
from tessera.kernel import clock
from tessera.members.errors import not_found
from tessera.web.kit import applying, asked, papers
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import charter_forms, forms, rendering, sheets
from tessera.web.office.forms import SheetForm
from tessera.web.office.sheets import Sheet

SIZE = 40


@require_GET
@page(permissions.VIEW)
def applications(request: PageRequest) -> HttpResponse:
    """The newest applications, narrowed by state; more on demand."""
    after, state = asked.uuid(request, "after"), asked.text(request, "state")
    found = queries.list_applications(request.actor, state=state, after=after, limit=SIZE + 1)
    context = {
        "found": found[:SIZE],
        "after": found[SIZE - 1].id if len(found) > SIZE else None,
        "states": list(applying.STATES.items()),
        "state": state,
        "may_submit": request.actor.may(permissions.SUBMIT),
        "filtered": bool(state),
    }
    part = "more" if after else "rows"
    return rendering.page(request, "applications.html", context, section="applications", part=part)


@require_GET
@page(permissions.VIEW)
def application(request: PageRequest, application_id: UUID) -> HttpResponse:
    """One application, its dated steps, and what comes next."""
    found = queries.get_application(request.actor, application_id)
    context = {
        "found": found,
        "may_review": request.actor.may(permissions.REVIEW),
        "may_decide": request.actor.may(permissions.DECIDE),
        "reviewed_it": found.reviewer_id == request.actor.id,
        "may_submit": request.actor.may(permissions.SUBMIT),
    }
    return rendering.page(request, "application.html", context, section="applications")


@require_GET
@page(permissions.REVIEW)
def paper(request: PageRequest, application_id: UUID, number: int) -> HttpResponse:
    """One paper of an application; that it was looked at is kept."""
    found = usecases.read_paper(
        actor=request.actor, at=clock.utc_now(), application_id=application_id, number=number
    )
    return papers.answer(kind=found.kind, data=found.data, name=f"paper-{number}")


@require_http_methods(["GET", "POST"])
@page(permissions.SUBMIT)
def add_paper(request: PageRequest, application_id: UUID) -> HttpResponse:
    """Add a paper that the member has brought."""
    found = queries.get_application(request.actor, application_id)
    sheet = Sheet(
        title=_("Add a paper"),
        button=_("Save"),
        done=_("Saved."),
        back=reverse("office:application", args=[found.id]),
        section="applications",
    )
    form = charter_forms.PaperForm(sheets.data_of(request), sheets.files_of(request))
    return sheets.answer(
        request,
        sheet,
        form,
        lambda filled: usecases.add_paper_for(
            actor=request.actor,
            at=clock.utc_now(),
            application_id=application_id,
            data=filled["paper"].read(MAX_PAPER + 1),
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SUBMIT)
def apply(request: PageRequest) -> HttpResponse:
    """Apply for a member who stands at the counter."""
    sheet = Sheet(
        title=_("New application"),
        button=_("Apply"),
        done=_("The application is taken."),
        back=reverse("office:applications"),
        section="applications",
    )
    return sheets.answer(
        request,
        sheet,
        charter_forms.ApplyForm(sheets.data_of(request)),
        lambda filled: _apply(request, filled),
    )


def _apply(request: PageRequest, filled: Mapping[str, Any]) -> None:
    member_id = queries.find_member(filled["member"])
    if member_id is None:
        raise not_found()
    usecases.apply_for(
        actor=request.actor,
        at=clock.utc_now(),
        member_id=member_id,
        level_id=UUID(filled["level_id"]),
        note=filled["note"],
    )


@require_http_methods(["GET", "POST"])
@page(permissions.REVIEW)
def review(request: PageRequest, application_id: UUID) -> HttpResponse:
    """Note what was seen."""
    sheet = _sheet(application_id, _("Review the application"), _("Reviewed"), _("Reviewed."))
    form = charter_forms.ReviewForm(sheets.data_of(request))
    return _step(request, application_id, sheet, form, usecases.review)


@require_http_methods(["GET", "POST"])
@page(permissions.DECIDE)
def approve(request: PageRequest, application_id: UUID) -> HttpResponse:
    """Say yes to what somebody else reviewed."""
    text = _("The member gets a message. Where there is a fee, it is due from today on.")
    sheet = _sheet(
        application_id, _("Approve the application?"), _("Approve"), _("Approved."), text
    )
    form = forms.ConfirmForm(sheets.data_of(request))
    return _step(request, application_id, sheet, form, usecases.approve)


@require_http_methods(["GET", "POST"])
@page(permissions.DECIDE)
def refuse(request: PageRequest, application_id: UUID) -> HttpResponse:
    """Say no, and why."""
    sheet = _sheet(
        application_id, _("Refuse the application"), _("Refuse"), _("Refused."), grave=True
    )
    form = charter_forms.RefuseForm(sheets.data_of(request))
    return _step(request, application_id, sheet, form, usecases.refuse)


@require_http_methods(["GET", "POST"])
@page(permissions.SUBMIT)
def issue(request: PageRequest, application_id: UUID) -> HttpResponse:
    """The card of the new level was handed over."""
    sheet = _sheet(
        application_id,
        _("Is the card handed over?"),
        _("Handed over"),
        _("The card is handed over."),
    )
    form = forms.ConfirmForm(sheets.data_of(request))
    return _step(request, application_id, sheet, form, usecases.issue_card)


def _step(
    request: PageRequest,
    application_id: UUID,
    sheet: Sheet,
    form: SheetForm,
    act: Callable[..., None],
) -> HttpResponse:
    queries.get_application(request.actor, application_id)
    return sheets.answer(
        request,
        sheet,
        form,
        lambda filled: act(
            actor=request.actor, at=clock.utc_now(), application_id=application_id, **filled
        ),
    )


def _sheet(
    application_id: UUID, title: str, button: str, done: str, text: str = "", *, grave: bool = False
) -> Sheet:
    back = reverse("office:application", args=[application_id])
    return Sheet(title, button, done, back, text=text, grave=grave, section="applications")
