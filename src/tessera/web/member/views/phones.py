"""Changing one's phone, in two steps: the old one proves who asks, the new one that it is there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tessera.identity import usecases as identity
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.messaging import usecases as messaging
from tessera.platform.refusals import message
from tessera.web.member import access, codes, forms, rendering
from tessera.web.member.access import MemberRequest, member_page

OLD, NEW = "change_phone_old", "change_phone_new"


@require_http_methods(["GET", "POST"])
@member_page
def change(request: MemberRequest) -> HttpResponse:
    """Four small forms, one after the other; each carries what was proved before."""
    if request.method == "GET":
        return _show(request, "start")
    try:
        return _STEPS.get(request.POST.get("step", ""), _ask_old)(request)
    except DomainError as refusal:
        return _show(request, "start", problem=message(refusal))


def _ask_old(request: MemberRequest) -> HttpResponse:
    codes.send_own(request, OLD)
    return _show(request, "old", form=forms.CodeForm())


def _take_old(request: MemberRequest) -> HttpResponse:
    form = forms.CodeForm(request.POST)
    if form.is_valid():
        outcome = codes.prove_own(request, OLD, form.cleaned_data["code"])
        if not outcome.refusal:
            return _show(request, "new", form=forms.PhoneForm(), old_proof=outcome.proof)
        form.add_error("code", message(outcome.refusal))
    return _show(request, "old", form=form)


def _ask_new(request: MemberRequest) -> HttpResponse:
    form, proof = forms.PhoneForm(request.POST), request.POST.get("old_proof", "")
    if not form.is_valid():
        return _show(request, "new", form=form, old_proof=proof)
    phone, device = form.cleaned_data["phone"], access.device_of(request)
    try:
        messaging.request_code(
            actor=codes.DOOR,
            at=clock.utc_now(),
            phone=phone,
            purpose=NEW,
            address=device.address,
            device=device.mark,
        )
    except DomainError as refusal:
        form.add_error("phone", message(refusal))
        return _show(request, "new", form=form, old_proof=proof)
    return _show(request, "done", form=forms.CodeForm(), old_proof=proof, phone=phone)


def _take_new(request: MemberRequest) -> HttpResponse:
    form, phone = forms.CodeForm(request.POST), request.POST.get("phone", "")
    proof, at = request.POST.get("old_proof", ""), clock.utc_now()
    if form.is_valid():
        outcome = messaging.prove_phone(
            actor=codes.DOOR, at=at, phone=phone, purpose=NEW, code=form.cleaned_data["code"]
        )
        if not outcome.refusal:
            identity.change_phone(
                actor=request.actor, at=at, old_proof=proof, new_proof=outcome.proof
            )
            messages.success(request, _("Your card has the new number. The old one finds nobody."))
            return redirect("member:me")
        form.add_error("code", message(outcome.refusal))
    return _show(request, "done", form=form, old_proof=proof, phone=phone)


_STEPS = {"start": _ask_old, "old": _take_old, "new": _ask_new, "done": _take_new}


def _show(
    request: MemberRequest,
    step: str,
    *,
    form: forms.AppForm | None = None,
    old_proof: str = "",
    phone: str = "",
    problem: str = "",
) -> HttpResponse:
    context = {
        "step": step,
        "form": form,
        "old_proof": old_proof,
        "phone": phone,
        "problem": problem,
    }
    wrong = problem or (form is not None and form.is_bound)
    status = 422 if wrong else 200
    return rendering.page(request, "phone.html", context, tab="me", status=status)
