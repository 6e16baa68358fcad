"""Use cards, undo that on the same day, and look one up by its number."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api import guessing
from tessera.api.auth import session_of
from tessera.api.fields import Code
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import passes as shapes
from tessera.catalog import queries as catalog
from tessera.kernel.clock import business_day, utc_now
from tessera.members import permissions
from tessera.org import queries as org
from tessera.sales import usecases
from tessera.wallet.queries import cards
from tessera.wallet.rules.cards import Group

MOST_ITEMS = 20

router = Router(tags=["passes"])


def usable(member_id: UUID, day: date) -> list[dict[str, Any]]:
    """A member's cards that can be used on ``day``: what they are good for is read once for all
    that are good for the same."""
    found = cards.list_usable(member_id, org.get_brand().currency, day)
    items = {card.terms.group: _items(card.terms.group) for card in found}
    return [shapes.card(card, items[card.terms.group]) for card in found]


def _shown(card: cards.CardFacts) -> dict[str, Any]:
    return shapes.card(card, _items(card.terms.group))


def _items(group: Group) -> list[catalog.SkuView]:
    return catalog.list_among(group.sku_ids, group.categories, limit=MOST_ITEMS)


@router.get("/passes/{number}", response={200: shapes.PassOut, **REFUSED}, operation_id="find_pass")
def find_pass(request: HttpRequest, number: Code) -> HttpResponse:
    """The card that somebody carries, by its number; too many unknown ones shut the door."""
    session = session_of(request)
    session.actor.require(permissions.VIEW)
    at = utc_now()
    with guessing.watched_cards(session=session, at=at):
        card = cards.find_by_number(number, org.get_brand().currency)
    store = session.store
    cards.check_usable(
        card, count=1, on=business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    )
    return answer(200, _shown(card))


@router.post("/pass-uses", response={200: shapes.UsedOut, **REFUSED}, operation_id="use_pass")
def use_pass(request: HttpRequest, asked: shapes.UseIn) -> HttpResponse:
    """Take uses off a card; the same ``request_id`` again answers with the first result."""
    session = session_of(request)
    done = usecases.use_pass(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        card_id=asked.card_id,
        uses=asked.uses,
        sku_id=asked.sku_id,
        used_by=asked.used_by,
    )
    return answer(200, done)


@router.post("/pass-uses/undo", response={200: shapes.UsedOut, **REFUSED}, operation_id="undo_use")
def undo_use(request: HttpRequest, asked: shapes.UndoIn) -> HttpResponse:
    """Undo a use of the same business day in this store."""
    session = session_of(request)
    done = usecases.undo_use(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        store_id=session.store.id,
        till_id=session.till_id,
        use_id=asked.use_id,
    )
    return answer(200, done)
