"""Which account kinds are owed to people, and what a movement between two kinds is called.

The one table of it: a kind that is missing here is refused, so that no movement of value can be left
out of a statement unseen. Who adds a kind to a room's ``places`` says here what it means.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ISSUED = "issued"
USED = "used"
REFUNDED = "refunded"
TAKEN_BACK = "taken_back"
EXPIRED = "expired"
GIVEN_UP = "given_up"
TRANSFERRED = "transferred"
ADJUSTED = "adjusted"

COLUMNS: Mapping[str, int] = {
    ISSUED: 1,
    USED: -1,
    REFUNDED: -1,
    TAKEN_BACK: -1,
    EXPIRED: -1,
    GIVEN_UP: -1,
    TRANSFERRED: 1,
    ADJUSTED: 1,
}
"""In the order of a statement, each with what it does to what is owed: ``closing = opening + issued -
used - refunded - taken back - expired - given up + transferred + adjusted``."""

PRINCIPAL = "principal"
BONUS = "bonus"
POINTS = "points"
USES = "uses"
DEFERRED = "deferred"
GIFTS = "gifts"

HELD: Mapping[str, str] = {
    "wallet.principal": PRINCIPAL,
    "wallet.principal.frozen": PRINCIPAL,
    "wallet.principal.aside": PRINCIPAL,
    "wallet.bonus": BONUS,
    "wallet.bonus.frozen": BONUS,
    "wallet.bonus.aside": BONUS,
    "points": POINTS,
    "points.aside": POINTS,
    "points.debt": POINTS,
    "points.pending": POINTS,
    "pass.uses": USES,
    "pass.deferred": DEFERRED,
    "gift.value": GIFTS,
    "given.principal": PRINCIPAL,
    "given.bonus": BONUS,
}
"""The kinds of what is owed, each with the holding that it is a part of. What is frozen, set
aside, owed back or still pending stays in its holding, so that moving there is no movement of the holding."""

FROZEN: Mapping[str, str] = {
    "wallet.principal": "wallet.principal.frozen",
    "wallet.bonus": "wallet.bonus.frozen",
}
"""Where what is frozen of a kind lies: in no lot, until it goes back to those it came from."""

ASIDE: Mapping[str, str] = {
    "wallet.principal": "wallet.principal.aside",
    "wallet.bonus": "wallet.bonus.aside",
    "points": "points.aside",
}
"""Where what is set aside for a till lies: in no lot either, and it stays its member's to spend."""

HOLDINGS = (PRINCIPAL, BONUS, POINTS, USES, DEFERRED, GIFTS)
"""What statements are about: money paid in, money given, points, uses of passes, the money in these,
and gift cards."""

COUNTED = frozenset({POINTS, USES})
"""The holdings that are counted; the others are money."""


@dataclass(frozen=True, slots=True)
class Way:
    """The columns of a movement out of a house account to somebody, and back into it.

    Both the same: what comes back of it makes the column smaller, as a return does with what was
    used. Empty: nothing moves directly between this account and what people hold.
    """

    out: str = ""
    back: str = ""


HOUSE: Mapping[str, Way] = {
    "tender.cash": Way(ISSUED, REFUNDED),
    "tender.card": Way(ISSUED, REFUNDED),
    "tender.bank": Way(ISSUED, REFUNDED),
    "revenue": Way(USED, USED),
    "bonus_granted": Way(ISSUED, TAKEN_BACK),
    "points_as_money": Way(),
    "wallet_waived": Way(GIVEN_UP, GIVEN_UP),
    "payout_kept": Way(GIVEN_UP, GIVEN_UP),
    "card_kept": Way(GIVEN_UP, GIVEN_UP),
    "points_issued": Way(ISSUED, TAKEN_BACK),
    "points_redeemed": Way(USED, USED),
    "points_expired": Way(EXPIRED, EXPIRED),
    "points_adjusted": Way(ADJUSTED, ADJUSTED),
    "uses_sold": Way(ISSUED, TAKEN_BACK),
    "uses_used": Way(USED, USED),
    "uses_ended": Way(EXPIRED, EXPIRED),
}
"""The kinds of the house's own accounts."""


class UnknownKindError(LookupError):
    """A kind of account of which nobody has said what it means in a statement."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"finance/rules/columns.py does not know what {kind!r} means")


@dataclass(frozen=True, slots=True)
class Change:
    """What a posting does to a holding: ``column``, and by how much what is owed changes for each
    unit of it."""

    column: str
    sign: int


def changes(holding: str, source: str, destination: str) -> tuple[Change, ...]:
    """What a posting between two kinds does to ``holding``: nothing, one thing, or two that level
    each other out, where one holder gives to another.

    Raises UnknownKindError.
    """
    own = [_holding_of(kind) == holding for kind in (source, destination)]
    if own == [False, False]:
        return ()
    if all(own):
        return (Change(TRANSFERRED, -1), Change(TRANSFERRED, 1))
    arrived = own[1]
    return (crossing(source if arrived else destination, arrived=arrived),)


def crossing(beyond: str, *, arrived: bool) -> Change:
    """What it is when value ``arrived`` from an account of the kind ``beyond``, or went there; from
    one holder or holding to another it is a transfer.

    Raises UnknownKindError.
    """
    sign = 1 if arrived else -1
    if beyond in HELD:
        return Change(TRANSFERRED, sign)
    way = HOUSE.get(beyond, Way())
    column = way.out if arrived else way.back
    if not column:
        raise UnknownKindError(beyond)
    return Change(column, sign)


def _holding_of(kind: str) -> str:
    """The holding that a kind is part of; empty for the house's own."""
    if kind not in HELD and kind not in HOUSE:
        raise UnknownKindError(kind)
    return HELD.get(kind, "")


def kinds_of(holding: str) -> tuple[str, ...]:
    """The account kinds that make up a holding."""
    return tuple(kind for kind, its in HELD.items() if its == holding)


def pairs(holding: str, column: str) -> frozenset[tuple[str, str]]:
    """The (source, destination) kinds of the postings that make a column of a holding."""
    every = (*HELD, *HOUSE)
    found = set()
    for own in kinds_of(holding):
        for other in every:
            for pair in ((own, other), (other, own)):
                if _is_of(column, holding, pair):
                    found.add(pair)
    return frozenset(found)


def _is_of(column: str, holding: str, pair: tuple[str, str]) -> bool:
    if any(HOUSE.get(kind) == Way() for kind in pair):
        return False
    return any(one.column == column for one in changes(holding, *pair))
