"""What no sale hands out is handed out by any store that has it, as long as it waits."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.support.redeeming import Counter, open_counter
from tests.support.shop import NOON, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.org import usecases as org
from tessera.platform.models import AuditRow
from tessera.rewards import permissions, usecases
from tessera.rewards.queries import redeemed
from tessera.rewards.usecases import HandedOut, Redeemed


@pytest.fixture
def counter(shop: Shop) -> Counter:
    return open_counter(shop)


@pytest.fixture
def other(counter: Counter) -> UUID:
    return org.open_store(actor=counter.shop.boss, at=NOON, code="S2", name="淮海路店")


def advice(counter: Counter, *store_ids: UUID) -> Redeemed:
    """An hour of advice, in these stores."""
    terms = {"kind": "service", "name": "形象设计", "sku_id": None, "days": 10}
    return counter.redeem(counter.offer(store_ids=store_ids, **terms))


def cashier_of(boss: Actor, store_id: UUID) -> Actor:
    granted = frozenset({permissions.REDEEM})
    return replace(boss, permissions=granted, store_ids=frozenset({store_id}))


def hand_out(actor: Actor, store_id: UUID, done: Redeemed, at: datetime = NOON) -> HandedOut:
    return usecases.hand_out(
        actor=actor, at=at, store_id=store_id, redemption_id=done.redemption_id
    )


def refused(actor: Actor, store_id: UUID, done: Redeemed, at: datetime = NOON) -> str:
    with pytest.raises(DomainError) as refusal:
        hand_out(actor, store_id, done, at)
    return refusal.value.code


def test_another_store_that_has_it_hands_it_out(counter: Counter, other: UUID) -> None:
    done, clerk = advice(counter), cashier_of(counter.shop.boss, other)
    found = redeemed.get_waiting(clerk, other, done.code)
    assert found.store_id == counter.shop.store_id
    hand_out(clerk, other, done)
    assert counter.state(done) == "handed_out"
    assert AuditRow.objects.get(action="reward.handed_out").store_id == other


def test_a_store_that_does_not_have_it_and_one_that_is_not_ones_own_hand_out_nothing(
    counter: Counter, other: UUID
) -> None:
    own = counter.shop.store_id
    done, clerk = advice(counter, own), cashier_of(counter.shop.boss, other)
    assert refused(clerk, other, done) == "rewards.elsewhere"
    assert refused(clerk, own, done) == "permission.denied"
    assert counter.state(done) == "reserved"


def test_it_is_handed_out_on_its_last_day_by_the_clock_of_the_store_and_not_after(
    counter: Counter,
) -> None:
    """In Shanghai the 20th of March begins at 16:00 UTC of the 19th."""
    done, boss, store_id = advice(counter), counter.shop.boss, counter.shop.store_id
    late = datetime.fromisoformat("2026-03-19T15:30:00+00:00")
    over = late + timedelta(minutes=30)
    assert refused(boss, store_id, done, at=over) == "rewards.redemption_over"
    assert counter.state(done) == "reserved"
    hand_out(boss, store_id, done, at=late)
    assert counter.state(done) == "handed_out"
