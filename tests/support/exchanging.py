"""An offer to exchange points."""

from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.rewards import usecases as rewards
from tests.support.shop import NOON


def offer_exchange(boss: Actor, **terms: Any) -> UUID:
    """100 points for 5.00 of stored value, or something else."""
    asked: dict[str, Any] = {"name": "积分换余额", "kind": "bonus", "points": 100}
    if terms.get("kind", "bonus") == "bonus":
        asked["bonus_minor"] = 500
    return rewards.set_exchange_offer(
        actor=boss, at=NOON, terms=rewards.OfferTerms(**{**asked, **terms})
    )
