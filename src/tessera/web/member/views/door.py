"""Joining and signing in: a phone, a code, and for who is new a name and the consents."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tessera.charters import queries as charters
from tessera.identity import usecases as identity
from tessera.identity.usecases import Entered
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.messaging import queries as messaging
from tessera.messaging import usecases as messaging_usecases
from tessera.org import queries as org
from tessera.platform.refusals import message
from tessera.web.member import access, forms, meeting
from tessera.web.member.codes import DOOR

PURPOSE = "sign_in"


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody stands at the door, and what they have told so far."""

    name: str
    form: Any
    phone: str = ""
    proof: str = ""
    wait: int = 0
    problem: str = ""
    challenge: str = ""


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let a member in by a code; who is none becomes one."""
    return _door(request, invitation="")


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """What a poster's code opens: the same door, and who brought the new member is kept."""
    return _door(request, invitation=code)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def by_password(request: HttpRequest) -> HttpResponse:
    """Let a member in by phone and password."""
    form = forms.PasswordSignIn(forms.posted(request))
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            entered = identity.enter_by_password(
                actor=DOOR,
                at=clock.utc_now(),
                device=access.device_of(request),
                **form.cleaned_data,
            )
        except DomainError as refusal:
            problem = message(refusal)
        else:
            if entered.token:
                return _in(request, entered)
            problem = _("Phone and password do not match. Check both, or sign in by a code.")
    step = Step("password", form, problem=problem)
    return _show(request, step, invitation="")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; the device forgets who was there."""
    if session := access.find_session(request):
        identity.sign_out(actor=session.actor, at=clock.utc_now(), session_id=session.id)
    return access.forget_token(redirect(access.SIGN_IN))


def _door(request: HttpRequest, invitation: str) -> HttpResponse:
    if request.method == "GET":
        if access.find_session(request):
            return redirect(next_of(request))
        return _show(request, Step("phone", forms.PhoneForm()), invitation)
    try:
        done = _STEPS.get(request.POST.get("step", ""), _ask_code)(request, invitation)
    except DomainError as refusal:
        done = _again(request, refusal)
    return _show(request, done, invitation) if isinstance(done, Step) else _in(request, done)


def _ask_code(request: HttpRequest, invitation: str) -> Step | Entered:
    """A phone was given: send it a code."""
    del invitation
    form = forms.PhoneForm(request.POST)
    if not form.is_valid():
        return Step("phone", form)
    phone = form.cleaned_data["phone"]
    device = access.device_of(request)
    sent = messaging_usecases.request_code(
        actor=DOOR,
        at=clock.utc_now(),
        phone=phone,
        purpose=PURPOSE,
        address=device.address,
        device=device.mark,
        solution=request.POST.get("solution", ""),
    )
    return Step("code", forms.CodeForm(), phone=phone, wait=sent.seconds_between)


def _take_code(request: HttpRequest, invitation: str) -> Step | Entered:
    """A code was typed: whoever holds the phone comes in, or becomes a member."""
    form = forms.CodeForm(request.POST)
    phone = request.POST.get("phone", "")
    if not form.is_valid():
        return Step("code", form, phone=phone)
    at = clock.utc_now()
    outcome = messaging_usecases.prove_phone(
        actor=DOOR, at=at, phone=phone, purpose=PURPOSE, code=form.cleaned_data["code"]
    )
    if outcome.refusal:
        form.add_error("code", message(outcome.refusal))
        return Step("code", form, phone=phone)
    entered = identity.enter_by_code(
        actor=DOOR, at=at, proof=outcome.proof, device=access.device_of(request)
    )
    if entered.token:
        return entered
    met = meeting.find_met(request)
    named = forms.JoinForm(initial={"name": met.person.name if met else ""})
    return Step("join", named, phone=phone, proof=outcome.proof)


def _become(request: HttpRequest, invitation: str) -> Step | Entered:
    """Name and consents were given: a new member."""
    form, proof = forms.JoinForm(request.POST), request.POST.get("proof", "")
    step = Step("join", form, phone=request.POST.get("phone", ""), proof=proof)
    if not form.is_valid():
        return step
    try:
        return identity.join(
            actor=DOOR,
            at=clock.utc_now(),
            proof=proof,
            name=form.cleaned_data["name"],
            birthday=form.cleaned_data["birthday"],
            consents=form.consents(),
            text_versions=form.versions(),
            device=access.device_of(request),
            invitation_code=invitation,
            evidence=_charter_read(request),
        )
    except DomainError as refusal:
        if refusal.code == "messaging.proof_expired":
            raise
        return replace(step, problem=_in_their_words(refusal))


def _in_their_words(refusal: DomainError) -> str:
    """What the refusal means to who stands at the door: a child finds no form here to go on with."""
    if refusal.code == "members.guardian_needed":
        return _(
            "Under 14 you cannot join by yourself. Come to one of our stores with a parent or guardian: they join for"
            " you, with a code to their own phone. Nothing was kept."
        )
    return message(refusal)


def _charter_read(request: HttpRequest) -> str:
    """The version of the charter that stood on the page, for the record of the consent."""
    version = request.POST.get("charter", "")
    return f"charter {version}" if version.isdecimal() and len(version) < 6 else ""


_STEPS = {"phone": _ask_code, "code": _take_code, "join": _become}


def _again(request: HttpRequest, refusal: DomainError) -> Step:
    """Back to the phone, with what went wrong and the number that was typed."""
    given = {"phone": request.POST.get("phone", "")}
    if refusal.code == "messaging.challenge_needed":
        challenge = messaging.new_challenge(clock.utc_now())
        return Step("phone", forms.PhoneForm(initial=given), challenge=challenge)
    return Step("phone", forms.PhoneForm(initial=given), problem=message(refusal))


def _in(request: HttpRequest, entered: Entered) -> HttpResponse:
    asked = next_of(request)
    answer = redirect("/m/?new=1" if entered.is_new and asked == "/m/" else asked)
    if met := meeting.find_met(request):
        meeting.bind(request, met, entered.token)
        meeting.forget(answer, meeting.MET)
    return access.keep_token(answer, entered.token)


def refuse(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The door, with what went wrong elsewhere."""
    step = Step("phone", forms.PhoneForm(), problem=message(refusal))
    return _show(request, step, invitation="", status=refusal.status)


def next_of(request: HttpRequest) -> str:
    """Where to go once inside: a page of the app, never anything else."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if own and asked.startswith("/m/") and ".." not in asked else "/m/"


def _show(request: HttpRequest, step: Step, invitation: str, status: int = 422) -> HttpResponse:
    found = members.find_invitation(invitation) if invitation else None
    store = org.get_store(found.store_id) if found and found.store_id else None
    met = meeting.find_met(request)
    context = {
        "step": step,
        "inviter": store,
        "next": next_of(request),
        "joining": bool(found),
        "charter": charters.find_charter() if step.name == "join" else None,
        "invitation": invitation if found else "",
        "met": met,
        "met_by": meeting.choice(met.provider) if met else None,
        "choices": meeting.choices(request) if step.name == "phone" and not met else [],
    }
    problem = step.problem or (step.form.is_bound and not step.form.is_valid())
    answer = render(request, "member/door.html", context, status=status if problem else 200)
    return access.mark_device(request, answer)
