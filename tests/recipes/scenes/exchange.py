"""Points exchanged in one step."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from tessera.kernel.actor import Actor
from tessera.offers import usecases as offers
from tessera.rewards import permissions
from tessera.rewards import usecases as rewards
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.kinds import list_kinds
from tessera.wallet.rules.cards import Terms
from tests.support import pointing
from tests.support.exchanging import offer_exchange
from tests.support.shop import NOON, Shop


def into_stored_value(shop: Shop) -> Iterator[None]:
    yield from exchange(shop)


def into_a_coupon(shop: Shop) -> Iterator[None]:
    kind = offers.create_coupon_kind(
        actor=shop.boss, at=NOON, name="十元券", threshold_minor=5000, amount_minor=1000
    )
    yield from exchange(shop, kind="coupon", coupon_kind_id=kind, days=7)


def into_a_pass(shop: Shop) -> Iterator[None]:
    sku_id = shop.add("CARD", 200000, kind="card")
    terms = Terms(paid_uses=10, gift_uses=2, days=365)
    wallet.set_card_kind(actor=shop.boss, at=NOON, sku_id=sku_id, terms=terms)
    yield from exchange(shop, kind="pass", card_kind_id=list_kinds()[0].id)


def exchange(shop: Shop, **terms: Any) -> Iterator[None]:
    member, offer = shop.join(), offer_exchange(shop.boss, **terms)
    pointing.give(member, 100, store_id=shop.store_id, at=NOON)
    yield
    own = frozenset({permissions.OWN})
    rewards.exchange_points(
        actor=Actor("member", member, "", "member", own, frozenset()),
        at=NOON,
        request_id=uuid4(),
        offer_id=offer,
        expected_points=100,
    )


SCENES = (into_stored_value, into_a_coupon, into_a_pass)
