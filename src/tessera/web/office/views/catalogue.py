"""The catalogue of rewards: what is on offer, how it goes, and drawing winners."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.rewards import permissions, usecases
from tessera.rewards.queries import catalogue as rewards
from tessera.rewards.queries.catalogue import RewardView
from tessera.web.kit import asked
from tessera.web.kit import catalogue as words
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.catalogue_forms import PictureForm, RewardForm
from tessera.web.office.sheets import Sheet

SECTION = "catalogue"


@require_GET
@page(permissions.VIEW)
def catalogue(request: PageRequest) -> HttpResponse:
    """The whole catalogue with how each reward goes."""
    context = {
        "rewards": rewards.list_rewards(actor=request.actor),
        "kinds": list(words.KINDS.items()),
        "may_set": _may_set(request),
    }
    return rendering.page(request, "catalogue.html", context, section=SECTION)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CATALOGUE)
def add(request: PageRequest) -> HttpResponse:
    """A new reward of a kind."""
    request.actor.require_everywhere(permissions.SET_CATALOGUE)
    kind = asked.text(request, "kind", limit=10)
    kind = kind if kind in words.KINDS else "goods"
    return _edit(request, kind, None)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CATALOGUE)
def change(request: PageRequest, offer_id: UUID) -> HttpResponse:
    """A reward that is there; what was redeemed before keeps its terms."""
    request.actor.require_everywhere(permissions.SET_CATALOGUE)
    found = rewards.get_reward(actor=request.actor, reward_id=offer_id)
    return _edit(request, found.kind, found)


def _edit(request: PageRequest, kind: str, reward: RewardView | None) -> HttpResponse:
    form = RewardForm(sheets.data_of(request), request=request, kind=kind, reward=reward)
    if form.is_bound and form.is_valid():
        try:
            reward_id = usecases.set_reward(
                actor=request.actor,
                at=clock.utc_now(),
                terms=form.terms(),
                reward_id=reward.id if reward else None,
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It counts from now on."))
            return redirect("office:catalogue-change", reward_id)
    title = reward.name if reward else f"{_('New reward')} · {words.KINDS[kind]}"
    context = {"form": form, "title": title, "reward": reward, "kind": kind}
    status = 422 if form.is_bound else 200
    return rendering.page(request, "catalogue_reward.html", context, section=SECTION, status=status)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CATALOGUE)
def picture(request: PageRequest, offer_id: UUID) -> HttpResponse:
    """A picture for a reward."""
    request.actor.require_everywhere(permissions.SET_CATALOGUE)
    found = rewards.get_reward(actor=request.actor, reward_id=offer_id)
    return sheets.answer(
        request,
        _sheet(found, _("Picture"), _("Save"), _("Saved.")),
        PictureForm(sheets.data_of(request), sheets.files_of(request)),
        lambda filled: usecases.set_picture(
            actor=request.actor,
            at=clock.utc_now(),
            reward_id=offer_id,
            data=filled["picture"].read(),
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_CATALOGUE)
def draw(request: PageRequest, offer_id: UUID) -> HttpResponse:
    """Draw the winners, once."""
    request.actor.require_everywhere(permissions.SET_CATALOGUE)
    found = rewards.get_reward(actor=request.actor, reward_id=offer_id)
    text = _(
        "Chance decides among %(n)s tickets, and nobody can repeat or undo it. Each winner gets"
        " the prize at once."
    ) % {"n": found.waiting}
    return sheets.answer(
        request,
        _sheet(found, _("Draw the winners"), _("Draw"), _("The winners are drawn."), text),
        Form(sheets.data_of(request)),
        lambda _filled: usecases.draw_winners(
            actor=request.actor, at=clock.utc_now(), reward_id=offer_id, request_id=uuid4()
        ),
    )


def _sheet(reward: RewardView, title: str, button: str, done: str, text: str = "") -> Sheet:
    back = reverse("office:catalogue-change", args=[reward.id])
    return Sheet(title, button, done, back, text=text, section=SECTION)


def _may_set(request: PageRequest) -> bool:
    return request.actor.store_ids is None and request.actor.may(permissions.SET_CATALOGUE)
