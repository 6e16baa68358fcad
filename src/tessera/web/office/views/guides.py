"""Who of staff looks after which members: one member's guide, and all members of one guide."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.members import permissions, usecases
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.guide_forms import GuideForm, GuidePolicyForm
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.VIEW)
def mine(request: PageRequest) -> HttpResponse:
    """The list of members, of whom the reader is the guide."""
    del request
    return redirect(f"{reverse('office:members')}?guide=mine")


@require_http_methods(["GET", "POST"])
@page(permissions.ASSIGN_GUIDE)
def assign(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Another guide for one member, or none."""
    members.get_profile(request.actor, member_id)
    guide = members.find_guide(member_id)
    present = guide.id if guide else None
    return sheets.answer(
        request,
        Sheet(
            title=_("The member's own guide"),
            button=_("Save"),
            done=_("Saved."),
            back=reverse("office:member", args=[member_id]),
            text=_("What is to be done for the member goes to the new guide at once."),
            section="members",
        ),
        GuideForm(sheets.data_of(request), actor=request.actor, without=present),
        lambda filled: usecases.assign_guide(
            actor=request.actor,
            at=clock.utc_now(),
            member_id=member_id,
            staff_id=filled["guide"],
            reason=filled["reason"],
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.ASSIGN_GUIDE)
def hand_over(request: PageRequest, staff_id: UUID) -> HttpResponse:
    """All members of one guide to another, or to nobody."""
    person = org.get_staff(request.actor, staff_id)
    text = _("All members of your stores who have %(name)s as their guide get another, or none.")
    return sheets.answer(
        request,
        Sheet(
            title=_("Hand the members of %(name)s over") % {"name": person.name},
            button=_("Hand over"),
            done=_("The members are handed over; many take a moment."),
            back=reverse("office:staff") + ("" if person.is_active else "?dismissed=yes"),
            text=text % {"name": person.name},
            section="staff",
        ),
        GuideForm(sheets.data_of(request), actor=request.actor, without=staff_id),
        lambda filled: usecases.begin_hand_over(
            actor=request.actor,
            at=clock.utc_now(),
            from_id=staff_id,
            to_id=filled["guide"],
            reason=filled["reason"],
        ),
    )


@require_GET
@page(permissions.ASSIGN_GUIDE)
def hand_overs(request: PageRequest) -> HttpResponse:
    """How far hand-overs have come, for the page of staff; alone it is that page."""
    if not request.htmx:
        return redirect("office:staff")
    context = {"hand_overs": members.list_hand_overs(request.actor)}
    return rendering.page(request, "staff.html", context, section="staff", part="moving")


@require_http_methods(["GET", "POST"])
@page(permissions.DEFINE)
def policy(request: PageRequest) -> HttpResponse:
    """Whether members read who looks after them."""
    request.actor.require_everywhere(permissions.DEFINE)
    return sheets.answer(
        request,
        Sheet(
            title=_("Guides of members"),
            button=_("Save"),
            done=_("Saved."),
            back=reverse("office:member-settings"),
            text=_("They read the first name only."),
            section="members",
        ),
        GuidePolicyForm(sheets.data_of(request), initial={"shown": members.is_guide_shown()}),
        lambda filled: usecases.set_guide_policy(
            actor=request.actor, at=clock.utc_now(), shown_to_members=filled["shown"]
        ),
    )
