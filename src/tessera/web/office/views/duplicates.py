"""Members who may be one person, and making them one."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.insights.queries import holdings
from tessera.kernel import clock
from tessera.members import permissions, usecases
from tessera.members import queries as members
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, sheets
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.MERGE)
def duplicates(request: PageRequest) -> HttpResponse:
    """Groups that share a phone in another form, or a name and birthday."""
    found = members.list_duplicates(request.actor)
    held = holdings.list_balances([member.id for group in found for member in group.members])
    groups = [(group, [(one, held[one.id]) for one in group.members]) for group in found]
    return rendering.page(request, "duplicates.html", {"groups": groups}, section="members")


@require_http_methods(["GET", "POST"])
@page(permissions.MERGE)
def merge(request: PageRequest, member_id: UUID, gone_id: UUID) -> HttpResponse:
    """Make one member part of another, and say why; it is for good."""
    keep, gone = (members.get_profile(request.actor, one).member for one in (member_id, gone_id))
    told = {
        "gone": f"{gone.name} {gone.card_masked}",
        "keep": f"{keep.name} {keep.card_masked}",
    }
    text = _(
        "%(gone)s becomes part of %(keep)s: points, stored value and coupons go there, and every"
        " old card and phone finds %(keep)s. This cannot be undone."
    )
    sheet = Sheet(
        title=_("Make them one member?"),
        button=_("Merge for good"),
        done=_("They are one member now."),
        back=reverse("office:member", args=[member_id]),
        text=text % told,
        grave=True,
        section="members",
    )
    return sheets.answer(
        request,
        sheet,
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.merge(
            actor=request.actor,
            at=clock.utc_now(),
            keep_id=member_id,
            gone_id=gone_id,
            reason=filled["reason"],
        ),
    )
