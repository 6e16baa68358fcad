"""What a till keeps on its own disk: the book, the goods, the members as far as it may know them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.api.fields import Out
from tessera.api.shapes.members import LevelOut
from tessera.api.shapes.products import SkuOut
from tessera.catalog.queries import ShelfItem
from tessera.members.queries.snapshot import KnownMember
from tessera.pricing import codec
from tessera.sales.snapshot import FactSheet


class EngineOut(Out):
    """The price engine that the book is for: its version, and where its sources are."""

    version: str
    url: str


class BookOut(Out):
    """The price book without goods, coupons and a member, as ``tessera.pricing.desk`` reads one.

    ``version`` names all of it; asked for ``since`` that version the answer has no ``book``.
    ``at`` is the server's clock, ``zone`` and ``cutover_hour`` make a business day of it.
    """

    version: str
    at: datetime
    zone: str
    cutover_hour: int
    engine: EngineOut
    levels: list[LevelOut] = []
    book: dict[str, Any] | None = None
    per_member: dict[str, int] = {}
    texts: dict[str, str] = {}


class ShelfItemOut(SkuOut):
    """A SKU as a till keeps it: what it shows, and ``item`` for the price engine."""

    product_id: UUID
    position: int
    category: str
    item: dict[str, Any]


class PageOut(Out):
    """A part of a snapshot. ``after`` asks for the next part and is null at the end; ``cursor`` of
    the first part is what later changes are asked ``since``; ``gone`` is to be forgotten. Where
    ``again``, too much has changed: read everything anew."""

    cursor: str
    after: UUID | None
    gone: list[UUID]
    again: bool


class ShelfOut(PageOut):
    """SKUs on sale by their ids."""

    items: list[ShelfItemOut]


class KnownMemberOut(Out):
    """A member as a till knows one: no phone, no card, and no name but of its own store's members.

    ``phone_end`` are the last four digits; ``card_digest`` is PBKDF2 of the card's code with the
    answer's ``salt`` and ``rounds``; ``facts`` are for the price engine and ``used`` is how often
    the member had the promotions that have a limit for one member.
    """

    member_id: UUID
    name: str
    initials: str
    phone_masked: str
    phone_end: str
    card_masked: str
    card_digest: str
    level: LevelOut
    is_blocked: bool
    joined_on: date
    facts: dict[str, Any]
    used: dict[str, int]


class KnownMembersOut(PageOut):
    """Members of the brand by their ids."""

    salt: str
    rounds: int
    items: list[KnownMemberOut]


def shelf_item(one: ShelfItem) -> dict[str, Any]:
    """A SKU as ``ShelfItemOut``."""
    sku = one.sku
    return {
        "sku_id": sku.id,
        "barcode": sku.barcode,
        "style": sku.style,
        "name": sku.name,
        "kind": sku.kind,
        "colour": sku.colour,
        "size": sku.size,
        "tag_minor": sku.tag_minor,
        "on_hand": None,
        "picture": one.picture or None,
        "product_id": one.product_id,
        "position": one.position,
        "category": sku.category,
        "item": codec.to_dict(one.item),
    }


def known_member(one: KnownMember, sheet: FactSheet) -> dict[str, Any]:
    """A member as ``KnownMemberOut``."""
    return {
        "member_id": one.id,
        "name": one.name,
        "initials": one.initials,
        "phone_masked": one.phone_masked,
        "phone_end": one.phone_end,
        "card_masked": one.card_masked,
        "card_digest": one.card_digest,
        "level": {"id": one.level_id, "name": one.level_name, "discount_bp": one.discount_bp},
        "is_blocked": one.is_blocked,
        "joined_on": one.joined_on,
        "facts": codec.to_dict(sheet.facts),
        "used": dict(sheet.used),
    }
