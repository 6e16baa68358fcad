"""Kinds of card that the brand defines."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.catalog import operations as catalog
from tessera.catalog.rules import NewSku
from tessera.kernel.actor import Actor
from tessera.kernel.ids import short_code
from tessera.kernel.texts import one_line
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.wallet import operations, permissions
from tessera.wallet.errors import cards as errors
from tessera.wallet.models.cards import CardKind
from tessera.wallet.rules import cards as rules


@usecase(permission=permissions.SET_CARDS, audit="card_kind.created")
def create_card_kind(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    price_minor: int,
    terms: rules.Terms,
    colour: str = "",
    picture: str = "",
) -> UUID:
    """Make a kind of card with the product that sells it. Returns the kind's id.

    Raises Forbidden; Invalid ``cards.terms_invalid``, ``cards.name_needed``, ``cards.lapses``,
    ``products.price_invalid``.
    """
    actor.require_everywhere(permissions.SET_CARDS)
    name = one_line(name)[:60]
    if not name:
        raise errors.name_needed()
    warned = operations.check_card_lapse(lapses=terms.kept_days is not None, on=at.date())
    (sku,) = catalog.insert_product(
        style=short_code(),
        name=name,
        kind="card",
        category="",
        skus=[NewSku(tag_minor=price_minor)],
    )
    kind = CardKind(sku_id=sku.id, version=0)
    _keep(kind, terms, name=name, colour=colour, picture=picture)
    _note(actor, at, "card_kind.created", kind, warned)
    return kind.id


@usecase(permission=permissions.SET_CARDS, audit="card_kind.set")
def set_card_kind(
    *,
    actor: Actor,
    at: datetime,
    sku_id: UUID,
    terms: rules.Terms,
    name: str = "",
    colour: str = "",
    picture: str = "",
    is_active: bool = True,
    price_minor: int | None = None,
) -> UUID:
    """Say what the card of a SKU promises; who has one keeps what was promised at the sale.

    Without a ``name`` it has the product's; ``price_minor`` is what it costs from now on, None for
    as before. Returns the kind's id. Raises Forbidden; Invalid ``cards.terms_invalid``,
    ``cards.not_card``, ``cards.lapses``, ``products.price_invalid``; NotFound
    ``products.not_found``. Rule: domain handbook 5.14.
    """
    actor.require_everywhere(permissions.SET_CARDS)
    sku = catalog.require_sku(sku_id)
    product = sku.product
    if product.kind != "card":
        raise errors.not_card(name=product.name)
    warned = operations.check_card_lapse(lapses=terms.kept_days is not None, on=at.date())
    rows = CardKind.objects.select_for_update(no_key=True).filter(sku_id=sku_id)
    kind = rows.first() or CardKind(sku_id=sku_id, version=0)
    kind.is_active = is_active
    name = one_line(name)[:60] or product.name[:60]
    _keep(kind, terms, name=name, colour=colour, picture=picture)
    price = {}
    if price_minor is not None and price_minor != sku.tag_minor:
        before = catalog.set_tag(sku=sku, tag_minor=price_minor)
        price = {"price": {"before": before, "after": price_minor}}
    _note(actor, at, "card_kind.set", kind, warned, **price)
    return kind.id


def _keep(kind: CardKind, terms: rules.Terms, *, name: str, colour: str, picture: str) -> None:
    kind.name, kind.colour, kind.picture = name, colour[:16], picture[:200]
    kind.terms = rules.as_json(rules.check(terms))
    kind.version += 1
    kind.save()
    versions.bump("cards")


def _note(
    actor: Actor,
    at: datetime,
    action: str,
    kind: CardKind,
    warned: tuple[str, ...],
    **more: dict[str, int],
) -> None:
    data: dict[str, Any] = {"name": kind.name, "terms": kind.terms, "version": kind.version, **more}
    if warned:
        data["warned"] = list(warned)
    audit.record(actor=actor, at=at, action=action, subject=kind.id, data=data)
