"""Writes that several stories of rewards share; the caller owns the transaction."""

from tessera.rewards.operations.catalogue import keep_picture
from tessera.rewards.operations.merging import merge_standings
from tessera.rewards.operations.moving import Move, move, undone
from tessera.rewards.operations.redeeming import end_all, give_back, give_prize, hand_over, take
from tessera.rewards.operations.referral import note_trace, remember_leaving

__all__ = [
    "Move",
    "end_all",
    "give_back",
    "give_prize",
    "hand_over",
    "keep_picture",
    "merge_standings",
    "move",
    "note_trace",
    "remember_leaving",
    "take",
    "undone",
]
