"""What is changed or looked at closely on a member's page; each leaves its row in the audit log."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tessera.kernel import clock
from tessera.members import permissions, usecases
from tessera.members import queries as members
from tessera.rewards import permissions as rewards_permissions
from tessera.rewards import usecases as rewards
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, sheets
from tessera.web.office.sheets import Sheet


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def change(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Correct name, birthday, phone or home store."""
    member = members.get_profile(request.actor, member_id).member
    home = str(member.home_store_id or "")
    initial = {"name": member.name, "birthday": member.birthday, "home_store": home}
    return sheets.answer(
        request,
        _sheet(member_id, _("Change the member"), _("Save"), _("Saved.")),
        forms.MemberForm(sheets.data_of(request), actor=request.actor, initial=initial),
        lambda filled: usecases.change(
            actor=request.actor,
            at=clock.utc_now(),
            member_id=member_id,
            name=filled["name"],
            birthday=filled["birthday"],
            phone=filled["phone"] or None,
            home_store_id=UUID(filled["home_store"]) if filled["home_store"] else None,
        ),
    )


@require_http_methods(["GET", "POST"])
@page(rewards_permissions.MOVE_LEVELS)
def change_level(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Move to another level, and say why."""
    member = members.get_profile(request.actor, member_id).member
    return sheets.answer(
        request,
        _sheet(member_id, _("Change the level"), _("Change the level"), _("The level is changed.")),
        forms.LevelForm(sheets.data_of(request), initial={"level": str(member.level_id)}),
        lambda filled: rewards.change_level(
            actor=request.actor,
            at=clock.utc_now(),
            member_id=member_id,
            level_id=UUID(filled["level"]),
            reason=filled["reason"],
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.CHANGE)
def replace_card(request: PageRequest, member_id: UUID) -> HttpResponse:
    """A new card for a lost one, and why."""
    members.get_profile(request.actor, member_id)
    text = _("The old card finds nobody from now on. Points and stored value stay with the member.")
    return sheets.answer(
        request,
        _sheet(member_id, _("Replace the card"), _("Replace"), _("The new card is ready."), text),
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.replace_card(
            actor=request.actor,
            at=clock.utc_now(),
            member_id=member_id,
            reason=filled["reason"],
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_EARNING)
def earning(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Stop a card from earning points, or let it earn again, and why."""
    member = members.get_profile(request.actor, member_id).member
    earns = not member.earns_points
    title = _("Let the card earn points") if earns else _("Stop earning points")
    text = _("It counts from the next purchase. What was earned stays.")
    return sheets.answer(
        request,
        _sheet(member_id, title, _("Save"), _("Saved."), text),
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.set_earning(
            actor=request.actor,
            at=clock.utc_now(),
            member_id=member_id,
            earns=earns,
            reason=filled["reason"],
        ),
    )


@require_POST
@page(permissions.SEE_PHONE)
def reveal_phone(request: PageRequest, member_id: UUID) -> HttpResponse:
    """The whole phone number, in the place of the masked one."""
    phone = usecases.reveal_phone(actor=request.actor, at=clock.utc_now(), member_id=member_id)
    return rendering.page(request, "member_phone.html", {"phone": phone}, part="phone")


@require_POST
@page(permissions.REGISTER)
def show_card(request: PageRequest, member_id: UUID) -> HttpResponse:
    """The card as a QR, in a dialog."""
    code = usecases.show_card(actor=request.actor, at=clock.utc_now(), member_id=member_id)
    context = {"code": code, "picture": members.card_qr_svg(code), "member_id": member_id}
    return rendering.page(request, "member_card.html", context, section="members", part="card")


def _sheet(member_id: UUID, title: str, button: str, done: str, text: str = "") -> Sheet:
    back = reverse("office:member", args=[member_id])
    return Sheet(title=title, button=button, done=done, back=back, text=text, section="members")
