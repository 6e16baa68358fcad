"""Document numbers that run per series and business day, without gaps.

A till's series is its own, so tills never wait for each other; office documents run per store.
A number is a label, never an identity (law 4).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.platform import work
from tessera.platform.batch import Batch
from tessera.platform.models import Counter
from tessera.platform.reads import Select


def select(*, series: str, day: date) -> Select:
    """The part of a gathered read that tells where ``series`` stands."""
    return Select(
        "SELECT id, value FROM platform_counter WHERE series = {series} AND day = {day}",
        {"series": series, "day": day.isoformat()},
    )


def queue(*, series: str, day: date) -> None:
    """Wait for one's turn at ``series``, before the gathered read, where one was overtaken.

    The first attempt does not wait, as a till seldom sells twice at once. Without the queue,
    who keeps selling would overtake who starts again, over and over.
    """
    if work.overtaken():
        Counter.objects.select_for_update().filter(series=series, day=day).first()


def take(
    batch: Batch, *, series: str, day: date, found: Sequence[Mapping[str, Any]], count: int = 1
) -> int:
    """The next number of ``series``, or the last of the next ``count``; ``found`` is what ``select``
    read.

    Two who take at once disagree with the counter, and one of them reads anew.
    """
    if not found:
        batch.insert(Counter, {"id": uuid7(), "series": series, "day": day, "value": count})
        return count
    last = int(found[0]["value"])
    batch.change(Counter, UUID(found[0]["id"]), put={"value": last + count}, expect={"value": last})
    return last + count
