"""Points and bonus adjusted by hand: on a member's page, and the list of what waits."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.platform.refusals import message
from tessera.wallet import permissions, queries, usecases
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import adjusting_forms, forms, rendering, sheets
from tessera.web.office.sheets import Sheet

SECTION = "points"


@require_http_methods(["GET", "POST"])
@page(permissions.ADJUST)
def adjust(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Add or take by hand; what goes beyond one's limit waits."""
    member = members.get_profile(request.actor, member_id).member
    back = reverse("office:member", args=[member_id])
    sheet = Sheet(
        title=_("Adjust by hand"),
        button=_("Adjust"),
        done="",
        back=back,
        text=_("%(name)s. Beyond your limit a second person looks at it before anything moves.")
        % {"name": member.name},
        section="members",
    )
    today = members.today_of(member.home_store_id, clock.utc_now())
    form = adjusting_forms.AdjustForm(sheets.data_of(request), today=today)
    if form.is_bound and form.is_valid():
        try:
            done = usecases.adjust(
                actor=request.actor, at=clock.utc_now(), member_id=member_id, **form.adjustment()
            )
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            waits = _("It waits for a second person. Nothing has moved yet.")
            messages.success(request, waits if done.waits else _("Adjusted."))
            return HttpResponseClientRedirect(back) if request.htmx else redirect(back)
    status = 422 if form.is_bound else 200
    context = {"sheet": sheet, "form": form}
    return rendering.page(
        request, "sheet.html", context, section="members", part="sheet", status=status
    )


@require_GET
@page(permissions.ADJUST)
def adjustments(request: PageRequest) -> HttpResponse:
    """What waits for a second person, and what was adjusted lately."""
    waiting = queries.list_adjustments(request.actor, state="waiting")
    context = {
        "waiting": [(row, row.asked_by_id == request.actor.id) for row in waiting],
        "rows": [row for row in queries.list_adjustments(request.actor) if row.state != "waiting"],
        "causes": adjusting_forms.CAUSES,
    }
    return rendering.page(request, "adjustments.html", context, section=SECTION)


@require_http_methods(["GET", "POST"])
@page(permissions.APPROVE)
def approve(request: PageRequest, adjustment_id: UUID) -> HttpResponse:
    """Let it be carried out."""
    row = queries.get_adjustment(request.actor, adjustment_id)
    sheet = _sheet(
        _("Approve the adjustment"), _("Approve"), _("Adjusted."), row.reason, grave=False
    )
    return sheets.answer(
        request,
        sheet,
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.approve_adjustment(
            actor=request.actor, at=clock.utc_now(), adjustment_id=adjustment_id
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.APPROVE)
def refuse(request: PageRequest, adjustment_id: UUID) -> HttpResponse:
    """Refuse it; nothing moves."""
    row = queries.get_adjustment(request.actor, adjustment_id)
    sheet = _sheet(
        _("Refuse the adjustment"), _("Refuse"), _("The adjustment is refused."), row.reason
    )
    return sheets.answer(
        request,
        sheet,
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.refuse_adjustment(
            actor=request.actor,
            at=clock.utc_now(),
            adjustment_id=adjustment_id,
            reason=filled["reason"],
        ),
    )


def _sheet(title: str, button: str, done: str, text: str, *, grave: bool = True) -> Sheet:
    back = reverse("office:adjustments")
    return Sheet(title, button, done, back, text=text, grave=grave, section=SECTION)
