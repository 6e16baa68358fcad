"""A member's own data, what opens the door, and what was agreed to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.identity import queries as identity
from tessera.identity import usecases as identity_usecases
from tessera.insights.queries import own
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.messaging import queries as messaging
from tessera.messaging.queries import TextFacts
from tessera.platform.refusals import message
from tessera.web.member import access, codes, forms, meeting, rendering
from tessera.web.member.access import MemberRequest, member_page

PURPOSE = "confirm"

_THERE = frozenset({"password", "passkey", "value", "value-give", "value-transfer", "value-pin"})
"""Where one may go on to after the phone was proved."""


@require_GET
@member_page
def me(request: MemberRequest) -> HttpResponse:
    """Everything that a member may see and change about themselves."""
    at, member = clock.utc_now(), members.get_own(request.actor)
    context = {
        "member": member,
        "birthday": members.get_own_profile(request.actor).birthday,
        "guide": members.find_own_guide(request.actor),
        "devices": identity.list_devices(request.actor, at),
        "this_device": request.session_of.id,
        "passkeys": identity.list_passkeys(request.actor),
        **_outside(request),
        "has_password": identity.has_password(request.actor),
        "consents": _consents(member.id),
        "new_messages": own.count_new_messages(request.actor),
    }
    return rendering.page(request, "me.html", context, tab="me")


@require_POST
@member_page
def end_device(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Sign another device out."""
    identity_usecases.end_device(actor=request.actor, at=clock.utc_now(), session_id=session_id)
    messages.success(request, _("That device is signed out."))
    return redirect("member:me")


@require_POST
@member_page
def consents(request: MemberRequest) -> HttpResponse:
    """Give or withdraw one consent; as easy the one way as the other."""
    purpose = request.POST.get("purpose", "")
    identity_usecases.change_own_consents(
        actor=request.actor,
        at=clock.utc_now(),
        given={purpose: request.POST.get("given") == "1"},
        text_versions={purpose: messaging.get_text(purpose).version},
        evidence=access.device_of(request).address,
    )
    messages.success(request, _("Noted. It holds from now on."))
    return redirect("member:me")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@member_page
def password(request: MemberRequest) -> HttpResponse:
    """Choose a password; first the phone is proved again."""
    if not request.session_of.fresh:
        return redirect(reverse("member:confirm") + "?then=password")
    form = forms.NewPassword(forms.posted(request))
    if form.is_bound and form.is_valid():
        try:
            identity_usecases.choose_password(
                actor=request.actor,
                at=clock.utc_now(),
                session_id=request.session_of.id,
                fresh=request.session_of.fresh,
                password=form.cleaned_data["password"],
            )
        except DomainError as refusal:
            form.add_error("password", message(refusal))
        else:
            messages.success(
                request, _("Your password holds. Other devices have to sign in again.")
            )
            return redirect("member:me")
    status = 422 if form.is_bound else 200
    return rendering.page(request, "password.html", {"form": form}, tab="me", status=status)


@require_http_methods(["GET", "POST"])
@member_page
def confirm(request: MemberRequest) -> HttpResponse:
    """Prove once more that it is oneself: a code to the member's own phone."""
    if request.method == "GET":
        return _ask(request, form=None)
    if "code" not in request.POST:
        try:
            codes.send_own(request, PURPOSE)
        except DomainError as refusal:
            return _ask(request, form=None, problem=message(refusal), status=422)
        return _ask(request, form=forms.CodeForm())
    form = forms.CodeForm(request.POST)
    if form.is_valid():
        outcome = codes.prove_own(request, PURPOSE, form.cleaned_data["code"])
        if not outcome.refusal:
            identity_usecases.confirm(
                actor=request.actor,
                at=clock.utc_now(),
                session_id=request.session_of.id,
                proof=outcome.proof,
            )
            return redirect(_then(request))
        form.add_error("code", message(outcome.refusal))
    return _ask(request, form=form, status=422)


def _ask(
    request: MemberRequest, *, form: forms.CodeForm | None, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "problem": problem}
    return rendering.page(request, "confirm.html", context, tab="me", status=status)


def _then(request: MemberRequest) -> str:
    """The address of what the member was about to do."""
    asked = request.GET.get("then", "")
    if asked in {"wechat", "alipay"}:
        return reverse("member:outside-bind", args=[asked])
    return reverse(f"member:{asked if asked in _THERE else 'me'}")


def _outside(request: MemberRequest) -> dict[str, Any]:
    """The accounts elsewhere that open the card, and those that could."""
    bound = identity.list_outside(request.actor)
    known = {one.provider for one in bound}
    return {
        "outside": [(meeting.choice(one.provider), one) for one in bound],
        "choices": [one for one in meeting.choices(request) if one.key not in known],
    }


def _consents(member_id: UUID) -> list[tuple[TextFacts, bool]]:
    """What is asked now, and whether it is given; what a guardian gave, only to a child."""
    given = messaging.consents_of(member_id, at=clock.utc_now())
    return [
        (text, text.purpose in given and given[text.purpose].given)
        for text in messaging.list_texts()
    ]
