"""The stories of the catalog: add and change products, set prices.

Products belong to the whole brand, so they ask for the permission in every store.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.catalog import errors, operations, permissions, rules
from tessera.catalog.models import Product, Sku
from tessera.catalog.rules import NewSku
from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase

__all__ = [
    "NewSku",
    "add_product",
    "add_skus",
    "change_product",
    "set_cost",
    "set_price",
    "set_tag",
]


@usecase(permission=permissions.CHANGE, audit="product.added")
def add_product(
    *,
    actor: Actor,
    at: datetime,
    style: str,
    name: str,
    kind: str = rules.GOODS,
    category: str = "",
    season: str = "",
    brand: str = "",
    picture: str = "",
    skus: Sequence[NewSku],
) -> UUID:
    """Add a product with all its colours and sizes; whatever is no goods has one SKU.

    Tag prices in minor units. Returns the product's id. Raises Conflict
    ``products.style_taken``, ``barcode_taken``, ``sku_repeated``; Invalid
    ``products.kind_invalid``, ``skus_missing``, ``single_sku``, ``text_invalid``,
    ``price_invalid``.
    """
    actor.require_everywhere(permissions.CHANGE)
    if kind not in rules.KINDS:
        raise errors.kind_invalid(kind=kind)
    matrix = rules.check_matrix(kind=kind, skus=skus)
    texts = _checked(
        style=style, name=name, category=category, season=season, brand=brand, picture=picture
    )
    if Product.objects.filter(style=texts["style"]).exists():
        raise errors.style_taken(style=texts["style"])
    product = Product.objects.create(kind=kind, **texts)
    made = operations.insert_skus(product=product, skus=matrix)
    _note(actor, at, "product.added", product.id, {**texts, "kind": kind, "skus": len(made)})
    return product.id


@usecase(permission=permissions.CHANGE, audit="product.skus_added")
def add_skus(*, actor: Actor, at: datetime, product_id: UUID, skus: Sequence[NewSku]) -> list[UUID]:
    """Add colours and sizes to goods that exist; positions follow on unless given.

    Returns the ids in the order given. Raises NotFound ``products.not_found``; else as
    ``add_product``.
    """
    actor.require_everywhere(permissions.CHANGE)
    product = operations.require_product(product_id)
    if product.kind != rules.GOODS:
        raise errors.single_sku()
    there = {(sku.colour, sku.size) for sku in product.skus.all()}
    matrix = rules.check_matrix(kind=product.kind, skus=skus, first=len(there))
    for sku in matrix:
        if (sku.colour, sku.size) in there:
            raise errors.sku_repeated(colour=sku.colour, size=sku.size)
    made = operations.insert_skus(product=product, skus=matrix)
    cells = [f"{sku.colour} {sku.size}" for sku in made]
    _note(actor, at, "product.skus_added", product.id, {"style": product.style, "skus": cells})
    return [sku.id for sku in made]


@usecase(permission=permissions.CHANGE, audit="product.changed")
def change_product(
    *,
    actor: Actor,
    at: datetime,
    product_id: UUID,
    name: str | None = None,
    category: str | None = None,
    season: str | None = None,
    brand: str | None = None,
    picture: str | None = None,
    is_active: bool | None = None,
) -> None:
    """Change what is given and leave the rest; an inactive product is not sold any more.

    Past sales keep their own names. Raises NotFound ``products.not_found``; Invalid
    ``products.text_invalid``.
    """
    actor.require_everywhere(permissions.CHANGE)
    product = operations.require_product(product_id)
    given = {
        "name": name,
        "category": category,
        "season": season,
        "brand": brand,
        "picture": picture,
    }
    changed: dict[str, str | bool] = {
        **_checked(**{field: text for field, text in given.items() if text is not None})
    }
    if is_active is not None:
        changed["is_active"] = is_active
    before = {field: getattr(product, field) for field in changed}
    for field, value in changed.items():
        setattr(product, field, value)
    product.save(update_fields=list(changed))
    _note(actor, at, "product.changed", product.id, {"before": before, "after": changed})


@usecase(permission=permissions.SET_PRICE, audit="price.tag_set")
def set_tag(*, actor: Actor, at: datetime, sku_id: UUID, tag_minor: int) -> None:
    """Set the tag price of a SKU in minor units, for all stores.

    Raises NotFound ``products.not_found``; Invalid ``products.price_invalid``.
    """
    actor.require_everywhere(permissions.SET_PRICE)
    sku = operations.require_sku(sku_id)
    before = operations.set_tag(sku=sku, tag_minor=tag_minor)
    _note(actor, at, "price.tag_set", sku.id, {**_named(sku), "before": before, "after": tag_minor})


@usecase(permission=permissions.SET_PRICE, audit="price.cost_set")
def set_cost(*, actor: Actor, at: datetime, product_id: UUID, cost_minor: int | None) -> None:
    """Set what a piece of a product costs the brand, in minor units, in all colours and sizes; None
    where it is not known.

    Tills set no price by hand below it unless somebody may. Raises NotFound ``products.not_found``;
    Invalid ``products.price_invalid``.
    """
    actor.require_everywhere(permissions.SET_PRICE)
    product = operations.require_product(product_id)
    cost = None if cost_minor is None else rules.check_price(cost_minor)
    known = product.skus.values_list("cost_minor", flat=True).first()
    product.skus.update(cost_minor=cost)
    data = {"style": product.style, "sku": product.name, "before": known, "after": cost}
    _note(actor, at, "price.cost_set", product.id, data)


@usecase(permission=permissions.SET_PRICE, audit="price.set")
def set_price(
    *,
    actor: Actor,
    at: datetime,
    sku_id: UUID,
    store_id: UUID | None,
    level_id: UUID | None,
    amount_minor: int | None,
) -> None:
    """Set another price than the tag: of one store, one level, or a level in one store.

    Minor units; None takes the price away. A changed price is a new row, so that the rule id
    in a sale's snapshot means one amount for ever (law 7). Raises NotFound
    ``products.not_found``, ``org.store_not_found``; Invalid ``products.price_needs_target``,
    ``price_invalid``; Forbidden for a price of all stores by somebody who is not in all of them.
    """
    if store_id is None:
        actor.require_everywhere(permissions.SET_PRICE)
        if level_id is None:
            raise errors.price_needs_target()
    else:
        org.get_store(store_id)
    sku = operations.require_sku(sku_id)
    amount = None if amount_minor is None else rules.check_price(amount_minor)
    before = operations.replace_price(
        sku=sku, store_id=store_id, level_id=level_id, amount_minor=amount
    )
    data = {
        **_named(sku),
        "level_id": level_id and str(level_id),
        "before": before,
        "after": amount,
    }
    _note(actor, at, "price.set", sku.id, data, store_id=store_id)


def _named(sku: Sku) -> dict[str, str]:
    """Which piece of goods it was, for whoever reads the audit log."""
    product = sku.product
    return {
        "product_id": str(product.id),
        "style": product.style,
        "sku": " ".join(word for word in (product.name, sku.colour, sku.size) if word),
    }


_LIMITS = {"style": 40, "name": 120, "category": 40, "season": 20, "brand": 40, "picture": 200}


def _checked(**texts: str) -> dict[str, str]:
    """The texts without blanks around; a style and a name must not be empty."""
    if "style" in texts:
        texts["style"] = rules.tidy(texts["style"])
    return {
        field: rules.check_text(
            field, text, limit=_LIMITS[field], required=field in {"style", "name"}
        )
        for field, text in texts.items()
    }


def _note(
    actor: Actor,
    at: datetime,
    action: str,
    subject: UUID,
    data: dict[str, Any],
    *,
    store_id: UUID | None = None,
) -> None:
    """Audit, and tell every process that the catalog changed."""
    audit.record(actor=actor, at=at, action=action, subject=subject, store_id=store_id, data=data)
    versions.bump("catalog")
