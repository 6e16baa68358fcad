"""Paying a member's stored value out: both amounts of the law, the working, and the doing."""

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
from tessera.platform.refusals import message
from tessera.sales import permissions, usecases
from tessera.sales import queries as sales
from tessera.sales.queries import PayoutPlan
from tessera.wallet import queries as wallet
from tessera.wallet.rules import WITHDRAWAL
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering
from tessera.web.office.payout_forms import PayoutForm, WithdrawalForm


@require_http_methods(["GET", "POST"])
@page(permissions.PAY_OUT)
def payout(request: PageRequest, member_id: UUID) -> HttpResponse:
    """What would be paid out and why so much; then pay it."""
    at, member = clock.utc_now(), members.get_profile(request.actor, member_id).member
    shifts = [
        shift
        for shift in sales.list_open_shifts(request.actor)
        if request.actor.may(permissions.PAY_OUT, shift.store_id)
    ]
    context: dict[str, Any] = {"member": member, "shifts": shifts}
    if not shifts:
        return _page(request, context)
    home = next((s.store_id for s in shifts if s.store_id == member.home_store_id), None)
    store_id = home or shifts[0].store_id
    plan = sales.plan_payout(request.actor, member.id, store_id=store_id, at=at)
    data = request.POST if request.method == "POST" else None
    asked: dict[str, Any] = {
        "plan": plan,
        "shifts": shifts,
        "noted": wallet.find_real_name(member.id) is not None,
        "initial": {"payee": wallet.payee_name(member.id, member.name)},
    }
    by_right = request.POST.get("way", "") == WITHDRAWAL
    form = PayoutForm(None if by_right else data, **asked)
    withdrawal = WithdrawalForm(data if by_right else None, auto_id="w_%s", **asked)
    context |= {"form": form, "withdrawal": withdrawal if plan.may_withdraw else None}
    filled = withdrawal if by_right else form
    if data is None or not filled.is_valid():
        return _page(request, context, status=200 if data is None else 422)
    try:
        done = _pay(request, member.id, filled, at)
    except DomainError as refusal:
        filled.add_error(None, message(refusal))
        form.plan = withdrawal.plan = _again(request, member.id, filled, at)
        context["withdrawal"] = withdrawal if by_right or form.plan.may_withdraw else None
        return _page(request, context, status=422)
    messages.success(request, _("Paid out under number %(number)s.") % {"number": done.number})
    return redirect("office:member", member.id)


def _pay(
    request: PageRequest, member_id: UUID, form: PayoutForm | WithdrawalForm, at: datetime
) -> usecases.PaidOut:
    filled = form.cleaned_data
    if isinstance(form, WithdrawalForm):
        terms = form.terms(WITHDRAWAL, had_goods=filled["had_goods"] == "yes")
        shown = filled["shown"]["consumer"]
    else:
        terms = form.terms(filled["cause"], filled["reason"])
        shown = filled["shown"][filled["cause"]]
    store_id, till_id = (UUID(part) for part in filled["till"].split())
    return usecases.pay_out(
        actor=request.actor,
        at=at,
        request_id=filled["request"],
        store_id=store_id,
        till_id=till_id,
        member_id=member_id,
        terms=terms,
        expected_minor=shown,
    )


def _again(
    request: PageRequest, member_id: UUID, form: PayoutForm | WithdrawalForm, at: datetime
) -> PayoutPlan:
    store_id = UUID(form.cleaned_data["till"].split()[0])
    return sales.plan_payout(request.actor, member_id, store_id=store_id, at=at)


def _page(request: PageRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return rendering.page(request, "payout.html", context, section="members", status=status)
