"""Stored value as a gift: an amount, then a link to send; and the page that the link opens."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.wallet import queries, usecases
from tessera.wallet.queries.giving import OwnGift, list_own_given, seek_given
from tessera.web.kit import currency, formats
from tessera.web.member import forms, rendering
from tessera.web.member.access import MemberRequest, member_page


@require_http_methods(["GET", "POST"])
@member_page
def give(request: MemberRequest) -> HttpResponse:
    """Give an amount, after the phone is proved again; below, what is still under way."""
    if not request.session_of.fresh:
        return redirect(reverse("member:confirm") + "?then=value-give")
    form = forms.GiveValueForm(forms.posted(request))
    if form.is_bound and form.is_valid():
        try:
            usecases.give_value(
                actor=request.actor,
                at=clock.utc_now(),
                request_id=form.cleaned_data["request"],
                amount_minor=form.cleaned_data["amount"],
                fresh=request.session_of.fresh,
            )
        except DomainError as refusal:
            form.add_error("amount", message(refusal))
        else:
            messages.success(request, _("Your gift is ready. Send its link."))
            return redirect("member:value-give")
    balances = queries.get_balances(request.actor.own_id)
    context = {
        "form": form,
        "may_give": queries.policy.get(versions.current()).may_give,
        "there_minor": balances.principal_minor + balances.bonus_minor,
        "request_id": uuid4(),
        "gifts": [(row, _link(request, row)) for row in list_own_given(request.actor.own_id)],
    }
    status = 422 if form.errors else 200
    return rendering.page(request, "give_value.html", context, tab="holdings", status=status)


def _link(request: MemberRequest, row: OwnGift) -> str:
    """What the giver sends; nothing for a gift that is settled."""
    if not row.code:
        return ""
    return request.build_absolute_uri(reverse("member:gift", args=[row.code]))


@require_http_methods(["GET", "POST"])
@member_page
def gift(request: MemberRequest, code: str) -> HttpResponse:
    """Take a gift. Of an unknown code only that is told, and no more of a gift: neither the amount nor
    whose it is. Looking counts as a try, so that who guesses does not get far."""
    form = forms.TakeGiftForm(forms.posted(request))
    if not form.is_bound:
        try:
            seek_given(actor=request.actor, at=clock.utc_now(), code=code)
        except DomainError as refusal:
            return _gift_page(request, message(refusal), is_there=False, status=404)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            got = usecases.claim_value(
                actor=request.actor,
                at=clock.utc_now(),
                request_id=form.cleaned_data["request"],
                code=code,
            )
        except DomainError as refusal:
            problem = message(refusal)
        else:
            amount = formats.money(got.principal_minor + got.bonus_minor, currency.code())
            told = {"amount": amount}
            messages.success(request, _("%(amount)s are in your stored value now.") % told)
            return redirect("member:holdings")
    return _gift_page(request, problem, is_there=True, status=422 if form.is_bound else 200)


def _gift_page(
    request: MemberRequest, problem: str, *, is_there: bool, status: int
) -> HttpResponse:
    context = {"problem": problem, "is_there": is_there, "request_id": uuid4()}
    return rendering.page(request, "gift.html", context, tab="holdings", status=status)
