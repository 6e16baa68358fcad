"""The demo brand's rewards: what points buy, and who has taken some."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tessera.members.models import Member
from tessera.ops.demo import brand, offerings
from tessera.ops.demo.house import House
from tessera.ops.demo.styles import STYLES
from tessera.rewards import usecases
from tessera.rewards.queries import catalogue
from tessera.rewards.usecases import RewardTerms

SCARF, BAG, TEE = "真丝印花方巾", "宋锦手提包", "精梳棉圆领T恤"
TAKERS = 12
"""So many members have redeemed something."""


def set_up(found: House, now: datetime) -> None:
    """Fill the catalogue, a little before the present, and let some redeem."""
    there = {one.name: one.id for one in catalogue.list_rewards(actor=found.boss)}
    for position, (name, terms) in enumerate(_rewards(found, now).items()):
        if name not in there:
            if terms["kind"] == "draw":
                terms["prize_id"] = there[SCARF]
            told = RewardTerms(name=name, position=position, **terms)
            there[name] = usecases.set_reward(
                actor=found.boss, at=now - timedelta(days=20), terms=told
            )
    _redeem(found, list(there.values()), now)


def _rewards(found: House, now: datetime) -> dict[str, dict[str, Any]]:
    """By name, what each is: the prize before the draw."""
    return _goods(found) | _services(found) | _chances(found, now)


def _sku(found: House, style: str) -> UUID:
    return next(key for piece, key in found.skus.items() if piece[0] == style)


def _goods(found: House) -> dict[str, dict[str, Any]]:
    return {
        SCARF: {
            "kind": "goods",
            "points": 1200,
            "sku_id": _sku(found, _style(SCARF)),
            "stock": 12,
            "per_member": 1,
            "words": "十二姆米桑蚕丝，苏州手工卷边。每人一条，兑完即止。",
        },
        BAG: {
            "kind": "goods",
            "points": 600,
            "money_minor": 499_00,
            "sku_id": _sku(found, _style(BAG)),
            "stock": 8,
            "words": "宋锦面料，六百积分加四百九十九元带走。",
        },
        TEE: {
            "kind": "goods",
            "points": 400,
            "sku_id": _sku(found, _style(TEE)),
            "stock": 0,
            "words": "夏款已兑完，补货后在这里通知。",
        },
    }


def _services(found: House) -> dict[str, dict[str, Any]]:
    return {
        "改衣一次·收腰身": {
            "kind": "service",
            "points": 300,
            "sku_id": _sku(found, brand.FITTING),
            "per_period": 2,
            "words": "到店量身，三天后取衣。",
        },
        "形象顾问半小时": {
            "kind": "service",
            "points": 500,
            "per_period": 1,
            "period": "year",
            "words": "与店长约好时间，一起把衣橱理一遍。",
        },
    }


def _chances(found: House, now: datetime) -> dict[str, dict[str, Any]]:
    today = brand.SHANGHAI.day_of(now)
    return {
        "满800减120券": {
            "kind": "coupon",
            "points": 400,
            "coupon_kind_id": found.coupon_kinds[offerings.RENEWAL.name],
            "days": 60,
        },
        "会员日券 满600减60": {
            "kind": "coupon",
            "points": 150,
            "coupon_kind_id": found.coupon_kinds[offerings.MEMBERS_DAY.name],
            "per_period": 1,
        },
        "海棠抽奖": {
            "kind": "draw",
            "points": 50,
            "per_member": 5,
            "winners": 3,
            "draw_on": today + timedelta(days=9),
            "ends_on": today + timedelta(days=8),
            "words": "五十积分一张奖券，抽三条真丝方巾。",
        },
    }


def _style(name: str) -> str:
    return next(style.code for style in STYLES if style.name == name)


def _redeem(found: House, rewards: list[UUID], now: datetime) -> None:
    """Each of a few members takes what they may have, once: the request's id says so."""
    known = Member.objects.filter(
        home_store__code=brand.SHANGHAI.code, merged_into=None, left_at=None
    ).order_by("joined_at", "id")
    for number, member in enumerate(known[:TAKERS]):
        at = now - timedelta(hours=3 * number + 1)
        wanted = rewards[number % len(rewards)]
        for offer in catalogue.list_offers(member.id, at):
            if offer.id == wanted and not offer.obstacle:
                usecases.redeem_for(
                    actor=found.actors["cashier"],
                    at=at,
                    request_id=uuid5(wanted, str(member.id)),
                    store_id=found.stores[brand.SHANGHAI.code],
                    member_id=member.id,
                    reward_id=wanted,
                    expected_points=offer.points,
                    expected_money_minor=offer.money_minor,
                )
