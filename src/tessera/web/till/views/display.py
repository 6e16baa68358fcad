"""The customer's display of a till: a window that shows what the till's own page tells it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tessera.kernel.money import exponent_of
from tessera.org import permissions
from tessera.org import queries as org
from tessera.web.kit.access import PageRequest, page
from tessera.web.till import catalogue


@never_cache
@require_GET
@page(permissions.SIGN_IN_TILL)
def display(request: PageRequest, till_id: UUID) -> HttpResponse:
    """The window of a till, for whoever may work there; it asks nothing of the server afterwards.

    Raises NotFound for a till beyond the actor's stores.
    """
    till, brand = org.get_till_view(request.actor, till_id), org.get_brand()
    language = get_language() or "en"
    config = {
        "tillId": str(till.id),
        "brand": {
            "name": brand.name,
            "currency": brand.currency,
            "exponent": exponent_of(brand.currency),
        },
        "store": org.get_store(till.store_id).name,
        "language": language,
    }
    return render(
        request, "till/display.html", {"config": config, "catalogue": catalogue.texts(language)}
    )
