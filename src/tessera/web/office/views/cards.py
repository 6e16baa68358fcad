"""Cards and passes: the kinds that the brand sells, and the cards that members hold."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import permissions as member_permissions
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform.refusals import message
from tessera.sales import permissions as sale_permissions
from tessera.sales.queries import cards as sales
from tessera.wallet import permissions, usecases
from tessera.wallet.queries import cards
from tessera.wallet.queries import kinds as card_kinds
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import card_forms, forms, rendering, sheets
from tessera.web.office.sheets import Deed

SECTION = "cards"


@require_GET
@page(permissions.MANAGE_CARDS)
def kinds(request: PageRequest) -> HttpResponse:
    """Every kind of card, how many run, and what is owed for them."""
    context = {
        "kinds": card_kinds.list_kind_figures(request.actor),
        "may_set": request.actor.may(permissions.SET_CARDS) and request.actor.store_ids is None,
    }
    return rendering.page(request, "cards.html", context, section=SECTION)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CARDS)
def new_kind(request: PageRequest) -> HttpResponse:
    """A new kind of card, with the product that sells it."""
    form = card_forms.CardKindForm(sheets.data_of(request))

    def act(filled: Mapping[str, Any]) -> object:
        return usecases.create_card_kind(
            actor=request.actor,
            at=clock.utc_now(),
            name=filled["name"],
            price_minor=filled["price_minor"],
            colour=filled["colour"],
            terms=form.terms(),
        )

    return _kind_page(request, form, act, _("A new kind of card"))


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CARDS)
def change_kind(request: PageRequest, kind_id: UUID) -> HttpResponse:
    """Other terms for those who buy it from now on."""
    kind = card_kinds.get_kind(kind_id)
    form = card_forms.CardKindForm(
        sheets.data_of(request), kind=kind, price_minor=card_kinds.price_of_kind(kind_id)
    )

    def act(filled: Mapping[str, Any]) -> object:
        return usecases.set_card_kind(
            actor=request.actor,
            at=clock.utc_now(),
            sku_id=kind.sku_id,
            name=filled["name"],
            colour=filled["colour"],
            picture=kind.picture,
            is_active=filled["is_active"],
            price_minor=filled["price_minor"],
            terms=form.terms(),
        )

    return _kind_page(request, form, act, kind.name)


def _kind_page(
    request: PageRequest,
    form: card_forms.CardKindForm,
    act: Callable[[Mapping[str, Any]], object],
    title: str,
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except DomainError as refusal:
            field = refusal.data.get("field")
            form.add_error(field if field in form.fields else None, message(refusal))
        else:
            messages.success(request, _("Saved. It counts for cards that are sold from now on."))
            return redirect("office:cards")
    context = {"form": form, "title": title}
    status = 422 if form.is_bound else 200
    return rendering.page(request, "card_kind.html", context, section=SECTION, status=status)


@require_GET
@page(member_permissions.VIEW)
def card(request: PageRequest, card_id: UUID) -> HttpResponse:
    """One card: what is left on it, and how it was used."""
    facts = cards.get_card(card_id, org.get_brand().currency)
    profile = members.get_profile(request.actor, facts.member_id)
    context = {
        "card": facts,
        "member": profile.member,
        "uses": sales.list_uses(card_id),
        "may_manage": request.actor.may(permissions.MANAGE_CARDS),
        "may_pay": request.actor.may(sale_permissions.PAY_OUT),
    }
    return rendering.page(request, "card.html", context, section="members")


_DEEDS = {
    "extend": Deed(
        gettext_lazy("Extend the card"),
        gettext_lazy("Extend"),
        card_forms.ExtendForm,
        usecases.extend_card,
    ),
    "pause": Deed(
        gettext_lazy("Pause the card"),
        gettext_lazy("Pause"),
        card_forms.ReasonForm,
        usecases.pause_card,
        gettext_lazy("Nobody can use it meanwhile; its last day moves by as many days."),
    ),
    "resume": Deed(
        gettext_lazy("Let the card go on"),
        gettext_lazy("Go on"),
        forms.ConfirmForm,
        usecases.resume_card,
    ),
    "freeze": Deed(
        gettext_lazy("Freeze a lost card"),
        gettext_lazy("Freeze"),
        card_forms.ReasonForm,
        usecases.freeze_card,
        gettext_lazy("Nobody can use it until it is found or replaced by a new number."),
    ),
    "unfreeze": Deed(
        gettext_lazy("The card was found"),
        gettext_lazy("Let it be used"),
        card_forms.ReasonForm,
        usecases.unfreeze_card,
        gettext_lazy("It is good again under its old number. Its days went on meanwhile."),
    ),
    "replace": Deed(
        gettext_lazy("Replace the card"),
        gettext_lazy("Replace"),
        card_forms.ReasonForm,
        usecases.replace_card,
        gettext_lazy("It gets a new number; the old one is good for nothing."),
    ),
    "hand-on": Deed(
        gettext_lazy("Hand the card on"),
        gettext_lazy("Hand on"),
        card_forms.HandOnForm,
        usecases.hand_card_on,
    ),
}


@require_http_methods(["GET", "POST"])
@page(permissions.MANAGE_CARDS)
def deed(request: PageRequest, card_id: UUID, doing: str) -> HttpResponse:
    """One of the things that can be done with a card."""
    if doing not in _DEEDS:
        raise Http404
    told, facts = _DEEDS[doing], cards.get_card(card_id, org.get_brand().currency)
    members.get_profile(request.actor, facts.member_id)
    sheet = told.sheet(back=reverse("office:card", args=[card_id]), section="members")
    form = told.form(sheets.data_of(request))

    def act(filled: Mapping[str, Any]) -> object:
        asked = {name: value for name, value in filled.items() if name != "to"}
        if "to" in filled:
            asked["member_id"] = members.find_by_phone_or_card(filled["to"]) or UUID(int=0)
        return told.act(actor=request.actor, at=clock.utc_now(), card_id=card_id, **asked)

    return sheets.answer(request, sheet, form, act)
