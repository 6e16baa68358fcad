"""A member's stored value: the four figures, what protects them, and the contract."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.members import usecases as member_usecases
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.sales.queries.allowances import list_aside
from tessera.wallet import errors, queries, usecases
from tessera.web.member import forms, rendering
from tessera.web.member.access import MemberRequest, member_page


@require_GET
@member_page
def value(request: MemberRequest) -> HttpResponse:
    """The four figures, what is still to come, and what protects them."""
    return _page(request, forms.MarkForm(mark=_own_mark(request)))


def _page(request: MemberRequest, form: forms.MarkForm, status: int = 200) -> HttpResponse:
    at, member_id = clock.utc_now(), request.actor.own_id
    context = {
        "balances": queries.get_balances(member_id),
        "aside": list_aside(member_id),
        "parts": queries.list_waiting_parts(member_id),
        "safeguard": queries.get_safeguard(member_id, at),
        "policy": queries.policy.get(versions.current()),
        "contract": queries.find_contract(),
        "accepted": queries.list_acceptances(member_id)[:1],
        "is_blocked": members.is_card_blocked(member_id),
        "form": form,
    }
    return rendering.page(request, "value.html", context, tab="holdings", status=status)


def _own_mark(request: MemberRequest) -> int | None:
    return queries.get_safeguard(request.actor.own_id, clock.utc_now()).low_mark_minor


@sensitive_post_parameters("pin", "again")
@require_http_methods(["GET", "POST"])
@member_page
def pin(request: MemberRequest) -> HttpResponse:
    """Choose a PIN; first the phone is proved again."""
    if not request.session_of.fresh:
        return redirect(reverse("member:confirm") + "?then=value-pin")
    form = forms.PinForm(forms.posted(request))
    if form.is_bound and form.is_valid():
        try:
            usecases.set_own_pin(
                actor=request.actor,
                at=clock.utc_now(),
                pin=form.cleaned_data["pin"],
                fresh=request.session_of.fresh,
            )
        except DomainError as refusal:
            form.add_error("pin", message(refusal))
        else:
            messages.success(request, _("Your PIN holds from now on."))
            return redirect("member:value")
    status = 422 if form.is_bound else 200
    return rendering.page(request, "value_pin.html", {"form": form}, tab="holdings", status=status)


@require_http_methods(["GET", "POST"])
@member_page
def mark(request: MemberRequest) -> HttpResponse:
    """Say below which balance one wants to hear of it. Opened as a page, it leads to the form."""
    if request.method != "POST":
        return redirect("member:value")
    form = forms.MarkForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    usecases.set_own_mark(
        actor=request.actor, at=clock.utc_now(), low_mark_minor=form.cleaned_data["mark"]
    )
    messages.success(request, _("Noted."))
    return redirect("member:value")


@require_http_methods(["GET", "POST"])
@member_page
def contract(request: MemberRequest) -> HttpResponse:
    """Read the contract as it is now and accept it, or read again what was accepted."""
    found = queries.find_contract()
    if request.method == "POST":
        if found is None:
            raise errors.contract_unknown()
        usecases.accept_contract(
            actor=request.actor, at=clock.utc_now(), version=found.version, language=found.language
        )
        messages.success(request, _("Accepted. You can read it here at any time."))
        return redirect("member:value-contract")
    accepted = queries.list_acceptances(request.actor.own_id)
    is_open = found is not None and all(one.version != found.version for one in accepted)
    context = {"contract": found, "accepted": accepted, "is_open": is_open}
    return rendering.page(request, "value_contract.html", context, tab="holdings")


@require_GET
@member_page
def contract_text(request: MemberRequest) -> HttpResponse:
    """The accepted contract, to take along."""
    accepted = queries.list_acceptances(request.actor.own_id)
    found = queries.find_contract()
    if not accepted and found is None:
        raise errors.contract_unknown()
    text = accepted[0].text if accepted else found.text if found else ""
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="contract.txt"'
    return answer


@require_POST
@member_page
def block(request: MemberRequest) -> HttpResponse:
    """Block one's own card."""
    member_usecases.block_own_card(actor=request.actor, at=clock.utc_now())
    messages.success(request, _("Your card is blocked. Nobody can pay with it."))
    return redirect("member:value")


@require_POST
@member_page
def unblock(request: MemberRequest) -> HttpResponse:
    """Let one's own card work again; first the phone is proved again."""
    if not request.session_of.fresh:
        return redirect(reverse("member:confirm") + "?then=value")
    member_usecases.unblock_own_card(
        actor=request.actor, at=clock.utc_now(), fresh=request.session_of.fresh
    )
    messages.success(request, _("Your card works again."))
    return redirect("member:value")
