"""Extras that the quote offers: what more may be chosen for nothing or for a price."""

from collections.abc import Iterator, Sequence

from tessera.pricing import kinds
from tessera.pricing.eligibility import Live
from tessera.pricing.quote import Choice
from tessera.pricing.scenario import Solved
from tessera.pricing.terms import AddOn, Config, SpendGift


def wanted(config: Config) -> frozenset[str]:
    """The SKUs that an extra is chosen from."""
    return config.sku_ids if isinstance(config, AddOn | SpendGift) else frozenset()


def choices(live: Sequence[Live], solved: Solved) -> Iterator[Choice]:
    """For each promotion whose threshold is reached: how many pieces more, from what, at which
    price."""
    for one in [one for one in live if one.role == "extra"]:
        promotion = one.promotion
        kind, config = kinds.EXTRA[promotion.kind], promotion.config
        room = kind.room(config, sum([solved.amounts[i] for i in one.scope]))
        if promotion.left.units is not None:
            room = min(room, promotion.left.units)
        taken = [extra for extra in solved.plan.extras if extra.promotion is promotion]
        more = room - sum(count for extra in taken for _, count in extra.pieces)
        if more > 0:
            yield Choice(
                promotion.id,
                promotion.version,
                promotion.kind,
                promotion.name,
                more,
                kind.price_minor(config),
                tuple(sorted(wanted(config))),
            )
