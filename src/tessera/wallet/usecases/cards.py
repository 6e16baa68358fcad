"""Kinds of card that the brand defines."""

from datetime import datetime
from uuid import UUID

from tessera.catalog import operations as catalog
from tessera.kernel.actor import Actor
from tessera.kernel.texts import one_line
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase
from tessera.wallet import permissions
from tessera.wallet.errors import cards as errors
from tessera.wallet.models.cards import CardKind
from tessera.wallet.rules import cards as rules


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
) -> UUID:
    """Say what the card of a SKU promises; who has one keeps what was promised at the sale.

    Without a ``name`` it has the product's. Returns the kind's id. Raises Forbidden; Invalid
    ``cards.terms_invalid``, ``cards.not_card``; NotFound ``products.not_found``. Rule: domain
    handbook 5.14.
    """
    actor.require_everywhere(permissions.SET_CARDS)
    product = catalog.require_sku(sku_id).product
    if product.kind != "card":
        raise errors.not_card(name=product.name)
    kind = CardKind.objects.filter(sku_id=sku_id).first() or CardKind(sku_id=sku_id, version=0)
    kind.name = one_line(name)[:60] or product.name[:60]
    kind.colour, kind.picture, kind.is_active = colour[:16], picture[:200], is_active
    kind.terms = rules.as_json(rules.check(terms))
    kind.version += 1
    kind.save()
    versions.bump("cards")
    audit.record(
        actor=actor,
        at=at,
        action="card_kind.set",
        subject=kind.id,
        data={"name": kind.name, "terms": kind.terms, "version": kind.version},
    )
    return kind.id
