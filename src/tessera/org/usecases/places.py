"""Set up the brand; open and change its stores and tills."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.org import errors, operations, permissions, queries, rules
from tessera.org.events import PlaceOpened
from tessera.org.models import Brand, Store, StoreKind, Till
from tessera.platform import audit, events
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase

_THE_BRAND = uuid5(UUID("5b1a7c1e-6f0e-4f0a-9d53-7e55e7a10002"), "brand")
"""There is one brand, so it has one id: the primary key settles who set it up first."""


@usecase(permission=permissions.SET_UP_BRAND, audit="brand.set_up")
def set_up_brand(
    *, actor: Actor, at: datetime, name: str, currency: str = "CNY", colour: str = "#a63a2b"
) -> UUID:
    """Name the brand and choose its currency, once for all, and its colour (#rrggbb).

    Raises Forbidden; Conflict ``org.brand_exists``; Invalid ``org.field_required``,
    ``org.field_too_long``, ``org.currency_unknown``, ``org.colour_invalid``.
    """
    actor.require_everywhere(permissions.SET_UP_BRAND)
    if Brand.objects.exists():
        raise errors.brand_exists()
    row = Brand(
        id=_THE_BRAND,
        name=rules.text(name, field="name", limit=60),
        currency=rules.currency(currency),
        colour=rules.colour(colour),
    )
    row.save(force_insert=True)
    operations.changed()
    audit.record(actor=actor, at=at, action="brand.set_up", subject=row.id, data={"name": row.name})
    return row.id


@usecase(permission=permissions.SET_UP_BRAND, audit="brand.changed")
def change_brand(*, actor: Actor, at: datetime, name: str, colour: str) -> None:
    """Give the brand another name and colour; the currency stays, the books are in it.

    Raises NotFound ``org.brand_missing``; Invalid as ``set_up_brand``.
    """
    actor.require_everywhere(permissions.SET_UP_BRAND)
    before = queries.get_brand()
    after = {
        "name": rules.text(name, field="name", limit=60),
        "colour": rules.colour(colour),
    }
    Brand.objects.filter(id=before.id).update(**after)
    operations.changed()
    audit.record(actor=actor, at=at, action="brand.changed", subject=before.id, data=after)


@usecase(permission=permissions.OPEN_STORE, audit="store.opened")
def open_store(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    name: str,
    kind: str = StoreKind.DIRECT,
    zone: str = "Asia/Shanghai",
    cutover_hour: int = 0,
    allows_negative_stock: bool = False,
    address: str = "",
    phone: str = "",
) -> UUID:
    """Open a store with its own clock; ``cutover_hour`` is the local hour that begins a business day.

    Raises NotFound ``org.brand_missing``; Conflict ``org.code_taken``; Invalid
    ``org.code_invalid``, ``org.kind_unknown``, ``org.zone_unknown``, ``org.cutover_invalid``,
    ``org.field_required``, ``org.field_too_long``.
    """
    actor.require_everywhere(permissions.OPEN_STORE)
    currency = queries.get_brand().currency
    described = _described(
        name=name,
        zone=zone,
        cutover_hour=cutover_hour,
        allows_negative_stock=allows_negative_stock,
        address=address,
        phone=phone,
    )
    row = Store(id=uuid7(), code=rules.code(code), kind=_kind(kind), **described)
    if Store.objects.filter(code=row.code).exists():
        raise errors.code_taken(code=row.code)
    row.save(force_insert=True)
    _publish(PlaceOpened(kind="store", id=row.id, store_id=row.id, currency=currency))
    _record(actor, at, "store.opened", row)
    return row.id


@usecase(permission=permissions.CHANGE_STORE, audit="store.changed")
def change_store(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    name: str,
    zone: str,
    cutover_hour: int,
    allows_negative_stock: bool,
    address: str = "",
    phone: str = "",
) -> None:
    """Change how a store is described and its clock; code and kind stay, documents name them.

    Raises NotFound ``org.store_not_found``; Invalid as ``open_store``.
    """
    store = queries.get_store(store_id)
    described = _described(
        name=name,
        zone=zone,
        cutover_hour=cutover_hour,
        allows_negative_stock=allows_negative_stock,
        address=address,
        phone=phone,
    )
    Store.objects.filter(id=store_id).update(**described)
    _record(actor, at, "store.changed", Store(id=store_id, code=store.code, **described))


@usecase(permission=permissions.OPEN_TILL, audit="till.opened")
def open_till(*, actor: Actor, at: datetime, store_id: UUID, code: str, name: str) -> UUID:
    """Put a till into a store.

    Raises NotFound ``org.store_not_found``; Conflict ``org.code_taken``; Invalid
    ``org.code_invalid``, ``org.field_required``, ``org.field_too_long``.
    """
    store = queries.get_store(store_id)
    row = Till(id=uuid7(), store_id=store.id, code=rules.code(code))
    row.name = rules.text(name, field="name", limit=60)
    if Till.objects.filter(store=store_id, code=row.code).exists():
        raise errors.code_taken(code=row.code)
    row.save(force_insert=True)
    currency = queries.get_brand().currency
    _publish(PlaceOpened(kind="till", id=row.id, store_id=store_id, currency=currency))
    operations.changed()
    audit.record(
        actor=actor,
        at=at,
        action="till.opened",
        subject=row.id,
        store_id=store_id,
        data={"code": row.code, "name": row.name},
    )
    return row.id


def _kind(kind: str) -> str:
    if kind not in StoreKind.values:
        raise errors.kind_unknown(kind=kind)
    return kind


def _described(
    *,
    name: str,
    zone: str,
    cutover_hour: int,
    allows_negative_stock: bool,
    address: str,
    phone: str,
) -> dict[str, Any]:
    """The columns of a store that may change, checked."""
    return {
        "name": rules.text(name, field="name", limit=60),
        "zone": rules.zone(zone),
        "cutover_hour": rules.cutover_hour(cutover_hour),
        "allows_negative_stock": allows_negative_stock,
        "address": rules.optional_text(address, field="address", limit=160),
        "phone": rules.optional_text(phone, field="phone", limit=30),
    }


def _publish(event: PlaceOpened) -> None:
    batch = Batch()
    events.publish(event, batch)
    batch.flush()


def _record(actor: Actor, at: datetime, action: str, row: Store) -> None:
    operations.changed()
    audit.record(
        actor=actor,
        at=at,
        action=action,
        subject=row.id,
        store_id=row.id,
        data={"code": row.code, "name": row.name, "zone": row.zone, "cutover": row.cutover_hour},
    )
