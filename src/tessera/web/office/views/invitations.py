"""Invitations: who brings members, and posters to hang up."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.kernel import clock
from tessera.members import permissions, usecases
from tessera.members import queries as members
from tessera.org import permissions as org_permissions
from tessera.org import queries as org
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import member_forms, rendering, sheets
from tessera.web.office.sheets import Sheet

JOIN = "/join/"
"""Where the member's app registers who comes by an invitation."""


@require_GET
@page(permissions.INVITE)
def invitations(request: PageRequest) -> HttpResponse:
    """All posters, how many came by each, and whom else one could be made for."""
    actor = request.actor
    made = members.list_invitations(actor)
    taken = {(one.facts.kind, _target(one)) for one in made}
    stores = org.list_stores(actor)
    targets = [("store", store.id, store.name) for store in stores]
    names = {store.id: store.name for store in stores}
    targets += [
        ("till", till.id, f"{names[till.store_id]} · {till.name}") for till in org.list_tills(actor)
    ]
    targets += _guides(request)
    context = {
        "made": made,
        "open": [one for one in targets if one[:2] not in taken],
        "may_campaign": actor.store_ids is None,
    }
    return rendering.page(request, "invitations.html", context, section="members")


@require_POST
@page(permissions.INVITE)
def invite(request: PageRequest, kind: str, target_id: UUID) -> HttpResponse:
    """Make the poster of a store, till, guide or member, and show it."""
    made = usecases.invite(
        actor=request.actor,
        at=clock.utc_now(),
        kind=kind,
        store_id=target_id if kind == "store" else None,
        till_id=target_id if kind == "till" else None,
        staff_id=target_id if kind == "guide" else None,
        member_id=target_id if kind == "member" else None,
    )
    return redirect("office:poster", made.code)


@require_http_methods(["GET", "POST"])
@page(permissions.INVITE)
def campaign(request: PageRequest) -> HttpResponse:
    """A poster for a campaign of the brand."""
    request.actor.require_everywhere(permissions.INVITE)
    stores = [(str(store.id), store.name) for store in org.list_stores(request.actor)]
    return sheets.answer(
        request,
        Sheet(
            title=_("Poster for a campaign"),
            button=_("Make"),
            done=_("The poster is made."),
            back=reverse("office:invitations"),
            section="members",
        ),
        member_forms.CampaignForm(sheets.data_of(request), stores=stores),
        lambda filled: usecases.invite(
            actor=request.actor,
            at=clock.utc_now(),
            kind="campaign",
            label=filled["label"],
            store_id=UUID(filled["store"]) if filled["store"] else None,
        ),
    )


@require_GET
@page(permissions.INVITE)
def poster(request: PageRequest, code: str) -> HttpResponse:
    """An A4 page with the QR, to print."""
    invitation = members.get_invitation(request.actor, code)
    address = request.build_absolute_uri(f"{JOIN}{invitation.facts.code}")
    context = {
        "invitation": invitation,
        "address": address,
        "picture": members.card_qr_svg(address, scale=8),
    }
    return rendering.page(request, "poster.html", context, section="members")


def _guides(request: PageRequest) -> list[tuple[str, UUID, str]]:
    """The guides that the reader sees; a guide sees at least themselves."""
    actor = request.actor
    if actor.role == "guide" and actor.id:
        return [("guide", actor.id, actor.name)]
    if not actor.may(org_permissions.VIEW_STAFF):
        return []
    people = org.list_staff(actor)
    return [("guide", one.id, one.name) for one in people if one.role == "guide"]


def _target(one: members.InvitationView) -> UUID | None:
    facts = one.facts
    return facts.staff_id or facts.till_id or facts.store_id
