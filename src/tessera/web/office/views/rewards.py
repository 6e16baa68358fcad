"""Levels and referral: their rules, and rewards that wait for a decision."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members.errors import level_not_found
from tessera.platform.refusals import message
from tessera.rewards import permissions, queries, usecases
from tessera.rewards.rules.ladder import Rung
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, reward_forms, reward_words, sheets
from tessera.web.office.forms import Grouped
from tessera.web.office.sheets import Sheet


@require_GET
@page(permissions.DECIDE_HOLDS)
def rewards(request: PageRequest) -> HttpResponse:
    """The levels, growth value and referral in sentences, and what is on hold."""
    ladder, terms = queries.get_ladder(), queries.get_program()
    context = {
        "rungs": ladder.rungs,
        "growth": ladder.growth,
        "program": terms,
        "sentences": reward_words.program(terms) if terms.is_active else [],
        "holds": queries.list_holds(request.actor),
        "may_set": request.actor.store_ids is None and request.actor.may(permissions.SET_RULES),
    }
    return rendering.page(request, "rewards.html", context, section="rewards")


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def level_rule(request: PageRequest, level_id: UUID) -> HttpResponse:
    """The rule of one level."""
    request.actor.require_everywhere(permissions.SET_RULES)
    ladder = queries.get_ladder()
    rung = next((one for one in ladder.rungs if one.level_id == level_id), None)
    if rung is None:
        raise level_not_found()
    form = reward_forms.LevelRuleForm(
        sheets.data_of(request), request=request, rung=rung, is_lowest=rung is ladder.rungs[0]
    )
    title = _("Rule of the level %(name)s") % {"name": rung.name}
    return _answer(request, form, title, lambda: _set_rule(request, rung, form))


def _set_rule(request: PageRequest, rung: Rung, form: reward_forms.LevelRuleForm) -> None:
    filled = {name: value for name, value in form.cleaned_data.items() if value != ""}
    gift = filled.pop("birthday_coupon_id", None)
    usecases.set_level_rule(
        actor=request.actor,
        at=clock.utc_now(),
        level_id=rung.level_id,
        terms=usecases.LevelTerms(birthday_coupon_id=UUID(gift) if gift else None, **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def referral_program(request: PageRequest) -> HttpResponse:
    """What bringing members is worth."""
    request.actor.require_everywhere(permissions.SET_RULES)
    form = reward_forms.ProgramForm(sheets.data_of(request), terms=queries.get_program())
    return _answer(
        request,
        form,
        _("Bringing members"),
        lambda: usecases.set_program(actor=request.actor, at=clock.utc_now(), terms=form.terms()),
    )


def _answer(
    request: PageRequest, form: Grouped, title: str, act: Callable[[], object]
) -> HttpResponse:
    """Show a long form, or do ``act``; a refusal is shown in it, with all that was typed."""
    if form.is_bound and form.is_valid():
        try:
            act()
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _("Saved. It counts from the next sale on."))
            return redirect("office:rewards")
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title}
    return rendering.page(request, "reward_rule.html", context, section="rewards", status=status)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def growth_rule(request: PageRequest) -> HttpResponse:
    """What growth value comes from."""
    request.actor.require_everywhere(permissions.SET_RULES)
    facts = queries.get_ladder().growth
    initial = {"per_major": facts.per_major, "per_visit": facts.per_visit}
    sheet = Sheet(
        title=_("Growth value"),
        button=_("Save"),
        done=_("Saved. It counts from the next sale on."),
        back=reverse("office:rewards"),
        section="rewards",
    )
    return sheets.answer(
        request,
        sheet,
        reward_forms.GrowthForm(sheets.data_of(request), initial=initial),
        lambda filled: usecases.set_growth_rule(actor=request.actor, at=clock.utc_now(), **filled),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.DECIDE_HOLDS)
def release_hold(request: PageRequest, reward_id: UUID) -> HttpResponse:
    """Let a reward on hold go its way."""
    text = _("It is credited when its days of waiting are over.")
    sheet = _decision(_("Release the reward"), _("Release"), _("The reward is released."), text)
    return _decide(request, reward_id, sheet, release=True)


@require_http_methods(["GET", "POST"])
@page(permissions.DECIDE_HOLDS)
def refuse_hold(request: PageRequest, reward_id: UUID) -> HttpResponse:
    """Refuse a reward on hold for good."""
    text = _("It is never credited. The purchase itself stays as it is.")
    sheet = _decision(
        _("Refuse the reward"), _("Refuse"), _("The reward is refused."), text, grave=True
    )
    return _decide(request, reward_id, sheet, release=False)


def _decision(title: str, button: str, done: str, text: str, *, grave: bool = False) -> Sheet:
    back = reverse("office:rewards")
    return Sheet(title, button, done, back, text=text, grave=grave, section="rewards")


def _decide(request: PageRequest, reward_id: UUID, sheet: Sheet, *, release: bool) -> HttpResponse:
    queries.get_hold(request.actor, reward_id)
    return sheets.answer(
        request,
        sheet,
        forms.ReasonForm(sheets.data_of(request)),
        lambda filled: usecases.decide_hold(
            actor=request.actor,
            at=clock.utc_now(),
            reward_id=reward_id,
            release=release,
            reason=filled["reason"],
        ),
    )
