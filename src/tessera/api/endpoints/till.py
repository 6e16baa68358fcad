"""What a till needs to know about itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Router

from tessera.api import pricing_words
from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import till as shapes
from tessera.kernel.money import exponent_of
from tessera.org import queries as org
from tessera.platform import versions
from tessera.sales import queries as sales
from tessera.wallet import queries as wallet
from tessera.wallet.queries import gifts

router = Router(tags=["till"])


@router.get("/till", response={200: shapes.TillOut, **REFUSED}, operation_id="get_till")
def get_till(request: HttpRequest) -> HttpResponse:
    """The till of this token: its brand, store, open shift and what the person may do."""
    session, brand = session_of(request), org.get_brand()
    body = {
        "brand": {
            "name": brand.name,
            "currency": brand.currency,
            "exponent": exponent_of(brand.currency),
        },
        "store": shapes.PlaceOut.of(session.store),
        "allows_negative_stock": session.store.allows_negative_stock,
        "has_gift_cards": gifts.are_made(),
        "till": {"id": session.till_id, "name": session.till_name, "code": session.till_code},
        "staff": {"id": session.actor.id, "name": session.actor.name},
        "shift": _shift(session.till_id),
        "permissions": sorted(session.actor.permissions),
        "points_per_major": wallet.policy.get(versions.current()).points_per_major,
        "language": get_language(),
        "by_hand": pricing_words.limits_of(session.actor.role, versions.current()),
    }
    return answer(200, body)


def _shift(till_id: UUID) -> dict[str, Any] | None:
    shift = sales.find_open_shift(till_id=till_id)
    if shift is None:
        return None
    return {
        "id": shift.shift_id,
        "opened_at": shift.opened_at,
        "business_on": shift.business_on,
        "float_minor": shift.float_minor,
        "document_count": shift.document_count,
    }
