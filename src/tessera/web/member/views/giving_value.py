"""Stored value as a gift: an amount, then a link to send; and the page that the link opens."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.wallet import queries, usecases
from tessera.wallet.queries.giving import OwnGift, list_own_given
from tessera.web.kit import currency, formats
from tessera.web.member import amounts, forms, rendering
from tessera.web.member.access import MemberRequest, member_page


@require_http_methods(["GET", "POST"])
@member_page
def give(request: MemberRequest) -> HttpResponse:
    """Give an amount, after the phone is proved again; below, what is still under way."""
    if not request.session_of.fresh:
        return redirect(reverse("member:confirm") + "?then=value-give")
    form = forms.GiveValueForm(forms.posted(request))
    balances = queries.get_balances(request.actor.own_id)
    there_minor = balances.principal_minor + balances.bonus_minor
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
            form.add_error("amount", amounts.refused(refusal, there_minor))
        else:
            messages.success(request, _("Your gift is ready. Send its link."))
            return redirect("member:value-give")
    context = {
        "form": form,
        "may_give": queries.policy.get(versions.current()).may_give,
        "there_minor": there_minor,
        "request_id": uuid4(),
        "gifts": [(row, _link(request, row)) for row in list_own_given(request.actor.own_id)],
    }
    status = 422 if form.errors else 200
    return rendering.page(request, "give_value.html", context, tab="holdings", status=status)


def _link(request: MemberRequest, row: OwnGift) -> str:
    """What the giver sends; nothing for a gift that is settled."""
    if not row.code:
        return ""
    return f"{request.build_absolute_uri(reverse('member:gift'))}#{row.code}"


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@member_page
def gift(request: MemberRequest) -> HttpResponse:
    """Take a gift. No more of it is told before: neither the amount nor whose it is.

    The code is in the body, for addresses are written down; the link has it behind the ``#``, which no
    browser sends (decision 29). An unknown code counts as a try, so that who guesses does not get far.
    """
    form = forms.TakeGiftForm(forms.posted(request))
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            _take(request, form)
        except DomainError as refusal:
            problem = message(refusal)
        else:
            return redirect("member:holdings")
    context = {"form": form, "problem": problem, "request_id": uuid4()}
    status = 422 if form.is_bound else 200
    return rendering.page(request, "gift.html", context, tab="holdings", status=status)


def _take(request: MemberRequest, form: forms.TakeGiftForm) -> None:
    got = usecases.claim_value(
        actor=request.actor,
        at=clock.utc_now(),
        request_id=form.cleaned_data["request"],
        code=form.cleaned_data["code"],
    )
    told = {"amount": formats.money(got.principal_minor + got.bonus_minor, currency.code())}
    messages.success(request, _("%(amount)s are in your stored value now.") % told)
