"""Stored value given, claimed, and gone back."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

from tessera.kernel.actor import Actor, system_actor
from tessera.wallet import permissions
from tessera.wallet import usecases as wallet
from tessera.wallet.queries.giving import code_of
from tests.support.shop import NOON, Shop


def _signed_in(member: UUID) -> Actor:
    return Actor("member", member, "", "member", frozenset({permissions.OWN}))


def _rich(shop: Shop) -> Actor:
    wallet.set_gifts(actor=shop.boss, at=NOON, may_give=True)
    member = shop.join()
    shop.top_up(member)
    return _signed_in(member)


def _give(giver: Actor) -> UUID:
    given = wallet.give_value(
        actor=giver, at=NOON, request_id=uuid4(), amount_minor=11000, fresh=True
    )
    return given.gift_id


def given(shop: Shop) -> Iterator[None]:
    giver = _rich(shop)
    yield
    _give(giver)


def claimed(shop: Shop) -> Iterator[None]:
    gift_id, friend = _give(_rich(shop)), _signed_in(shop.join("韩梅梅"))
    yield
    wallet.claim_value(actor=friend, at=NOON, request_id=uuid4(), code=code_of(gift_id))


def gone_back(shop: Shop) -> Iterator[None]:
    gift_id = _give(_rich(shop))
    yield
    actor = system_actor("gifts", {permissions.EXPIRE})
    wallet.take_value_back(actor=actor, at=NOON + timedelta(days=8), gift_id=gift_id)


SCENES = (given, claimed, gone_back)
