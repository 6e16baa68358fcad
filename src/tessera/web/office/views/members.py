"""Members: find them, and read one member's story."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import dates
from django.views.decorators.http import require_GET

from tessera.campaigns import queries as campaigns
from tessera.campaigns.rules.lifecycle import STAGES
from tessera.care import permissions as care_permissions
from tessera.care import queries as care
from tessera.charters import queries as charters
from tessera.insights import permissions as insights_permissions
from tessera.insights.queries import holdings
from tessera.insights.queries.life import list_life
from tessera.kernel import clock
from tessera.members import permissions
from tessera.members import queries as members_queries
from tessera.members.queries import MemberFilter, MemberView
from tessera.offers import queries as offers
from tessera.org import queries as org
from tessera.sales import queries as sales
from tessera.sales.queries.allowances import list_aside
from tessera.wallet import queries as wallet
from tessera.wallet.queries import cards
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import life, rendering
from tessera.web.office.views import member_lists

SIZE = 40


@require_GET
@page(permissions.VIEW)
def members(request: PageRequest) -> HttpResponse:
    """The newest members, or those whom a text may mean; more on demand."""
    after = asked.uuid(request, "after")
    found = _found(request, after)
    shown = found[:SIZE]
    held = holdings.list_balances([member.id for member in shown])
    stages = campaigns.stages_of(
        ((member.id, member.home_store_id) for member in shown), at=clock.utc_now()
    )
    wanted = member_lists.filter_of(request)
    context = {
        "members": [(member, held[member.id], stages[member.id]) for member in shown],
        "after": shown[-1].id if len(found) > SIZE else None,
        "levels": members_queries.list_levels(),
        "level_id": wanted.level_id,
        "stores": org.list_stores(request.actor),
        "store_id": wanted.store_id,
        "text": asked.text(request),
        "filtered": wanted.asks or bool(asked.text(request)),
        **_conditions(request, wanted),
    }
    part = "more" if after else "rows"
    section = "my-members" if context["guide"] == member_lists.MINE else "members"
    return rendering.page(request, "members.html", context, section=section, part=part)


def _conditions(request: PageRequest, wanted: MemberFilter) -> dict[str, object]:
    """What the list may be asked for, and the reader's kept filters."""
    guide = asked.text(request, "guide")
    # One's own members have a way in of their own, whose title says it.
    said = {"guide_id": None} if guide == member_lists.MINE else {}
    months = [(number, dates.MONTHS[number]) for number in range(1, 13)]
    return {
        "wanted": wanted,
        "more_asked": replace(wanted, level_id=None, store_id=None, **said).asks,
        "tags": members_queries.list_tags(),
        "bands": members_queries.list_age_bands(),
        "stages": STAGES,
        "guide": guide,
        "guides": _guides(request, wanted),
        "months": months,
        "saved": members_queries.list_saved_filters(request.actor),
        "query_here": member_lists.query_of(request),
    }


def _guides(request: PageRequest, wanted: MemberFilter) -> list[tuple[UUID, str]]:
    """Whose members may be asked for by name: the colleagues, and who is asked for and has left."""
    actor = request.actor
    if not actor.may(permissions.ASSIGN_GUIDE):
        return []
    found = members_queries.list_guides(actor)
    asked_for = wanted.guide_id
    if asked_for and asked_for not in {*(key for key, _ in found), actor.id}:
        found.append((asked_for, org.get_staff(actor, asked_for).name))
    return found


def _found(request: PageRequest, after: UUID | None) -> list[MemberView]:
    """One more than a page where there are more; a search shows the likeliest page only."""
    wanted, at = member_lists.filter_of(request), clock.utc_now()
    text = asked.text(request)
    if not text:
        return members_queries.list_members(
            request.actor, wanted=wanted, on=at.date(), after=after, limit=SIZE + 1
        )
    found = members_queries.search(actor=request.actor, at=at, text=text, limit=SIZE)
    if not wanted.asks:
        return found
    return members_queries.among(request.actor, found, wanted=wanted, on=at.date())


@require_GET
@page(permissions.VIEW)
def member(request: PageRequest, member_id: UUID) -> HttpResponse:
    """One member: balances, coupons, purchases, and what happened in words."""
    profile = members_queries.get_profile(request.actor, member_id)
    if profile.member.id != member_id:
        return redirect("office:member", profile.member.id)
    home, at = profile.member.home_store_id, clock.utc_now()
    today = at.date()
    context = {
        "stage": campaigns.stages_of([(member_id, home)], at=at)[member_id],
        "profile": profile,
        "member": profile.member,
        "home": org.get_store(home) if home else None,
        "holding": holdings.get_holding(member_id),
        "aside": list_aside(member_id),
        "coupons": offers.list_member_coupons(member_id, today),
        "held_cards": cards.list_cards(member_id, org.get_brand().currency),
        "purchases": _purchases(request, member_id),
        **_story(request, member_id),
        **_known(request, member_id, today),
        "guard": {
            "blocked_at": members_queries.card_blocked_at(member_id),
            "pin": wallet.get_safeguard(member_id, at),
            "name": wallet.find_real_name(member_id),
        },
    }
    return rendering.page(request, "member.html", context, section="members")


def _purchases(request: PageRequest, member_id: UUID) -> list[sales.SaleRow]:
    """The last ones, with those of duplicates that were merged."""
    found = [
        sale
        for one in members_queries.list_ids_of(member_id)
        for sale in sales.list_sales(actor=request.actor, member_id=one, limit=6)
    ]
    return sorted(found, key=lambda sale: sale.at, reverse=True)[:6]


def _known(request: PageRequest, member_id: UUID, today: date) -> dict[str, object]:
    """What is known of the member, and what the reader may do about it."""
    actor = request.actor
    facts = members_queries.get_profile_facts(actor, member_id, on=today)
    told = (facts.gender, facts.income_band, facts.region, facts.style, facts.guardian_name)
    return {
        "facts": facts,
        "by_rule": [tag for tag in facts.tags if tag.source == "rule"],
        "told": any(told) or bool(facts.sizes) or any(one.value for one in facts.answers),
        "may_change": actor.may(permissions.CHANGE),
        "may_answer": any(one.changeable for one in facts.answers),
        "may_assign": actor.may(permissions.ASSIGN_GUIDE),
        "may_tag": actor.may(permissions.TAG),
        "may_note": actor.may(permissions.WRITE_NOTES),
        "may_transfer": actor.may(permissions.TRANSFER_CARD),
        "tasks": care.list_of_member(actor, member_id),
        "applications": charters.list_under_way(actor, member_id),
        "may_follow_up": actor.may(care_permissions.FOLLOW_UP),
        "today": today,
    }


@require_GET
@page(permissions.VIEW)
def member_history(request: PageRequest, member_id: UUID) -> HttpResponse:
    """More of what happened with a member, or only one kind of it."""
    context = {
        "member": members_queries.get_profile(request.actor, member_id).member,
        **_story(request, member_id),
    }
    return rendering.page(request, "member_history.html", context, section="members", part="events")


def _story(request: PageRequest, member_id: UUID) -> dict[str, object]:
    after, kind = asked.text(request, "after", limit=120), asked.text(request, "kind")
    found = list_life(actor=request.actor, member_id=member_id, kind=kind, after=after)
    may_audit = request.actor.may(insights_permissions.VIEW_AUDIT)
    return {
        "page": {"rows": [life.tell(moment) for moment in found.rows], "after": found.after},
        "kinds": life.kinds_for(may_audit=may_audit),
        "kind": kind,
    }
