"""Stories of care: what is said by itself, what the brand chooses, and tasks."""

from tessera.care.usecases.choosing import choose_notice
from tessera.care.usecases.speaking import (
    tell_of_drop,
    tell_of_move,
    tell_of_points,
    tell_of_reward,
)
from tessera.care.usecases.tasks import dismiss, finish, plan_thanks
from tessera.care.usecases.value import tell_of_balance, tell_of_closing, tell_of_coupon

__all__ = [
    "choose_notice",
    "dismiss",
    "finish",
    "plan_thanks",
    "tell_of_balance",
    "tell_of_closing",
    "tell_of_coupon",
    "tell_of_drop",
    "tell_of_move",
    "tell_of_points",
    "tell_of_reward",
]
