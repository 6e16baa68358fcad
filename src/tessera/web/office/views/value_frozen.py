"""One member's stored value in trouble: frozen, locked, or its card lost."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.members import permissions as member_permissions
from tessera.members import queries as members
from tessera.members import usecases as member_usecases
from tessera.org import queries as org
from tessera.wallet import permissions, usecases
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, sheets, value_forms
from tessera.web.office.sheets import Sheet


@require_http_methods(["GET", "POST"])
@page(permissions.FREEZE)
def freeze(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Freeze part of a member's stored value, or all of it."""
    member = members.get_profile(request.actor, member_id).member
    sheet = _sheet(
        member.id,
        _("Freeze stored value"),
        _("Freeze"),
        _("It is frozen."),
        _("It cannot be spent nor paid out until it is released."),
    )
    return sheets.answer(
        request,
        sheet,
        value_forms.FreezeForm(sheets.data_of(request)),
        lambda filled: usecases.freeze(
            actor=request.actor,
            at=clock.utc_now(),
            store_id=store_of(request, member),
            member_id=member.id,
            amount_minor=filled["amount"],
            reason=filled["reason"],
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.FREEZE)
def release(request: PageRequest, freeze_id: UUID) -> HttpResponse:
    """Release what was frozen."""
    sheet = Sheet(
        title=_("Release stored value"),
        button=_("Unfreeze"),
        done=_("It can be spent again."),
        back=reverse("office:value"),
        text=_("It goes back to where it came from, with its age and end."),
        section="value",
    )
    return sheets.answer(
        request,
        sheet,
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.release(
            actor=request.actor, at=clock.utc_now(), freeze_id=freeze_id, reason=filled["reason"]
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.UNLOCK)
def unlock(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Forgive wrong tries of a PIN."""
    member = members.get_profile(request.actor, member_id).member
    text = _("Only for somebody whom you know, or who shows a document.")
    sheet = _sheet(member.id, _("Unlock the PIN"), _("Unlock"), _("It is unlocked."), text)

    def act(_filled: Mapping[str, Any]) -> None:
        usecases.unlock(actor=request.actor, at=clock.utc_now(), member_id=member.id)

    return _confirm(request, sheet, act)


@require_http_methods(["GET", "POST"])
@page(member_permissions.BLOCK_CARD)
def block(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Block a lost card."""
    member = members.get_profile(request.actor, member_id).member
    text = _("Neither the card nor the app finds the member at a till, and nothing is spent.")
    sheet = _sheet(member.id, _("Block the card"), _("Block"), _("The card is blocked."), text)

    def act(_filled: Mapping[str, Any]) -> None:
        member_usecases.block_card(actor=request.actor, at=clock.utc_now(), member_id=member.id)

    return _confirm(request, sheet, act)


@require_http_methods(["GET", "POST"])
@page(member_permissions.CHANGE)
def unblock(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Let a card that was found work again."""
    member = members.get_profile(request.actor, member_id).member
    text = _("If the card was not found, give the member a new one instead.")
    sheet = _sheet(member.id, _("Unblock the card"), _("Unblock"), _("The card works again."), text)

    def act(_filled: Mapping[str, Any]) -> None:
        member_usecases.unblock_card(actor=request.actor, at=clock.utc_now(), member_id=member.id)

    return _confirm(request, sheet, act)


def store_of(request: PageRequest, member: members.MemberView) -> UUID:
    """The store in which something is done for a member: the member's own, where one works there."""
    stores = org.list_stores(request.actor)
    return next((one.id for one in stores if one.id == member.home_store_id), stores[0].id)


def _sheet(member_id: UUID, title: str, button: str, done: str, text: str) -> Sheet:
    back = reverse("office:member", args=[member_id])
    return Sheet(title, button, done, back, text=text, section="members")


def _confirm(
    request: PageRequest, sheet: Sheet, act: Callable[[Mapping[str, Any]], object]
) -> HttpResponse:
    form: Form = forms.ConfirmForm(sheets.data_of(request))
    return sheets.answer(request, sheet, form, act)
