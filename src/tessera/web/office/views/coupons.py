"""Coupons: the kinds there are and how they go, the editor, one kind, one coupon."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.campaigns import permissions as campaigns_permissions
from tessera.campaigns import queries as campaigns
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.offers import permissions, usecases
from tessera.offers import queries as offers
from tessera.offers.queries import stories
from tessera.offers.queries.kinds import CouponKindView
from tessera.web.kit import asked
from tessera.web.kit import coupons as words
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.coupon_forms import CouponKindForm, may_set

SECTION = "coupons"


@require_GET
@page(permissions.VIEW)
def coupons(request: PageRequest) -> HttpResponse:
    """All kinds of coupons with how they go."""
    today = campaigns.brand_day(clock.utc_now())
    kinds = offers.list_coupon_kinds(actor=request.actor, on=today)
    brought = campaigns.brought_by([kind.kind_id for kind in kinds])
    context = {
        "rows": [(kind, brought.get(kind.kind_id, 0)) for kind in kinds],
        "types": list(words.TYPES.items()),
        "may_set": may_set(request.actor, permissions.SET_COUPONS),
    }
    return rendering.page(request, "coupons.html", context, section=SECTION)


@require_GET
@page(permissions.VIEW)
def kind(request: PageRequest, coupon_kind_id: UUID) -> HttpResponse:
    """One kind: its terms, how it goes, and every way in which it is issued."""
    actor, at = request.actor, clock.utc_now()
    today = campaigns.brand_day(at)
    found = offers.get_coupon_kind(actor=actor, kind_id=coupon_kind_id, on=today)
    running = campaigns.list_runs(actor=actor, kind_id=coupon_kind_id)
    batches = offers.list_batches(actor=actor, kind_id=coupon_kind_id)
    context = {
        "kind": found,
        "brought_minor": campaigns.brought_by([coupon_kind_id]).get(coupon_kind_id, 0),
        "store_names": _stores(found),
        "givings": campaigns.list_givings(actor=actor, kind_id=coupon_kind_id),
        "runs": running,
        "batches": batches,
        "newest": _named(stories.list_of_kind(coupon_kind_id, on=today, at=at)),
        "is_busy": any(run.state == "running" for run in running)
        or any(not batch.is_made for batch in batches),
        "may_set": may_set(actor, permissions.SET_COUPONS),
        "may_give": may_set(actor, campaigns_permissions.SET_GIVINGS),
        "may_issue": actor.may(permissions.ISSUE_COUPONS),
    }
    part = "progress" if request.htmx else ""
    return rendering.page(request, "coupon_kind.html", context, section=SECTION, part=part)


def _stores(kind: CouponKindView) -> list[str]:
    return campaigns.names_of_stores(kind.issuing.store_ids)


def _named(cards: list[stories.CouponCard]) -> list[tuple[stories.CouponCard, str]]:
    names = campaigns.masked_names(card.facts.member_id for card in cards)
    return [(card, _name(names, card.facts.member_id)) for card in cards]


def _name(names: Mapping[UUID, str], member_id: UUID | None) -> str:
    return names.get(member_id, "") if member_id else ""


@require_http_methods(["GET", "POST"])
@page(permissions.SET_COUPONS)
def new(request: PageRequest) -> HttpResponse:
    """A new kind of coupon of a type."""
    request.actor.require_everywhere(permissions.SET_COUPONS)
    type_ = asked.text(request, "type", limit=10)
    return _edit(request, type_ if type_ in words.TYPES else "amount", None)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_COUPONS)
def change(request: PageRequest, coupon_kind_id: UUID) -> HttpResponse:
    """A kind that is there; what was used before keeps its terms."""
    request.actor.require_everywhere(permissions.SET_COUPONS)
    found = offers.get_coupon_kind(actor=request.actor, kind_id=coupon_kind_id)
    return _edit(request, found.type, found)


def _edit(request: PageRequest, type_: str, found: CouponKindView | None) -> HttpResponse:
    form = CouponKindForm(sheets.data_of(request), request=request, kind=type_, coupon=found)
    if form.is_bound and form.is_valid():
        try:
            kind_id = _save(request, type_, found, form)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It counts from now on."))
            return redirect("office:coupon-kind", kind_id)
    title = found.name if found else f"{_('New coupon')} · {words.TYPES[type_]}"
    context = {"form": form, "title": title, "kind": found}
    status = 422 if form.is_bound else 200
    return rendering.page(request, "coupon_edit.html", context, section=SECTION, status=status)


def _save(
    request: PageRequest, type_: str, found: CouponKindView | None, form: CouponKindForm
) -> UUID:
    by: dict[str, Any] = {"actor": request.actor, "at": clock.utc_now(), **form.terms()}
    if found is None:
        return usecases.create_coupon_kind(gives=type_, **by)
    is_active = form.cleaned_data["is_active"]
    usecases.change_coupon_kind(kind_id=found.kind_id, is_active=is_active, **by)
    return found.kind_id


def within(request: PageRequest, coupon_id: UUID) -> stories.CouponCard:
    """One coupon that the reader may see: of a member whom they may see, else of the brand's."""
    actor, at = request.actor, clock.utc_now()
    card = stories.get_card(coupon_id, on=campaigns.brand_day(at), at=at)
    if card.facts.member_id is not None:
        members.get_profile(actor, card.facts.member_id)
    elif actor.store_ids is not None:
        raise Http404
    return card


@require_GET
@page(permissions.VIEW)
def coupon(request: PageRequest, coupon_id: UUID) -> HttpResponse:
    """One coupon and everything that happened to it."""
    actor = request.actor
    card = within(request, coupon_id)
    owner = card.facts.member_id
    happened = stories.list_happened(actor=actor, coupon_id=coupon_id)
    names = campaigns.masked_names([*(one.member_id for one in happened), owner])
    numbers = campaigns.numbers_of_sales(one.document_id for one in happened)
    context = {
        "card": card,
        "happened": [
            (one, _name(names, one.member_id), numbers.get(one.document_id or card.facts.id, ""))
            for one in happened
        ],
        "owner_name": _name(names, owner),
        "may_cancel": actor.may(permissions.ISSUE_COUPONS)
        and card.facts.is_listed
        and card.state in {"usable", "coming", "held", "given"},
    }
    return rendering.page(request, "coupon.html", context, section=SECTION)
