"""The demo brand as the deeds find it: ids of places, people, goods and terms by their names."""

from dataclasses import dataclass
from uuid import UUID

from tessera.catalog import queries as catalog
from tessera.kernel.actor import Actor, system_actor
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.ops.demo import brand
from tessera.ops.demo.deeds import Piece
from tessera.ops.demo.styles import STYLES
from tessera.org import queries as org
from tessera.org.rules import OWNER


@dataclass(frozen=True, slots=True)
class House:
    """Who is who and what is what."""

    actors: dict[str, Actor]
    stores: dict[str, UUID]
    tills: dict[tuple[str, str], UUID]
    skus: dict[Piece, UUID]
    levels: tuple[UUID, ...]
    coupon_kinds: dict[str, UUID]

    @property
    def boss(self) -> Actor:
        """The owner."""
        return self.actors[brand.BOSS]


def founder() -> Actor:
    """Who sets the brand up, before anybody works there."""
    return system_actor("demo", org.permissions_of(OWNER))


def find() -> House:
    """Look everything up."""
    actors = find_actors()
    boss = actors[brand.BOSS]
    stores = {store.code: store.id for store in org.list_stores(boss)}
    return House(
        actors=actors,
        stores=stores,
        tills={
            (code, till.code): till.id
            for code, store_id in stores.items()
            for till in org.list_tills(boss, store_id)
        },
        skus=_skus(boss),
        levels=tuple(level.id for level in members.list_levels()),
        coupon_kinds={kind.name: kind.kind_id for kind in offers.list_coupon_kinds(actor=boss)},
    )


def find_actors() -> dict[str, Actor]:
    """The people of the demo who work here, by sign-in."""
    found = {}
    for staff in org.list_staff(founder()):
        if actor := org.find_staff_actor(staff.user_id):
            found[staff.username] = actor
    return found


def _skus(boss: Actor) -> dict[Piece, UUID]:
    codes = [style.code for style in STYLES] + [extra.style for extra in brand.EXTRAS]
    return {
        (sku.style, sku.colour, sku.size): sku.sku_id
        for code in codes
        for sku in catalog.get_matrix(actor=boss, style=code).skus
    }
