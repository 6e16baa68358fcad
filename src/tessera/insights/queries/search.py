"""One search for everything: members, products and sales by whatever was typed."""

from dataclasses import dataclass
from datetime import datetime

from tessera.catalog import permissions as catalog_permissions
from tessera.catalog import queries as catalog
from tessera.catalog.queries import ProductRow
from tessera.kernel.actor import Actor
from tessera.members import permissions as member_permissions
from tessera.members import queries as members
from tessera.members.queries import MemberView
from tessera.sales import permissions as sale_permissions
from tessera.sales import queries as sales
from tessera.sales.queries import SaleRow

SHORTEST = 2
"""A single sign finds too much; a Chinese name begins with one, but two tell more."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text may mean, of each kind the likeliest few."""

    members: tuple[MemberView, ...] = ()
    products: tuple[ProductRow, ...] = ()
    sales: tuple[SaleRow, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.members or self.products or self.sales)


def find(*, actor: Actor, at: datetime, text: str, limit: int = 5) -> Found:
    """What ``text`` may mean among what the actor may see; nothing for less than two signs.

    Raises Conflict ``members.lookups_limited`` after too many unknown cards.
    """
    if len(text) < SHORTEST:
        return Found()
    may = actor.permissions
    return Found(
        members=_members(actor, at, text, limit) if member_permissions.VIEW in may else (),
        products=_products(actor, text, limit) if catalog_permissions.VIEW in may else (),
        sales=_sales(actor, text, limit) if sale_permissions.VIEW in may else (),
    )


def _members(actor: Actor, at: datetime, text: str, limit: int) -> tuple[MemberView, ...]:
    """Those at home in the actor's stores: the others have no page here."""
    found = members.search(actor=actor, at=at, text=text, limit=limit)
    home = (one for one in found if actor.store_ids is None or one.home_store_id in actor.store_ids)
    return tuple(home)


def _products(actor: Actor, text: str, limit: int) -> tuple[ProductRow, ...]:
    return tuple(catalog.list_products(actor=actor, text=text, limit=limit))


def _sales(actor: Actor, text: str, limit: int) -> tuple[SaleRow, ...]:
    """Receipt numbers have digits and hyphens; a name is not looked for among them."""
    if not any(sign.isdigit() for sign in text) or not text.isascii():
        return ()
    return tuple(sales.list_sales(actor=actor, text=text, limit=limit))
