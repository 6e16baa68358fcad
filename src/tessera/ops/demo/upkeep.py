"""What the machinery does by itself in the demo's year: once a month, and at the end."""

from datetime import datetime

from tessera.rewards import jobs as rewards


class Upkeep:
    """Looks after levels as time passes. What was done by an earlier run is not found again."""

    def __init__(self) -> None:
        self._month: tuple[int, int] | None = None

    def pass_time(self, at: datetime) -> None:
        """Do what is due, if a new month has begun."""
        if (at.year, at.month) != self._month:
            self._month = at.year, at.month
            self.catch_up(at)

    def catch_up(self, at: datetime) -> None:
        """Do what is due."""
        rewards.review_levels(at)
        rewards.warn_of_drops(at)
