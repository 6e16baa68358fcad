"""Stored value to another member: whom and how much, then the confirmation by a masked name."""

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
from tessera.wallet import queries, usecases
from tessera.web.kit import currency, formats
from tessera.web.member import amounts, forms, rendering
from tessera.web.member.access import MemberRequest, member_page


@require_http_methods(["GET", "POST"])
@member_page
def hand_over(request: MemberRequest) -> HttpResponse:
    """First whom and how much, after the phone is proved again; then the same is sent again."""
    if not request.session_of.fresh:
        return redirect(reverse("member:confirm") + "?then=value-transfer")
    form = forms.HandOverForm(forms.posted(request))
    balances = queries.get_balances(request.actor.own_id)
    there_minor = balances.principal_minor + balances.bonus_minor
    receiver = ""
    if form.is_bound and "change" not in request.POST and form.is_valid():
        try:
            if form.cleaned_data["confirmed"]:
                _hand_over(request, form)
                return redirect("member:value")
            receiver = _seek(request, form, there_minor)
        except DomainError as refusal:
            form.add_error(None, amounts.refused(refusal, there_minor))
    context = {
        "form": form,
        "policy": queries.policy.get(versions.current()),
        "there_minor": there_minor,
        "receiver": receiver,
        "request_id": form.data.get("request") or uuid4(),
    }
    status = 422 if form.errors else 200
    return rendering.page(request, "hand_over.html", context, tab="holdings", status=status)


def _seek(request: MemberRequest, form: forms.HandOverForm, there_minor: int) -> str:
    """The masked name of who was named; nobody, and more than there is, are errors of the fields."""
    found = usecases.seek_value_receiver(
        actor=request.actor, at=clock.utc_now(), whom=form.cleaned_data["whom"]
    )
    if not found.masked_name:
        form.add_error("whom", _("No other member has this phone number or card."))
    if form.cleaned_data["amount"] > there_minor:
        form.add_error("amount", amounts.too_much(there_minor))
    return found.masked_name


def _hand_over(request: MemberRequest, form: forms.HandOverForm) -> None:
    filled = form.cleaned_data
    done = usecases.transfer_value(
        actor=request.actor,
        at=clock.utc_now(),
        request_id=filled["request"],
        whom=filled["whom"],
        amount_minor=filled["amount"],
        fresh=request.session_of.fresh,
    )
    told = {"amount": formats.money(done.amount_minor, currency.code())}
    messages.success(request, _("%(amount)s of your stored value are handed over.") % told)
