"""Products as the till looks them up."""

from typing import Any
from uuid import UUID

from tessera.api.fields import Out
from tessera.catalog.queries import SkuView


class SkuOut(Out):
    """A SKU; ``on_hand`` is null where there is no stock to count or none to be seen."""

    sku_id: UUID
    barcode: str
    style: str
    name: str
    kind: str
    colour: str
    size: str
    tag_minor: int
    on_hand: int | None
    picture: str | None


class SkusOut(Out):
    """SKUs, the likeliest first."""

    items: list[SkuOut]


class MatrixOut(Out):
    """A style's colours and sizes."""

    style: str
    name: str
    picture: str | None
    colours: list[str]
    sizes: list[str]
    skus: list[SkuOut]


def sku(view: SkuView, on_hand: int | None) -> dict[str, Any]:
    """A SKU as ``SkuOut``."""
    return {
        "sku_id": view.sku_id,
        "barcode": view.barcode,
        "style": view.style,
        "name": view.name,
        "kind": view.kind,
        "colour": view.colour,
        "size": view.size,
        "tag_minor": view.tag_minor,
        "on_hand": on_hand,
        "picture": view.picture or None,
    }
