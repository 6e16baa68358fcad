"""Promotions: the list, one with its story, and what is done with it at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tessera.kernel import clock
from tessera.offers import permissions, queries, usecases
from tessera.offers.queries import PromotionView
from tessera.org import queries as org
from tessera.platform import versions
from tessera.sales import queries as sales
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import forms, rendering, sheets
from tessera.web.office.promotions import calendar, sentences, words
from tessera.web.office.promotions.approval import ApprovalForm
from tessera.web.office.promotions.naming import Names, names, store_names
from tessera.web.office.sheets import Sheet

SECTION = "promotions"
SIZE = 30


@require_GET
@page(permissions.VIEW)
def promotions(request: PageRequest) -> HttpResponse:
    """All promotions by where they stand; searched by name, narrowed by kind, store and standing."""
    today = timezone.localdate()
    every = queries.list_promotions(actor=request.actor)
    found = list(_narrowed(request, every, today))
    first = asked.number(request, "from")
    shown = found[first : first + SIZE]
    known = names()
    context = {
        "rows": [_row(view, today, known) for view in shown],
        "more": first + SIZE if len(found) > first + SIZE else 0,
        "counts": _counts(every, today),
        "standing": asked.text(request, "standing"),
        "kinds": words.KINDS.items(),
        "kind": asked.text(request, "kind"),
        "stores": org.list_stores(request.actor),
        "store_id": asked.uuid(request, "store"),
        "any": bool(every),
        "may_set": request.actor.may(permissions.SET_PROMOTIONS),
        "may_rule": request.actor.store_ids is None
        and request.actor.may(permissions.SET_PROMOTIONS),
        "approval": queries.price_policy.get(versions.current()).approval,
    }
    part = "more" if first else "rows"
    return rendering.page(request, "promotions.html", context, section=SECTION, part=part)


def _row(view: PromotionView, today: date, known: Names) -> dict[str, Any]:
    return {
        "view": view,
        "standing": view.standing(today),
        "gives": sentences.gives(view.terms()),
        "days": sentences.days(view.terms()),
        "stores": store_names(view.store_ids),
        "whom": sentences.listed_whom(view.terms(), known),
    }


def _counts(every: Iterable[PromotionView], today: date) -> list[tuple[str, Any, int]]:
    """How many there are of each standing, with its name."""
    stands: list[str] = [view.standing(today) for view in every]
    return [(key, word, stands.count(key)) for key, word in words.STANDINGS.items()]


def _narrowed(
    request: PageRequest, every: Iterable[PromotionView], today: date
) -> Iterable[PromotionView]:
    text, kind = asked.text(request).casefold(), asked.text(request, "kind")
    store, standing = asked.uuid(request, "store"), asked.text(request, "standing")
    order = list(words.STANDINGS)
    found = [
        view
        for view in every
        if text in f"{view.name} {view.group}".casefold()
        and kind in {"", view.kind}
        and (store is None or not view.store_ids or store in view.store_ids)
        and standing in {"", view.standing(today)}
    ]
    return sorted(found, key=lambda view: order.index(view.standing(today)))


@require_GET
@page(permissions.VIEW)
def promotion(request: PageRequest, promotion_id: UUID) -> HttpResponse:
    """One promotion: what it says, how far it is used, what each version said."""
    view = queries.get_promotion(actor=request.actor, promotion_id=promotion_id)
    today, known = timezone.localdate(), names()
    standing = view.standing(today)
    own = request.actor.id in {view.made_by_id, view.changed_by_id}
    context = {
        "view": view,
        "standing": standing,
        "kind": words.KINDS[view.kind],
        "whole": sentences.whole(view.terms(), view.store_ids, known),
        "facts": list(sentences.facts(view.terms(), view.store_ids, known)),
        "used": queries.used_so_far(view.promotion_id),
        "left": words.left(view),
        "story": [
            (one, sentences.whole(one.said, one.store_ids, known))
            for one in queries.list_versions(promotion_id)
        ],
        "may_set": queries.may_change(request.actor, view, permissions.SET_PROMOTIONS),
        "may_approve": standing == "draft"
        and queries.may_change(request.actor, view, permissions.APPROVE_PROMOTIONS),
        "own": own,
        "clashes": _clashes(request, view, today),
        "trials": sales.list_trials(actor=request.actor, promotion_id=promotion_id),
        "spans": words.SPANS,
    }
    return rendering.page(request, "promotion.html", context, section=SECTION)


def _clashes(request: PageRequest, view: PromotionView, today: date) -> list[dict[str, Any]]:
    """What stands in its way while it may hold."""
    if view.standing(today) not in calendar.OPEN:
        return []
    every = queries.list_promotions(actor=request.actor)
    return calendar.clashes_with(queries.planned(view), every, today)


_DEEDS = {
    "pause": (
        gettext_lazy("Pause this promotion?"),
        gettext_lazy("Pause"),
        gettext_lazy("It is paused. From the next quote on it gives nothing."),
        gettext_lazy("It gives nothing until somebody resumes it. Its days go on."),
        usecases.pause_promotion,
    ),
    "resume": (
        gettext_lazy("Resume this promotion?"),
        gettext_lazy("Resume"),
        gettext_lazy("It holds again from the next quote on."),
        gettext_lazy("It holds again as it was, until its last day."),
        usecases.resume_promotion,
    ),
    "end": (
        gettext_lazy("End this promotion for good?"),
        gettext_lazy("End it"),
        gettext_lazy("It has ended."),
        gettext_lazy("It cannot be taken up again. To stop it for a while, pause it."),
        usecases.end_promotion,
    ),
}


@require_http_methods(["GET", "POST"])
@page(permissions.VIEW)
def deed(request: PageRequest, promotion_id: UUID, doing: str) -> HttpResponse:
    """Pause it, take it up again, approve it, or end it."""
    approves = doing == "approve"
    request.actor.require(
        permissions.APPROVE_PROMOTIONS if approves else permissions.SET_PROMOTIONS
    )
    view = queries.get_promotion(actor=request.actor, promotion_id=promotion_id)
    if approves:
        return _approve(request, view)
    if doing not in _DEEDS:
        raise Http404
    title, button, done, text, carry_out = _DEEDS[doing]
    sheet = Sheet(
        title=str(title),
        button=str(button),
        done=str(done),
        back=reverse("office:promotion", args=[promotion_id]),
        text=str(text),
        grave=doing == "end",
        section=SECTION,
    )
    return sheets.answer(
        request,
        sheet,
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: carry_out(
            actor=request.actor, at=clock.utc_now(), promotion_id=promotion_id
        ),
    )


def _approve(request: PageRequest, view: PromotionView) -> HttpResponse:
    """Let the version that is shown hold."""
    sheet = Sheet(
        title=_("Approve this promotion?"),
        button=_("Approve"),
        done=_("It is approved."),
        back=reverse("office:promotion", args=[view.promotion_id]),
        text=sentences.whole(view.terms(), view.store_ids, names()),
        section=SECTION,
        action=f"{request.path}?version={asked.number(request, 'version') or view.version}",
    )
    return sheets.answer(
        request,
        sheet,
        forms.ConfirmForm(sheets.data_of(request)),
        lambda _filled: usecases.approve_promotion(
            actor=request.actor,
            at=clock.utc_now(),
            promotion_id=view.promotion_id,
            version=asked.number(request, "version"),
        ),
    )


@require_http_methods(["GET", "POST"])
@page(permissions.SET_PROMOTIONS)
def approval(request: PageRequest) -> HttpResponse:
    """From which discount or budget on a second person looks at a promotion."""
    request.actor.require_everywhere(permissions.SET_PROMOTIONS)
    rule = queries.price_policy.get(versions.current()).approval
    sheet = Sheet(
        title=_("What one person may decide alone"),
        button=_("Save"),
        done=_("Saved."),
        back=reverse("office:promotions"),
        text=_("What goes beyond waits until somebody else has approved it."),
        section=SECTION,
    )
    return sheets.answer(
        request,
        sheet,
        ApprovalForm(sheets.data_of(request), rule=rule),
        lambda filled: usecases.set_approval_rule(
            actor=request.actor, at=clock.utc_now(), **filled
        ),
    )
