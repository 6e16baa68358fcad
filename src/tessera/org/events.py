"""News from org. Listeners are wired in ``config.wiring``."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PlaceOpened:
    """A store or a till was opened: whoever keeps books for it can start them.

    ``kind`` is ``store`` or ``till``; ``currency`` is the brand's.
    """

    kind: str
    id: UUID
    store_id: UUID
    currency: str
