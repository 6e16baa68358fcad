"""Writes of imports; the caller owns the transaction."""

from tessera.imports.operations.planning import Plan, World, look, world_of
from tessera.imports.operations.posting import post

__all__ = ["Plan", "World", "look", "post", "world_of"]
