"""Pure rules: the conditions that a tag's rule is made of.

A condition names what is counted (``measure``) and says of a member's figures whether it holds
(``why``): then with the figures that counted, as they are kept beside the tag, else None. A
threshold of None is not asked for.
"""

from tessera.campaigns.rules.conditions.persons import (
    HELD,
    Birthday,
    Holds,
    OfAge,
    OneOf,
    Stage,
)
from tessera.campaigns.rules.conditions.purchases import (
    ALL_HOURS,
    Bought,
    BoughtAt,
    BoughtGoods,
    BoughtNew,
    BoughtReduced,
    LastBought,
)

__all__ = [
    "ALL_HOURS",
    "HELD",
    "Birthday",
    "Bought",
    "BoughtAt",
    "BoughtGoods",
    "BoughtNew",
    "BoughtReduced",
    "Condition",
    "Holds",
    "LastBought",
    "OfAge",
    "OneOf",
    "Stage",
]

Condition = (
    Bought
    | LastBought
    | BoughtNew
    | BoughtReduced
    | BoughtGoods
    | BoughtAt
    | Holds
    | OneOf
    | OfAge
    | Birthday
    | Stage
)
