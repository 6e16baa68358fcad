"""What a member tells of themselves: as much as they like, and points for all that is asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.messaging import queries as messaging
from tessera.messaging.queries import TextFacts
from tessera.platform.refusals import message
from tessera.rewards import usecases
from tessera.rewards.queries import tasks
from tessera.web.member import access, forms, rendering
from tessera.web.member.access import MemberRequest, member_page
from tessera.web.member.profile_forms import ASKED_BESIDES, ProfileForm


@require_http_methods(["GET", "POST"])
@member_page
def profile(request: MemberRequest) -> HttpResponse:
    """Show what is known and take what is told; a child is asked nothing more."""
    if members.is_guarded(request.actor.own_id, at=clock.utc_now()):
        return _show(request, None)
    known = members.get_own_profile(request.actor)
    form = ProfileForm(
        forms.posted(request),
        initial={"gender": known.gender},
        answers=known.answers,
        texts=_texts(request),
        asks_birthday=known.birthday is None,
    )
    if form.is_bound and form.is_valid():
        try:
            points = _tell(request, form)
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _thanks(points))
            return redirect("member:me")
    return _show(request, form)


def _show(request: MemberRequest, form: ProfileForm | None) -> HttpResponse:
    context = {
        "form": form,
        "member": members.get_own(request.actor),
        "known": members.get_own_profile(request.actor),
        "points": tasks.tasks_of(request.actor, clock.utc_now()).profile,
    }
    status = 422 if form and form.is_bound else 200
    return rendering.page(request, "profile.html", context, tab="me", status=status)


def _tell(request: MemberRequest, form: ProfileForm) -> int:
    return usecases.tell_profile(
        actor=request.actor,
        at=clock.utc_now(),
        gender=form.cleaned_data["gender"],
        birthday=form.birthday(),
        answers=form.answers(),
        given=form.consents(),
        text_versions=form.versions(),
        evidence=access.device_of(request).address,
    )


def _texts(request: MemberRequest) -> list[tuple[TextFacts, bool]]:
    given = messaging.consents_of(request.actor.own_id, at=clock.utc_now())
    return [
        (text, text.purpose in given and given[text.purpose].given)
        for text in messaging.list_texts()
        if text.purpose in ASKED_BESIDES
    ]


def _thanks(points: int) -> str:
    if not points:
        return _("Noted.")
    text = ngettext(
        "Your profile is complete: %(n)s point for you.",
        "Your profile is complete: %(n)s points for you.",
        points,
    )
    return text % {"n": points}
