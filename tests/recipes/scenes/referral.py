"""Rewards for bringing somebody who buys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tessera.rewards import jobs
from tessera.rewards import usecases as rewards
from tessera.rewards.rules.referral import Program
from tests.support.bringing import bring
from tests.support.shop import NOON, Shop

SHARE = Program(is_active=True, rate_bp=500)


def paid_as_bonus(shop: Shop) -> Iterator[None]:
    buy_brought(shop, replace(SHARE, pays="bonus", first_referrer=2000))
    yield
    settle()


def paid_in_points(shop: Shop) -> Iterator[None]:
    buy_brought(shop, replace(SHARE, pays="points"))
    yield
    settle()


def bonus_is_taken_back(shop: Shop) -> Iterator[None]:
    yield from taken_back(shop, "bonus")


def points_are_taken_back(shop: Shop) -> Iterator[None]:
    yield from taken_back(shop, "points")


def buy_brought(shop: Shop, terms: Program) -> UUID:
    """Somebody whom a member brought buys a dress; returns the sale."""
    rewards.set_program(actor=shop.boss, at=NOON, terms=terms)
    brought = bring(shop, shop.join())
    return shop.sell(shop.order((shop.dress, 1), member_id=brought)).sale_id


def taken_back(shop: Shop, pays: str) -> Iterator[None]:
    """The dress comes back after its reward was credited; the reward follows."""
    sale_id = buy_brought(shop, replace(SHARE, pays=pays))
    settle()
    shop.give_back(sale_id, 1, at=NOON + timedelta(days=31))
    yield
    settle(day=31)


def settle(day: int = 30) -> None:
    """The worker comes, ``day`` days later."""
    jobs.settle_referrals(NOON + timedelta(days=day))


SCENES = (paid_as_bonus, paid_in_points, bonus_is_taken_back, points_are_taken_back)
