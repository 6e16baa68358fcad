"""Register a member in the office: a phone and its code, or a child by a guardian."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from tessera.identity import queries as identity
from tessera.identity import usecases
from tessera.identity.usecases import GuardianProof
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import permissions
from tessera.members.queries import MemberView
from tessera.messaging import usecases as messaging
from tessera.org import queries as org
from tessera.platform.addresses import address_of
from tessera.platform.refusals import message
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.joining_forms import RegisterForm
from tessera.web.office.member_settings_forms import JoiningPolicyForm
from tessera.web.office.sheets import Sheet

_PHONES = {
    "join": ("phone", "code", "proof"),
    "guardian": ("guardian_phone", "guardian_code", "guardian_proof"),
}
"""Which fields hold a phone, its code and the proof, by what the code is for."""


@dataclass(slots=True)
class Shown:
    """What the page says besides the form: where a code went, what went wrong, who has the phone."""

    sent: str = ""
    problem: str = ""
    taken: bool = False
    child: bool = False


@sensitive_post_parameters("code", "guardian_code")
@require_http_methods(["GET", "POST"])
@page(permissions.REGISTER)
def register(request: PageRequest) -> HttpResponse:
    """The form; its buttons send a code, or register."""
    form = _form(request, request.POST.copy() if request.method == "POST" else None)
    shown = Shown(child=bool(form.is_bound and form.data.get("guardian_phone")))
    if not form.is_bound:
        return _show(request, form, shown, 200)
    step = request.POST.get("step", "")
    try:
        if step in _PHONES:
            return _send(request, form, shown, step)
        made = _register(request, form) if form.is_valid() else None
    except DomainError as refusal:
        shown.problem = message(refusal)
        shown.taken = refusal.code == "members.phone_taken"
        shown.child = shown.child or refusal.code == "members.guardian_needed"
        made = None
    if made is None:
        return _show(request, form, shown, 422)
    messages.success(request, _("%(name)s is a member now.") % {"name": made.name})
    address = reverse("office:member", args=[made.id])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_http_methods(["GET", "POST"])
@page(permissions.DEFINE)
def policy(request: PageRequest) -> HttpResponse:
    """Whether staff register only phones that were confirmed by a code."""
    request.actor.require_everywhere(permissions.DEFINE)
    initial = {"code_needed": identity.is_code_needed()}
    return sheets.answer(
        request,
        Sheet(
            title=_("Registering by staff"),
            button=_("Save"),
            done=_("Saved."),
            back=reverse("office:member-settings"),
            text=_(
                "Without a code nobody knows whether the phone is the customer's own. A child's guardian always gets a code."
            ),
            section="members",
        ),
        JoiningPolicyForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.set_joining_policy(
            actor=request.actor, at=clock.utc_now(), code_needed=filled["code_needed"]
        ),
    )


def _form(request: PageRequest, data: QueryDict | None) -> RegisterForm:
    stores = [(str(store.id), store.name) for store in org.list_stores(request.actor)]
    asked = identity.get_asked(request.actor)
    start = request.GET.get("phone", "")[:30]
    return RegisterForm(data, asked=asked, stores=stores, initial={"phone": start})


def _send(request: PageRequest, form: RegisterForm, shown: Shown, purpose: str) -> HttpResponse:
    """Send a code to one of the two phones. What else is filled in stays, and is not judged yet."""
    phone = str(form.data.get(_PHONES[purpose][0], ""))
    if purpose == "join":
        identity.check_free(request.actor, phone)
    messaging.request_code(
        actor=request.actor,
        at=clock.utc_now(),
        phone=phone,
        purpose=purpose,
        address=address_of(request),
        device=f"office:{request.actor.id}",
    )
    shown.sent, shown.child = purpose, shown.child or purpose == "guardian"
    given = {name: form.data.get(name, "") for name in form.fields}
    fresh = _form(request, None)
    fresh.initial = {**given, _PHONES[purpose][1]: "", _PHONES[purpose][2]: ""}
    return _show(request, fresh, shown, 200)


def _register(request: PageRequest, form: RegisterForm) -> MemberView | None:
    """Hold the codes against those that were sent, then register; None for a wrong code.

    A code that was right stays proven while something else is mended.
    """
    both = [_prove(request, form, purpose) for purpose in _PHONES]
    if False in both:
        return None
    filled = form.cleaned_data
    guardian = GuardianProof(filled["guardian_name"], filled["guardian_proof"])
    return usecases.register(
        actor=request.actor,
        at=clock.utc_now(),
        store_id=UUID(filled["store"]),
        source="office",
        phone=filled["phone"],
        proof=filled["proof"],
        name=filled["name"],
        birthday=filled["birthday"],
        brought_by=filled["brought_by"],
        consents=form.consents(for_child=bool(filled["guardian_proof"])),
        guardian=guardian if filled["guardian_proof"] else None,
    )


def _prove(request: PageRequest, form: RegisterForm, purpose: str) -> bool:
    phone, code, proof = _PHONES[purpose]
    filled = form.cleaned_data
    if filled[proof] or not filled[code]:
        return True
    outcome = messaging.prove_phone(
        actor=request.actor,
        at=clock.utc_now(),
        phone=filled[phone],
        purpose=purpose,
        code=filled[code],
    )
    if outcome.refusal is not None:
        form.add_error(code, message(outcome.refusal))
        return False
    filled[proof] = outcome.proof
    assert isinstance(form.data, QueryDict)
    form.data[proof] = outcome.proof
    return True


def _show(request: PageRequest, form: RegisterForm, shown: Shown, status: int) -> HttpResponse:
    for name in ("code", "guardian_name", "guardian_phone", "guardian_code"):
        form.fields[name].required = True  # where they are shown, they are not optional
    context = {
        "form": form,
        "shown": shown,
        "phone_proven": bool(form["proof"].value()),
        "guardian_proven": bool(form["guardian_proof"].value()),
        "phone": form["phone"].value() or "",
    }
    return rendering.page(
        request, "member_new.html", context, section="members", part="sheet", status=status
    )
