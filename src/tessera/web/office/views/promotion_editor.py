"""The editor of a promotion: where to begin, the form, the promotion in a sentence, and a cart to try it on."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tessera.catalog import queries as catalog
from tessera.kernel import clock
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.offers import permissions, queries, usecases
from tessera.offers.queries import PromotionView
from tessera.platform import versions
from tessera.platform.refusals import message
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets
from tessera.web.office.promotions import calendar, editing, filling, sentences, trying, words
from tessera.web.office.promotions.form import PromotionForm, form_of
from tessera.web.office.promotions.naming import names
from tessera.web.office.promotions.starts import STARTS, Start
from tessera.web.office.views.promotions import SECTION


@require_http_methods(["GET", "POST"])
@page(permissions.SET_PROMOTIONS)
def new(request: PageRequest) -> HttpResponse:
    """Where to begin; then a new promotion of the kind, or a copy of another."""
    copied = asked.uuid(request, "copy")
    if copied is not None:
        view = queries.get_promotion(actor=request.actor, promotion_id=copied)
        initial = filling.initial_of(view)
        initial["name"] = _("%(name)s, copy") % {"name": view.name[:50]}
        initial |= {"starts_on": None, "ends_on": None}
        return _edit(request, view.kind, initial, kept=filling.kept_of(view), title=_("Copy"))
    start = STARTS.get(asked.text(request, "start"))
    if start is None:
        context = {"starts": STARTS.items()}
        return rendering.page(request, "promotion_starts.html", context, section=SECTION)
    return _edit(request, start.kind, _begin(start), title=str(start.title), opened=start.opened)


def _begin(start: Start) -> dict[str, Any]:
    """What stands in the form from the start."""
    today = timezone.localdate()
    return {"starts_on": today, "ends_on": today + timedelta(days=6), **start.initial}


@require_http_methods(["GET", "POST"])
@page(permissions.SET_PROMOTIONS)
def change(request: PageRequest, promotion_id: UUID) -> HttpResponse:
    """Another version of a promotion."""
    view = queries.get_promotion(actor=request.actor, promotion_id=promotion_id)
    return _edit(
        request,
        view.kind,
        filling.initial_of(view),
        kept=filling.kept_of(view),
        title=view.name,
        view=view,
    )


def _edit(
    request: PageRequest,
    kind: str,
    initial: dict[str, Any],
    *,
    title: str,
    kept: dict[str, Any] | None = None,
    view: PromotionView | None = None,
    opened: tuple[str, ...] = (),
) -> HttpResponse:
    """Show the form, or keep it; a refusal is said at its field, with all that was typed."""
    data = sheets.data_of(request)
    form = form_of(kind)(data, request=request, initial=initial, opened=opened)
    if form.is_bound and form.is_valid():
        try:
            promotion_id = _save(request, form, kept or {}, view)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect("office:promotion", promotion_id)
    context = {
        "form": form,
        "kind": kind,
        "kind_name": words.KINDS[kind],
        "title": title,
        "view": view,
        "try_form": trying.TryForm(None, request=request),
        "spans": words.SPANS,
        "groups": sorted(
            {one.group for one in queries.list_promotions(actor=request.actor)} - {""}
        ),
    }
    status = 422 if form.is_bound else 200
    return rendering.page(request, "promotion_edit.html", context, section=SECTION, status=status)


def _save(
    request: PageRequest, form: PromotionForm, kept: dict[str, Any], view: PromotionView | None
) -> UUID:
    """Keep what was filled in; says whether it waits."""
    given = form.given(kept)
    if view is None:
        promotion_id = usecases.create_promotion(
            actor=request.actor, at=clock.utc_now(), kind=form.kind, **given
        )
    else:
        promotion_id = view.promotion_id
        usecases.change_promotion(
            actor=request.actor, at=clock.utc_now(), promotion_id=promotion_id, **given
        )
    saved = queries.get_promotion(actor=request.actor, promotion_id=promotion_id)
    if saved.waits:
        messages.info(request, _("Saved. It waits until somebody else has approved it."))
    else:
        messages.success(request, _("Saved. It counts from the next quote on."))
    return promotion_id


@require_POST
@page(permissions.SET_PROMOTIONS)
def said(request: PageRequest) -> HttpResponse:
    """The whole promotion in words, as far as it is filled in."""
    form, view = editing.posted(request)
    context: dict[str, Any] = {"missing": []}
    if form.is_valid():
        try:
            form.cleaned_data["name"] = form.cleaned_data["name"] or "…"
            terms = form.terms(filling.kept_of(view))
            context["whole"] = sentences.whole(terms, form.store_ids, names())
            rule = queries.price_policy.get(versions.current()).approval
            context["waits"] = rule.wants(terms.config, terms.limits)
            context["clashes"] = calendar.clashes_with(
                queries.Planned(view.promotion_id if view else uuid7(), terms, form.store_ids),
                queries.list_promotions(actor=request.actor),
                timezone.localdate(),
            )
        except DomainError as refusal:
            context["problem"] = message(refusal)
    else:
        context["missing"] = [
            (form[name].label, errors[0])
            for name, errors in form.errors.items()
            if name in form.fields
        ]
    return rendering.page(request, "promotion_edit.html", context, part="said")


@require_POST
@page(permissions.SET_PROMOTIONS)
def tried(request: PageRequest) -> HttpResponse:
    """The price of a cart without the promotion and with it."""
    form, view = editing.posted(request)
    try_form = trying.TryForm(request.POST, request=request)
    context: dict[str, Any] = {"try_form": try_form}
    if form.is_valid() and try_form.is_valid():
        form.cleaned_data["name"] = form.cleaned_data["name"] or _("This promotion")
        try:
            context |= trying.outcome(
                request.actor,
                try_form,
                terms=form.terms(filling.kept_of(view)),
                promotion_id=view.promotion_id if view else uuid7(),
                store_ids=form.store_ids,
            )
        except DomainError as refusal:
            context["try_problem"] = message(refusal)
    elif form.errors:
        context["try_problem"] = _("Fill in what is marked in the promotion first.")
    return rendering.page(request, "promotion_edit.html", context, part="tried")


@require_GET
@page(permissions.SET_PROMOTIONS)
def goods(request: PageRequest) -> HttpResponse:
    """Goods to choose from, as one types."""
    only_skus = bool(request.GET.get("skus"))
    sorts: Any = ("sku",) if only_skus else ("category", "season", "brand", "style", "sku")
    hits = catalog.find_goods(actor=request.actor, text=asked.text(request), sorts=sorts)
    context = {"hits": hits, "asked": asked.text(request)}
    return rendering.page(request, "promotion_goods.html", context)
