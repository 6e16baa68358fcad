"""What a till keeps on its own disk, so that it finds and prices without a request.

All of it first, in parts by id; then what changed since a cursor. A part is a few reads, whatever
its size, and goes out by gzip.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page
from ninja import Query, Router
from ninja.decorators import decorate_view

from tessera.api.auth import session_of
from tessera.api.fields import Words
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import snapshot as shapes
from tessera.api.shapes.members import LevelOut
from tessera.catalog import permissions as catalog_permissions
from tessera.catalog import queries as catalog
from tessera.kernel.clock import utc_now
from tessera.members.queries import snapshot as known
from tessera.org.queries import TillSession
from tessera.pricing import telling
from tessera.sales import engine_files
from tessera.sales import snapshot as sales

router = Router(tags=["snapshot"])

OVERLAP = timedelta(seconds=60)
"""What was being written while a part was read is told once more the next time."""

Limit = Annotated[int, Query(ge=1, le=5_000)]


@router.get("/snapshot/book", response={200: shapes.BookOut, **REFUSED}, operation_id="get_book")
@decorate_view(gzip_page)
def get_book(request: HttpRequest, since: Words = "") -> HttpResponse:
    """The price book of the till's store, with the sentences that go with it in the reader's language.

    Without the book itself where it is still the version ``since``.
    """
    session, at = session_of(request), utc_now()
    sheet = sales.get_book(actor=session.actor, at=at, store_id=session.store.id)
    engine = engine_files.pack()
    told: dict[str, Any] = {
        "engine": {
            "version": engine.version,
            "url": reverse("till:engine", args=[engine.version]),
        },
        "levels": [LevelOut.of(level) for level in sheet.levels],
        "book": sheet.book,
        "per_member": sheet.per_member,
        "texts": {text: gettext(text) for text in sorted(telling.texts())},
    }
    version = hashlib.sha256(orjson.dumps(told, default=str)).hexdigest()[:32]
    if since == version:
        told = {"engine": told["engine"], "levels": [], "book": None, "per_member": {}, "texts": {}}
    store = session.store
    clock = {"at": at, "zone": store.zone, "cutover_hour": store.cutover_hour}
    return answer(200, {"version": version, **clock, **told})


@router.get("/snapshot/items", response={200: shapes.ShelfOut, **REFUSED}, operation_id="get_shelf")
@decorate_view(gzip_page)
def get_shelf(
    request: HttpRequest,
    after: UUID | None = None,
    since: datetime | None = None,
    limit: Limit = 1000,
) -> HttpResponse:
    """SKUs on sale with the prices that hold in the till's store; or those that changed ``since``."""
    session = session_of(request)
    store_id = session.store.id
    session.actor.require(catalog_permissions.VIEW, store_id)
    page = _page()
    if since is not None:
        changes = catalog.changes_since(since)
        page |= {"gone": changes.gone, "again": changes.too_many}
        found = catalog.list_shelf_of(store_id, changes.changed)
    else:
        found = catalog.list_shelf(store_id, after=after, limit=limit)
        page["after"] = found[-1].sku.id if len(found) == limit else None
    return answer(200, {**page, "items": [shapes.shelf_item(one) for one in found]})


@router.get(
    "/snapshot/members",
    response={200: shapes.KnownMembersOut, **REFUSED},
    operation_id="get_known_members",
)
@decorate_view(gzip_page)
def get_known_members(
    request: HttpRequest,
    after: UUID | None = None,
    since: datetime | None = None,
    limit: Limit = 1000,
) -> HttpResponse:
    """The brand's members as far as this till may know them; or those that changed ``since``."""
    session, at = session_of(request), utc_now()
    actor, store_id, page = session.actor, session.store.id, _page()
    if since is not None:
        changes = _member_changes(session, since)
        page |= {"gone": changes.gone, "again": changes.too_many}
        found = known.list_known_of(actor=actor, store_id=store_id, member_ids=changes.changed)
    else:
        found = known.list_known(actor=actor, store_id=store_id, after=after, limit=limit)
        page["after"] = found[-1].id if len(found) == limit else None
    facts = sales.facts_of(found, at=at, store_id=store_id)
    items = [shapes.known_member(one, facts[one.id]) for one in found]
    secret = {"salt": known.salt_of(store_id), "rounds": known.ROUNDS}
    return answer(200, {**page, **secret, "items": items})


def _member_changes(session: TillSession, since: datetime) -> known.MemberChanges:
    bought = sales.bought_since(since, most=known.MOST_CHANGES + 1)
    return known.changes_since(actor=session.actor, since=since, bought=bought)


def _page() -> dict[str, Any]:
    return {"cursor": (utc_now() - OVERLAP).isoformat(), "after": None, "gone": [], "again": False}
