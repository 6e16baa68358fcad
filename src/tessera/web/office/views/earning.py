"""How points are earned: the programme, the rules, what a cart would earn."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tessera.finance.queries.days import get_today
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.rewards import permissions, queries, usecases
from tessera.rewards.queries import activities, forgiven, reviews, surveys
from tessera.rewards.queries import earning as reads
from tessera.rewards.queries.earning import ExtraView
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import earning_forms, earning_words, rendering, sheets
from tessera.web.office.forms import Grouped, SheetForm
from tessera.web.office.sheets import Sheet

SECTION = "points"


@require_GET
@page(permissions.DECIDE_HOLDS)
def points(request: PageRequest) -> HttpResponse:
    """The rules and the programme in sentences, activities, and a cart to try them on."""
    facts = queries.earn_rule.get(versions.current())
    stores = {str(one.id): one.name for one in org.list_stores(request.actor)}
    levels = {str(one.id): one.name for one in members.list_levels()}
    form = _preview_form(request)
    context = {
        "programme": earning_words.programme(facts),
        "rules": [
            (row, earning_words.gives(row), earning_words.when(row, stores, levels))
            for row in queries.list_extra_rules()
        ],
        "activities": [
            (one, earning_words.ACTIVITIES[one.kind], earning_words.activity(one))
            for one in activities.list_activities()
        ],
        "surveys": surveys.list_surveys(),
        "reviews": reviews.list_reviews(request.actor, limit=5),
        "may_set": request.actor.store_ids is None and request.actor.may(permissions.SET_RULES),
        "forgiven": forgiven.get_forgiven(
            request.actor, since=get_today(request.actor, clock.utc_now()).replace(day=1)
        ),
        "form": form,
        **_previewed(form),
    }
    part = "preview" if request.htmx else ""
    return rendering.page(request, "points.html", context, section=SECTION, part=part)


def _preview_form(request: PageRequest) -> earning_forms.PreviewForm:
    now = timezone.localtime()
    initial = {
        "amount_minor": "299.00",
        "quantity": 1,
        "on": now.date(),
        "clock": now.strftime("%H:%M"),
    }
    data = request.GET if "amount_minor" in request.GET else None
    return earning_forms.PreviewForm(data, actor=request.actor, initial=initial)


def _previewed(form: earning_forms.PreviewForm) -> dict[str, Any]:
    """What the cart would earn, and why; nothing while it is not filled in."""
    if not form.is_bound or not form.is_valid():
        return {}
    filled = form.cleaned_data
    found = reads.preview(
        amount_minor=filled["amount_minor"],
        quantity=filled["quantity"],
        category=filled["category"],
        level_id=UUID(filled["level"]),
        store_id=UUID(filled["store"]),
        on=filled["on"],
        clock=filled["clock"],
        is_birthday=filled["is_birthday"],
    )
    reasons = [(earning_words.reason(why), why.points) for why in found.reasons]
    return {"earned": found.points, "reasons": reasons}


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def programme(request: PageRequest) -> HttpResponse:
    """The programme."""
    request.actor.require_everywhere(permissions.SET_RULES)
    facts = queries.earn_rule.get(versions.current())
    form = earning_forms.ProgrammeForm(sheets.data_of(request), facts=facts)

    def save() -> None:
        usecases.set_earn_rule(actor=request.actor, at=clock.utc_now(), **form.cleaned_data)

    return _answer(request, form, _("Points programme"), save)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def new_rule(request: PageRequest) -> HttpResponse:
    """A rule that was not there."""
    return _rule(request, None, _("New rule"))


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def rule(request: PageRequest, rule_id: UUID) -> HttpResponse:
    """One rule."""
    row = reads.get_extra_rule(rule_id)
    return _rule(request, row, row.name)


def _rule(request: PageRequest, row: ExtraView | None, title: str) -> HttpResponse:
    request.actor.require_everywhere(permissions.SET_RULES)
    form = earning_forms.RuleForm(sheets.data_of(request), actor=request.actor, rule=row)

    def save() -> None:
        usecases.set_extra_rule(
            actor=request.actor,
            at=clock.utc_now(),
            terms=form.terms(before=row),
            rule_id=row.rule_id if row else None,
        )

    return _answer(request, form, title, save)


def _answer(
    request: PageRequest, form: Grouped, title: str, save: Callable[[], None]
) -> HttpResponse:
    """Show a long form, or save it; a refusal is shown in it, with all that was typed."""
    if form.is_bound and form.is_valid():
        try:
            save()
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _("Saved. It counts from the next sale on."))
            return redirect("office:points")
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title}
    return rendering.page(request, "points_rule.html", context, section=SECTION, status=status)


@require_http_methods(["GET", "POST"])
@page(permissions.SET_RULES)
def switch_rule(request: PageRequest, rule_id: UUID) -> HttpResponse:
    """Switch a rule off, or on again."""
    request.actor.require_everywhere(permissions.SET_RULES)
    row = reads.get_extra_rule(rule_id)
    sheet = Sheet(
        title=row.name,
        button=_("Switch off") if row.is_on else _("Switch on"),
        done=_("Saved. It counts from the next sale on."),
        back=reverse("office:points"),
        text=_("What was sold before keeps what it earned."),
        section=SECTION,
    )
    return sheets.answer(
        request,
        sheet,
        SheetForm(sheets.data_of(request)),
        lambda _filled: usecases.switch_extra_rule(
            actor=request.actor, at=clock.utc_now(), rule_id=rule_id, is_on=not row.is_on
        ),
    )
