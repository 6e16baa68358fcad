"""A gift card in the app: its code, then what is left on it, then into one's own stored value."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message
from tessera.wallet import usecases
from tessera.web.kit import currency, formats
from tessera.web.member import forms, rendering
from tessera.web.member.access import MemberRequest, member_page


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@member_page
def gift_card(request: MemberRequest) -> HttpResponse:
    """Look a card up by its code; the same is sent again to put it into the wallet.

    The code is in the body, for addresses are written down.
    """
    form = forms.GiftCardForm(forms.posted(request))
    context = {"form": form, "request_id": uuid4()}
    if form.is_bound and form.is_valid():
        try:
            if form.cleaned_data["confirmed"]:
                _claim(request, form)
                return redirect("member:holdings")
            context["found"] = usecases.seek_gift(
                actor=request.actor, at=clock.utc_now(), code=form.cleaned_data["code"]
            )
        except DomainError as refusal:
            form.add_error("code", message(refusal))
    status = 422 if form.errors else 200
    return rendering.page(request, "gift_card.html", context, tab="holdings", status=status)


def _claim(request: MemberRequest, form: forms.GiftCardForm) -> None:
    done = usecases.claim_gift(
        actor=request.actor,
        at=clock.utc_now(),
        request_id=form.cleaned_data["request"],
        code=form.cleaned_data["code"],
    )
    told = {"amount": formats.money(done.amount_minor, currency.code())}
    messages.success(request, _("%(amount)s are in your stored value now.") % told)
