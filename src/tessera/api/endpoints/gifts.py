"""Look a gift card up by its code, which is in the body, for addresses are written down."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api import guessing
from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import gifts as shapes
from tessera.kernel.clock import business_day, utc_now
from tessera.org import queries as org
from tessera.sales import permissions
from tessera.wallet.queries import gifts

router = Router(tags=["gift cards"])


@router.post(
    "/gift-cards/find", response={200: shapes.GiftOut, **REFUSED}, operation_id="find_gift"
)
def find_gift(request: HttpRequest, asked: shapes.GiftIn) -> HttpResponse:
    """What is left on a gift card; too many unknown codes shut the door."""
    session, at = session_of(request), utc_now()
    session.actor.require(permissions.COMPLETE, session.store.id)
    with guessing.watched_gifts(session=session, at=at, codes=[asked.code]):
        card = gifts.find_by_code(asked.code, org.get_brand().currency)
    store = session.store
    day = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    body = {
        name: getattr(card, name) for name in shapes.GiftOut.model_fields if name != "is_spendable"
    }
    return answer(200, {**body, "is_spendable": card.is_spendable_on(day)})
