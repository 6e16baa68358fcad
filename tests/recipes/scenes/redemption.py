"""Rewards for points: redeemed, picked up, cancelled, taken back."""

from collections.abc import Iterator

from tessera.rewards import usecases
from tests.support.redeeming import card_kind, open_counter
from tests.support.shop import NOON, Shop


def redeemed(shop: Shop) -> Iterator[None]:
    counter = open_counter(shop)
    reward = counter.offer()
    yield
    counter.redeem(reward)


def picked_up_for_money(shop: Shop) -> Iterator[None]:
    counter = open_counter(shop)
    done = counter.redeem(counter.offer(money_minor=990))
    yield
    counter.pick_up(done)


def cancelled(shop: Shop) -> Iterator[None]:
    counter = open_counter(shop)
    done = counter.redeem(counter.offer())
    yield
    usecases.cancel(actor=counter.own(), at=NOON, redemption_id=done.redemption_id)


def taken_back(shop: Shop) -> Iterator[None]:
    counter = open_counter(shop)
    done = counter.redeem(counter.offer())
    sale = counter.pick_up(done)
    yield
    shop.give_back(sale.sale_id, 1)
    usecases.take_back(
        actor=shop.boss, at=NOON, redemption_id=done.redemption_id, reason="杯口有裂"
    )


def a_pass(shop: Shop) -> Iterator[None]:
    counter = open_counter(shop)
    kind = card_kind(shop, paid_uses=3)
    reward = counter.offer(kind="card", name="咖啡三次", sku_id=None, card_kind_id=kind)
    yield
    counter.redeem(reward)


def a_pass_taken_back(shop: Shop) -> Iterator[None]:
    counter = open_counter(shop)
    kind = card_kind(shop, paid_uses=3)
    reward = counter.offer(kind="card", name="咖啡三次", sku_id=None, card_kind_id=kind)
    done = counter.redeem(reward)
    yield
    usecases.take_back(actor=shop.boss, at=NOON, redemption_id=done.redemption_id, reason="换错")


SCENES = (redeemed, picked_up_for_money, cancelled, taken_back, a_pass, a_pass_taken_back)
