"""Promotions that stand in each other's way, by the goods that the catalogue has now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from tessera import pricing
from tessera.catalog import queries as catalog
from tessera.offers import rules
from tessera.offers.queries.promotion_views import PromotionView
from tessera.offers.rules.conflicts import Claim
from tessera.pricing import Filters, Slot
from tessera.pricing.matching import Matcher
from tessera.pricing.terms import Bundle


@dataclass(frozen=True, slots=True)
class Planned:
    """A promotion as it is, or as somebody is about to make it."""

    promotion_id: UUID
    terms: rules.Terms
    store_ids: Sequence[UUID]


def planned(view: PromotionView) -> Planned:
    """A promotion that is kept."""
    return Planned(view.promotion_id, view.terms(), view.store_ids)


def claims_of(promotions: Iterable[Planned]) -> list[Claim]:
    """What each of the promotions wants. Goods are told apart by style, category and season, and single
    SKUs where a promotion names one."""
    every = list(promotions)
    filters = [_served(one.terms) for one in every]
    named = {sku_id for several in filters for one in several for sku_id in one.sku_ids}
    matcher = Matcher(catalog.list_sorts_of_goods(named))
    return [
        Claim(
            promotion_id=str(one.promotion_id),
            name=one.terms.name,
            kind=one.terms.kind,
            group=one.terms.group,
            combines=one.terms.combines,
            starts_on=one.terms.starts_on,
            ends_on=one.terms.ends_on,
            conditions=one.terms.conditions,
            store_ids=frozenset(one.store_ids),
            goods=frozenset(index for served in several for index in matcher.scope(served)),
        )
        for one, several in zip(every, filters, strict=True)
    ]


def _served(terms: rules.Terms) -> list[Filters]:
    """What it serves; a bundle what its parts do, where they say so."""
    own: pricing.Filters = terms.filters.for_engine()
    if not isinstance(terms.config, Bundle):
        return [own]
    return [_of_slot(slot) if slot.names else own for slot in terms.config.slots]


def _of_slot(slot: Slot) -> Filters:
    return Filters(**{name: getattr(slot, name) for name in Filters.__slots__})
