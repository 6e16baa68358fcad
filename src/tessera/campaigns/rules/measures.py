"""What is counted of members. A measure names figures; equal measures are counted once.

The figures of a member are whole numbers, in the order that each measure says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tessera.campaigns.rules.windows import Window

Figures = tuple[int, ...]
Found = Mapping[UUID, Figures]
"""Who has figures of a measure. Who is not in it has none."""

Why = dict[str, Any]
"""The figures that counted, by their names, as they are kept beside a tag."""


@dataclass(frozen=True, slots=True)
class Purchases:
    """Purchases of which something was kept, what is kept of them in minor units, pieces kept."""

    window: Window


@dataclass(frozen=True, slots=True)
class Reduced:
    """Purchases of goods, pieces kept, and those that cost at least so much percent less than
    their tag says. Gifts are no purchase."""

    window: Window
    off_percent: int


@dataclass(frozen=True, slots=True)
class Novelties:
    """Different products kept that were bought within so many days of the day on which they
    were first sold anywhere."""

    window: Window
    within_days: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Purchases with some goods in them, what is kept of these, and pieces kept.

    ``by`` is ``style``, ``category`` or ``season`` of the product.
    """

    window: Window
    by: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Purchases, and those on some weekdays (1 is Monday) of the business day and within some
    hours by the clock of the store."""

    window: Window
    weekdays: tuple[int, ...]
    hours: frozenset[int]


@dataclass(frozen=True, slots=True)
class LastDay:
    """The ordinal of the last business day with a purchase, returned or not."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held: ``points``, or stored value (``money``) in minor units. Everybody has it."""

    what: str


@dataclass(frozen=True, slots=True)
class Among:
    """Members with one of some ids in a column: ``level`` or ``store``."""

    column: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aged:
    """Members of an age, both ends included; who gave no full birthday is none."""

    from_age: int | None
    to_age: int | None


@dataclass(frozen=True, slots=True)
class BornIn:
    """Members with a birthday in one of some months of this year; 0 is the present month."""

    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InStage:
    """Members in one of some stages of their lifecycle."""

    stages: tuple[str, ...]


Measure = (
    Purchases
    | Reduced
    | Novelties
    | Chosen
    | Times
    | LastDay
    | Held
    | Among
    | Aged
    | BornIn
    | InStage
)
