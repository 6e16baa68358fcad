"""A member's level and referral, on the member's page: why, how far, locked, and who brought whom."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.members import permissions
from tessera.members import queries as members
from tessera.rewards import permissions as rewards_permissions
from tessera.rewards import queries, usecases
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, reward_forms, sheets
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.VIEW)
def why(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Why the member has this level, what is missing for the next, and what bringing others gave."""
    found = queries.why_level(request.actor, member_id)
    member = members.get_profile(request.actor, member_id).member
    today = members.today_of(member.home_store_id, clock.utc_now())
    context = {
        "member": member,
        "why": found,
        "progress": queries.progress(member_id, today),
        "referral": queries.referral_of(member_id),
        "is_locked": found.locked_until is not None and found.locked_until >= today,
        "may_move": request.actor.may(rewards_permissions.MOVE_LEVELS),
    }
    return rendering.page(request, "member_level.html", context, section="members", part="story")


@require_GET
@page(permissions.VIEW)
def tree(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Whom the member brought, and whom these brought."""
    context = {
        "member": members.get_profile(request.actor, member_id).member,
        "tree": queries.referral_tree(request.actor, member_id, depth=4),
    }
    return rendering.page(request, "member_tree.html", context, section="members")


@require_http_methods(["GET", "POST"])
@page(rewards_permissions.MOVE_LEVELS)
def lock(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Leave a level alone until a day."""
    members.get_profile(request.actor, member_id)
    text = _("Until then the level neither rises nor falls by itself.")
    return sheets.answer(
        request,
        _sheet(member_id, _("Lock the level"), _("Lock"), _("The level is locked."), text),
        reward_forms.LockForm(sheets.data_of(request)),
        lambda filled: usecases.lock_level(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, **filled
        ),
    )


@require_http_methods(["GET", "POST"])
@page(rewards_permissions.MOVE_LEVELS)
def unlock(request: PageRequest, member_id: UUID) -> HttpResponse:
    """Let a level move by itself again."""
    members.get_profile(request.actor, member_id)
    return sheets.answer(
        request,
        _sheet(
            member_id, _("Unlock the level"), _("Unlock"), _("The level is not locked any more.")
        ),
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.unlock_level(
            actor=request.actor, at=clock.utc_now(), member_id=member_id, **filled
        ),
    )


def _sheet(member_id: UUID, title: str, button: str, done: str, text: str = "") -> Sheet:
    back = reverse("office:member", args=[member_id])
    return Sheet(title=title, button=button, done=done, back=back, text=text, section="members")
