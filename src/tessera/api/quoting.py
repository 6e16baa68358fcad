"""A quote as it is answered."""

from typing import Any

from tessera import pricing
from tessera.api import words
from tessera.rewards import queries as rewards
from tessera.sales import usecases


def body_of(quoted: pricing.Quote, *, earns: bool) -> dict[str, Any]:
    """A quote as ``QuoteOut``: with sentences for what was missed, and what it would earn."""
    body = usecases.quote_as_json(quoted)
    for row, missed in zip(body["missed"], quoted.missed, strict=True):
        row["message"] = words.missed(missed, quoted.currency)
    body["points_to_earn"] = rewards.points_to_earn(quoted) if earns else 0
    return body
