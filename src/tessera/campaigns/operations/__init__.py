"""Writes of campaigns within the transaction of a use case."""

from tessera.campaigns.operations.debuts import note_debuts
from tessera.campaigns.operations.giving import give
from tessera.campaigns.operations.runs import begin_run
from tessera.campaigns.operations.tagging import count_anew, look_again
from tessera.campaigns.operations.watching import lock_watch

__all__ = ["begin_run", "count_anew", "give", "lock_watch", "look_again", "note_debuts"]
