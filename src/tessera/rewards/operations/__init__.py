"""Writes that several stories of rewards share; the caller owns the transaction."""

from tessera.rewards.operations.merging import merge_standings
from tessera.rewards.operations.moving import Move, move, undone
from tessera.rewards.operations.referral import note_trace, remember_leaving

__all__ = ["Move", "merge_standings", "move", "note_trace", "remember_leaving", "undone"]
