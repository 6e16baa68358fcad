"""Paying a card out: both amounts of the law, the working, and the doing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform.refusals import message
from tessera.sales import permissions, usecases
from tessera.sales import queries as sales
from tessera.sales.queries.cards import plan_card_refund
from tessera.wallet import queries as wallet
from tessera.wallet.queries import cards
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering
from tessera.web.office.payout_forms import PayoutForm


@require_http_methods(["GET", "POST"])
@page(permissions.PAY_OUT)
def refund(request: PageRequest, card_id: UUID) -> HttpResponse:
    """What would be paid for a card and why so much; then pay it."""
    at, facts = clock.utc_now(), cards.get_card(card_id, org.get_brand().currency)
    member = members.get_profile(request.actor, facts.member_id).member
    shifts = [
        shift
        for shift in sales.list_open_shifts(request.actor)
        if request.actor.may(permissions.PAY_OUT, shift.store_id)
    ]
    context: dict[str, Any] = {"card": facts, "member": member, "shifts": shifts}
    if not shifts:
        return _page(request, context)
    plan = plan_card_refund(request.actor, card_id, store_id=shifts[0].store_id, at=at)
    data = request.POST if request.method == "POST" else None
    form = PayoutForm(
        data,
        plan=plan,
        shifts=shifts,
        noted=wallet.find_real_name(member.id) is not None,
        initial={"payee": wallet.payee_name(member.id, member.name)},
    )
    context |= {"form": form, "due": plan.due}
    if data is None or not form.is_valid():
        return _page(request, context, status=200 if data is None else 422)
    try:
        done = _pay(request, card_id, form, at)
    except DomainError as refusal:
        form.add_error(None, message(refusal))
        return _page(request, context, status=422)
    messages.success(request, _("Paid out under number %(number)s.") % {"number": done.number})
    return redirect("office:card", card_id)


def _pay(request: PageRequest, card_id: UUID, form: PayoutForm, at: datetime) -> usecases.PaidOut:
    filled = form.cleaned_data
    store_id, till_id = (UUID(part) for part in filled["till"].split())
    return usecases.refund_card(
        actor=request.actor,
        at=at,
        request_id=filled["request"],
        store_id=store_id,
        till_id=till_id,
        card_id=card_id,
        terms=form.terms(filled["cause"], filled["reason"]),
        expected_minor=filled["shown"][filled["cause"]],
    )


def _page(request: PageRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return rendering.page(request, "card_refund.html", context, section="members", status=status)
