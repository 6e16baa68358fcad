"""News from the wallet. Listeners are wired in ``config.wiring``."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PointsWillExpire:
    """Points of ``count`` members will end soon: the notices of the run ``run_id`` say whose, how
    many and when. Each notice is made once, so each is heard of once."""

    run_id: UUID
    count: int
    at: datetime

    def job_arguments(self) -> tuple[str]:
        """What a handler after the commit gets."""
        return (str(self.run_id),)
