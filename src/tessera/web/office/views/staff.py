"""Staff: who works here, with which role and where; let people in and go."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.members import queries as members
from tessera.members import usecases as member_stories
from tessera.members.permissions import ASSIGN_GUIDE
from tessera.org import permissions, usecases
from tessera.org import queries as org
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, sheets
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.VIEW_STAFF)
def staff(request: PageRequest) -> HttpResponse:
    """Everybody who works, or worked, in the reader's stores."""
    dismissed = request.GET.get("dismissed") == "yes"
    people = org.list_staff(request.actor, dismissed=dismissed)
    may_assign = request.actor.may(ASSIGN_GUIDE)
    cards = members.own_cards(person.id for person in people)
    context = {
        "people": [(person, cards.get(person.id, "")) for person in people],
        "dismissed": dismissed,
        "may_manage": request.actor.may(permissions.MANAGE_STAFF),
        "may_assign": may_assign,
        "hand_overs": members.list_hand_overs(request.actor) if may_assign else [],
    }
    return rendering.page(request, "staff.html", context, section="staff", part="rows")


@require_http_methods(["GET", "POST"])
@page(permissions.MANAGE_STAFF)
def hire(request: PageRequest) -> HttpResponse:
    """Let somebody new sign in."""
    return sheets.answer(
        request,
        _sheet(_("Hire somebody"), _("Hire"), _("They can sign in now.")),
        forms.HireForm(sheets.data_of(request), actor=request.actor, initial={"role": "cashier"}),
        lambda filled: usecases.hire(
            actor=request.actor,
            at=clock.utc_now(),
            username=filled["username"],
            password=filled["password"],
            **_place(filled),
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.MANAGE_STAFF)
def change(request: PageRequest, staff_id: UUID) -> HttpResponse:
    """Another name, role or other stores."""
    person = org.get_staff(request.actor, staff_id)
    initial = {
        "name": person.name,
        "role": person.role,
        "stores": [str(store.id) for store in person.stores],
        "everywhere": person.everywhere,
    }
    return sheets.answer(
        request,
        _sheet(_("Change role and stores"), _("Save"), _("Saved; it holds from the next click.")),
        forms.StaffForm(sheets.data_of(request), actor=request.actor, initial=initial),
        lambda filled: usecases.change_staff(
            actor=request.actor, at=clock.utc_now(), staff_id=staff_id, **_place(filled)
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.MANAGE_STAFF)
def reset_password(request: PageRequest, staff_id: UUID) -> HttpResponse:
    """A new password for somebody who forgot theirs."""
    person = org.get_staff(request.actor, staff_id)
    text = _("%(name)s is signed out everywhere and signs in with the new one.")
    return sheets.answer(
        request,
        _sheet(
            _("Set a new password"),
            _("Set the password"),
            _("The new password holds."),
            text=text % {"name": person.name},
        ),
        forms.NewPasswordForm(sheets.data_of(request)),
        lambda filled: usecases.reset_password(
            actor=request.actor,
            at=clock.utc_now(),
            staff_id=staff_id,
            password=filled["password"],
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.MANAGE_STAFF)
def own_card(request: PageRequest, staff_id: UUID) -> HttpResponse:
    """Which card is somebody's own, so that nobody rewards himself."""
    person = org.get_staff(request.actor, staff_id)
    text = _(
        "Then %(name)s cannot decide about their own rewards, and bringing members is rewarded to "
        "staff only where the programme says so."
    )
    return sheets.answer(
        request,
        _sheet(
            _("%(name)s's own card") % {"name": person.name},
            _("Save"),
            _("Saved."),
            text=text % {"name": person.name},
        ),
        forms.OwnCardForm(sheets.data_of(request)),
        lambda filled: member_stories.name_own_card(
            actor=request.actor, at=clock.utc_now(), staff_id=staff_id, card=filled["card"]
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.MANAGE_STAFF)
def dismiss(request: PageRequest, staff_id: UUID) -> HttpResponse:
    """Let somebody go."""
    person = org.get_staff(request.actor, staff_id)
    text = _(
        "%(name)s is signed out everywhere at once and cannot sign in again. What they did stays in the log."
    )
    return sheets.answer(
        request,
        _sheet(
            _("Dismiss %(name)s") % {"name": person.name},
            _("Dismiss"),
            _("They can no longer sign in."),
            text=text % {"name": person.name},
            grave=True,
        ),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.dismiss(
            actor=request.actor, at=clock.utc_now(), staff_id=staff_id
        ),
    )


def _place(filled: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": filled["name"],
        "role": filled["role"],
        "store_ids": [UUID(store_id) for store_id in filled["stores"]],
        "everywhere": filled.get("everywhere", False),
    }


def _sheet(title: str, button: str, done: str, *, text: str = "", grave: bool = False) -> Sheet:
    back = reverse("office:staff")
    return Sheet(title, button, done, back, text=text, grave=grave, section="staff")
