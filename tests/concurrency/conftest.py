"""A shop on a database that connections and processes of their own can open."""

from tests.support.ground import database, empty_file, shop

__all__ = ["database", "empty_file", "shop"]
