"""What the machinery does by itself in the demo's year: once a month, and at the end."""

from datetime import datetime

from tessera.rewards import jobs as rewards


class Upkeep:
    """Looks after levels and referral as time passes. What was done by an earlier run is not found again."""

    def __init__(self) -> None:
        self._month: tuple[int, int] | None = None

    def pass_time(self, at: datetime, *, again: bool) -> None:
        """Do what is due, if a new month has begun; what is done ``again`` by a run that goes on
        only tells the month."""
        month = at.year, at.month
        if self._month not in {None, month} and not again:
            self.catch_up(at)
        self._month = month

    def catch_up(self, at: datetime) -> None:
        """Do what is due."""
        rewards.review_levels(at)
        rewards.warn_of_drops(at)
        rewards.settle_referrals(at)
