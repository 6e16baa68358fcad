"""Document numbers that run per series and business day, without gaps.

A till's series is its own, so tills never wait for each other; office documents run per store.
A number is a label, never an identity (law 4).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.platform.batch import Batch
from tessera.platform.models import Counter
from tessera.platform.reads import Select


def select(*, series: str, day: date) -> Select:
    """The part of a gathered read that tells where ``series`` stands."""
    return Select(
        "SELECT id, value FROM platform_counter WHERE series = {series} AND day = {day}",
        {"series": series, "day": day.isoformat()},
    )


def take(batch: Batch, *, series: str, day: date, found: Sequence[Mapping[str, Any]]) -> int:
    """The next number of ``series``; ``found`` is what ``select`` read.

    Two who take at once disagree with the counter, and one of them reads anew.
    """
    if not found:
        batch.insert(Counter, {"id": uuid7(), "series": series, "day": day, "value": 1})
        return 1
    last = int(found[0]["value"])
    batch.change(Counter, UUID(found[0]["id"]), put={"value": last + 1}, expect={"value": last})
    return last + 1
