"""The editor's form as it is sent while it is filled in."""

from uuid import UUID

from django.http import Http404

from tessera.offers import queries
from tessera.offers.queries import PromotionView
from tessera.web.kit.access import PageRequest
from tessera.web.office.promotions.form import PromotionForm, form_of
from tessera.web.office.promotions.kinds import KINDS


def posted(request: PageRequest) -> tuple[PromotionForm, PromotionView | None]:
    """The form, in which the name may still be missing, and the promotion that is changed."""
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    form = form_of(kind)(request.POST, request=request, initial={})
    form.fields["name"].required = False
    return form, changed(request)


def changed(request: PageRequest) -> PromotionView | None:
    """The promotion that is named beside what is filled in."""
    try:
        promotion_id = UUID(request.POST.get("promotion", ""))
    except ValueError:
        return None
    return queries.get_promotion(actor=request.actor, promotion_id=promotion_id)
