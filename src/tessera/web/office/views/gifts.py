"""Gift cards: batches to print, once, and the cards by their number."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform.refusals import message
from tessera.sales import usecases as sales
from tessera.sales.queries import find_sale_id
from tessera.wallet import permissions, usecases
from tessera.wallet.queries import gifts as queries
from tessera.wallet.usecases import PrintedBatch, PrintedCard
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import card_forms, gift_forms, rendering, sheets, value_words
from tessera.web.office.sheets import Deed

SECTION = "cards"


@require_GET
@page(permissions.MANAGE_CARDS)
def gifts(request: PageRequest) -> HttpResponse:
    """The batches, and cards by a part of their number, the end of their code or their receipt."""
    text = request.GET.get("q", "")[:40]
    sold = find_sale_id(actor=request.actor, number=text)
    sale_ids = [sold] if sold else []
    context = {
        "batches": queries.list_batches(request.actor),
        "cards": queries.search_gifts(
            request.actor, text, org.get_brand().currency, sale_ids=sale_ids
        ),
        "text": text,
        "may_set": request.actor.may(permissions.SET_CARDS) and request.actor.store_ids is None,
    }
    return rendering.page(request, "gifts.html", context, section=SECTION)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CARDS)
def new(request: PageRequest) -> HttpResponse:
    """A batch of gift cards; the answer is the sheet to print, and nobody sees it again."""
    form = gift_forms.GiftBatchForm(sheets.data_of(request), actor=request.actor)
    if form.is_bound and form.is_valid():
        try:
            made = usecases.make_gift_cards(
                actor=request.actor,
                at=clock.utc_now(),
                **{**form.cleaned_data, "store_id": UUID(form.cleaned_data["store_id"])},
            )
        except DomainError as refusal:
            field = refusal.data.get("field")
            form.add_error(field if field in form.fields else None, message(refusal))
        else:
            for key in made.warned:
                messages.warning(request, value_words.warning(key))
            return _printed(request, made)
    status = 422 if form.is_bound else 200
    return rendering.page(request, "gift_new.html", {"form": form}, section=SECTION, status=status)


def _printed(request: PageRequest, made: PrintedBatch) -> HttpResponse:
    told = {"name": made.name, "amount_minor": made.amount_minor, "years": made.years}
    return _sheet(request, told, made.cards)


def _sheet(
    request: PageRequest, told: Mapping[str, Any], printed: Iterable[PrintedCard]
) -> HttpResponse:
    """The page that shows codes, this once."""
    cards = [
        {"number": card.number, "code": card.code, "picture": members.card_qr_svg(card.code)}
        for card in printed
    ]
    context = {"batch": told, "cards": cards}
    answer = rendering.page(request, "gift_sheet.html", context, section=SECTION)
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
@page(permissions.MANAGE_CARDS)
def replace(request: PageRequest, gift_id: UUID) -> HttpResponse:
    """Another card for one that was lost; the answer is its sheet, and nobody sees it again."""
    card = queries.get_gift(gift_id, org.get_brand().currency)
    if not request.actor.reaches(card.store_id):
        raise Http404
    form = gift_forms.GiftReplaceForm(sheets.data_of(request))
    if form.is_bound and form.is_valid():
        try:
            done = sales.replace_gift(
                actor=request.actor, at=clock.utc_now(), card_id=gift_id, **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            told = {
                "name": _("Gift card"),
                "amount_minor": done.left_minor,
                "expires_on": done.expires_on,
            }
            return _sheet(request, told, [done.printed])
    status = 422 if form.is_bound else 200
    context = {"form": form, "card": card}
    return rendering.page(request, "gift_replace.html", context, section=SECTION, status=status)


_DEEDS = {
    "extend": Deed(
        gettext_lazy("Extend the gift card"),
        gettext_lazy("Extend"),
        card_forms.ExtendForm,
        usecases.extend_gift,
        gettext_lazy("What is left on it was kept all the time."),
    ),
    "block": Deed(
        gettext_lazy("Block the gift card"),
        gettext_lazy("Block"),
        card_forms.ReasonForm,
        usecases.block_gift,
        gettext_lazy("Nobody can buy it or pay with it until it is unblocked."),
    ),
    "unblock": Deed(
        gettext_lazy("Unblock the gift card"),
        gettext_lazy("Unblock"),
        card_forms.ReasonForm,
        usecases.unblock_gift,
    ),
}


@require_http_methods(["GET", "POST"])
@page(permissions.MANAGE_CARDS)
def deed(request: PageRequest, gift_id: UUID, act: str) -> HttpResponse:
    """One of the things that can be done with a gift card."""
    if act not in _DEEDS:
        raise Http404
    told = _DEEDS[act]
    card = queries.get_gift(gift_id, org.get_brand().currency)
    if not request.actor.reaches(card.store_id):
        raise Http404
    sheet = told.sheet(back=reverse("office:gifts"), section=SECTION)

    def do(filled: Mapping[str, Any]) -> object:
        return told.act(actor=request.actor, at=clock.utc_now(), card_id=gift_id, **filled)

    return sheets.answer(request, sheet, told.form(sheets.data_of(request)), do)
