"""Filters that put rewards and redemptions into words."""

from django import template
from django.utils.functional import Promise

from tessera.rewards.queries.catalogue import Offer, RewardView
from tessera.rewards.queries.redeemed import RedemptionView
from tessera.web.kit import catalogue

register = template.Library()


@register.filter
def reward_price(one: Offer | RewardView | RedemptionView) -> str:
    """What a reward costs, or cost who redeemed it."""
    return catalogue.price(one.points, one.money_minor)


@register.filter
def reward_kind(key: str) -> str | Promise:
    """What a reward is."""
    return catalogue.KINDS.get(key, key)


@register.filter
def reward_obstacle(offer: Offer) -> str:
    """Why a member does not get it now."""
    return catalogue.obstacle(offer)


@register.filter
def reward_period(key: str) -> str | Promise:
    """In which span a limit counts."""
    return catalogue.PERIODS.get(key, key)


@register.filter
def redemption_state(one: RedemptionView) -> str:
    """How a redemption stands."""
    return catalogue.state(one)


@register.filter
def reward_icon(kind: str) -> str:
    """What stands for a reward without a picture."""
    return catalogue.ICONS.get(kind, "gift")
