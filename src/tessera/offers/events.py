"""News from offers. Listeners are wired in ``config.wiring``."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CouponsWillEnd:
    """Coupons of ``count`` members' will end soon: those that the run ``run_id`` marked, each once."""

    run_id: UUID
    count: int

    def job_arguments(self) -> tuple[str]:
        """What a handler after the commit gets."""
        return (str(self.run_id),)
