"""Everything that happened with a member, from all rooms, newest first, by pages.

Each source is asked for no more than one page, so that ten thousand events read like ten.
"""

from tessera.insights.queries.life.moments import KINDS, Event, Line, Look, Moment
from tessera.insights.queries.life.telling import list_life, list_own

__all__ = ["KINDS", "Event", "Line", "Look", "Moment", "list_life", "list_own"]
