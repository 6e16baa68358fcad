"""Writes of looking after the house; the caller owns the transaction."""

from tessera.ops.operations.planning import Plan, World, look, world_of
from tessera.ops.operations.posting import post

__all__ = ["Plan", "World", "look", "post", "world_of"]
