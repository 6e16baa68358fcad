"""Filters that put levels and referral into words."""

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise

from tessera.rewards.queries.why import Step
from tessera.rewards.rules.ladder import Rung
from tessera.rewards.rules.levels import Gap
from tessera.web.kit import levels
from tessera.web.office import reward_words

register = template.Library()


@register.filter
def cause(step: Step) -> str | Promise:
    """Why a level began."""
    return levels.cause(step.cause)


@register.filter
def rested_on(step: Step) -> str:
    """What it rested on."""
    return reward_words.told(step)


@register.filter
def missing(gap: Gap) -> str:
    """What a way still needs."""
    return reward_words.missing(gap)


@register.filter
def done_percent(gap: Gap) -> int:
    """How much of a way is done, in whole percent."""
    return min(100, max(0, gap.have * 100 // gap.need)) if gap.need else 100


@register.filter
def ways(rung: Rung) -> list[str]:
    """How one rises to a level."""
    return reward_words.ways(rung)


@register.filter
def validity(rung: Rung) -> str:
    """How long a level holds."""
    return reward_words.validity(rung)


@register.filter
def keeps(rung: Rung) -> list[str]:
    """What keeps a level."""
    return reward_words.keeps(rung)


@register.filter
def benefits(rung: Rung) -> Iterable[str]:
    """What a level gives."""
    return list(reward_words.benefits(rung))


@register.filter
def hold_reason(key: str) -> str | Promise:
    """Why a reward is on hold."""
    return reward_words.HOLDS.get(key, key)


@register.simple_tag
def given(unit: str, amount: int) -> str:
    """What a referral gives."""
    return reward_words.given(unit, amount)
