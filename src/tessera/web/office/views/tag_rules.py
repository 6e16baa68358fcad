"""Tags by rules: what gives them, how many have them, and how far they are computed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.campaigns import permissions, queries, usecases
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.platform.refusals import message
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, sheets
from tessera.web.office.sheets import Sheet
from tessera.web.office.tag_rule_filling import STARTS, initial_of
from tessera.web.office.tag_rule_forms import TagRuleForm


@require_GET
@page(permissions.VIEW_TAG_RULES)
def tag_rules(request: PageRequest) -> HttpResponse:
    """The rules in sentences; while a run goes on, the page asks for its part again."""
    everywhere = request.actor.store_ids is None
    context = {
        "rules": queries.list_rules(request.actor),
        "run": queries.find_last_run(request.actor),
        "has_tags": any(tag.is_active for tag in members.list_tags()),
        "may_set": everywhere and request.actor.may(permissions.SET_TAG_RULES),
        "may_recompute": everywhere and request.actor.may(permissions.RECOMPUTE),
    }
    return rendering.page(request, "tag_rules.html", context, section="members", part="rules")


@require_http_methods(["GET", "POST"])
@page(permissions.SET_TAG_RULES)
def new(request: PageRequest) -> HttpResponse:
    """A new rule, from the beginning or from one that is ready made."""
    request.actor.require_everywhere(permissions.SET_TAG_RULES)
    start = STARTS.get(asked.text(request, "start"))
    return _answer(request, _("New rule"), initial_of(start) if start else {"match": "all"})


@require_http_methods(["GET", "POST"])
@page(permissions.SET_TAG_RULES)
def change(request: PageRequest, tag_id: UUID) -> HttpResponse:
    """The rule of one tag."""
    request.actor.require_everywhere(permissions.SET_TAG_RULES)
    kept = queries.get_rule(request.actor, tag_id)
    tag = members.get_tag(tag_id)
    title = _("Rule of the tag %(name)s") % {"name": tag.name}
    return _answer(request, title, {"tag": str(tag_id), **initial_of(kept.rule)}, tag_id=tag_id)


def _answer(
    request: PageRequest, title: str, initial: dict[str, Any], *, tag_id: UUID | None = None
) -> HttpResponse:
    """Show the form, look at whom it means, or keep it; a refusal is shown in it."""
    form = TagRuleForm(sheets.data_of(request), request=request, initial=initial)
    if tag_id is not None:
        del form.fields["tag"]
    context: dict[str, Any] = {"form": form, "title": title, "tag_id": tag_id}
    wants_preview = request.method == "POST" and "preview" in request.POST
    part = "preview" if wants_preview else ""
    if form.is_bound and form.is_valid():
        try:
            if wants_preview:
                context["preview"] = queries.preview(request.actor, form.rule(), at=clock.utc_now())
                return _page(request, context, part=part)
            chosen = tag_id or UUID(form.cleaned_data["tag"])
            usecases.set_tag_rule(
                actor=request.actor, at=clock.utc_now(), tag_id=chosen, rule=form.rule()
            )
        except DomainError as refusal:
            form.add_error(None, message(refusal))
        else:
            messages.success(request, _("Saved. All members are being looked at."))
            return redirect("office:tag-rules")
    return _page(request, context, part=part, status=422 if form.is_bound else 200)


def _page(
    request: PageRequest, context: dict[str, Any], *, part: str, status: int = 200
) -> HttpResponse:
    return rendering.page(
        request, "tag_rule.html", context, section="members", part=part, status=status
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_TAG_RULES)
def stop(request: PageRequest, tag_id: UUID) -> HttpResponse:
    """Stop a rule; its tags go."""
    request.actor.require_everywhere(permissions.SET_TAG_RULES)
    queries.get_rule(request.actor, tag_id)
    return sheets.answer(
        request,
        Sheet(
            title=_("Stop the rule?"),
            button=_("Stop"),
            done=_("The rule is stopped. Its tags are being taken away."),
            back=reverse("office:tag-rules"),
            text=_("The tag goes from all members who have it by the rule. By hand it stays."),
            grave=True,
            section="members",
        ),
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.stop_tag_rule(
            actor=request.actor, at=clock.utc_now(), tag_id=tag_id
        ),
    )


@require_POST
@page(permissions.RECOMPUTE)
def recompute(request: PageRequest) -> HttpResponse:
    """Begin to look at all members now."""
    usecases.begin_recompute(actor=request.actor, at=clock.utc_now())
    return redirect("office:tag-rules")
