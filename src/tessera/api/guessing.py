"""Codes of coupons and cards are not for guessing: unknown ones are counted, logged and limited (CASES 20)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tessera.kernel.errors import Conflict
from tessera.offers import errors
from tessera.org import queries as org
from tessera.platform import attempts
from tessera.platform.usecases import is_done
from tessera.wallet.errors import cards as card_errors
from tessera.wallet.errors import gifts as gift_errors

MOST_MISSES = 30
"""So many unknown codes of a kind a till may send in a quarter of an hour; typing is slower."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a till may ask for by a code."""

    key: str
    thing: str
    missed: frozenset[str]
    refusal: Callable[[], Conflict]


_COUPONS = _Kind(
    "coupon",
    "coupon",
    frozenset({"coupons.not_found", "rewards.redemption_not_found"}),
    errors.lookups_limited,
)
_CARDS = _Kind("pass", "card", frozenset({"cards.not_found"}), card_errors.lookups_limited)
_GIFTS = _Kind("gift", "gift card", frozenset({"gifts.not_found"}), gift_errors.lookups_limited)


def watched(
    *,
    session: org.TillSession,
    at: datetime,
    codes: Sequence[str],
    request_id: UUID | None = None,
) -> AbstractContextManager[None]:
    """Count what was asked for in vain by the till of ``session``.

    A cart whose coupons are known costs no statement. Raises Conflict
    ``coupons.lookups_limited`` for any cart with a coupon after too many unknown ones, but not
    for a request that was done before: it gets its first answer, and tells nothing new.
    """
    return _watched(_COUPONS, session, at, is_asked=bool(codes), request_id=request_id)


def watched_cards(*, session: org.TillSession, at: datetime) -> AbstractContextManager[None]:
    """The same for the numbers of cards. Raises Conflict ``cards.lookups_limited``."""
    return _watched(_CARDS, session, at, is_asked=True)


def watched_gifts(
    *,
    session: org.TillSession,
    at: datetime,
    codes: Sequence[str],
    request_id: UUID | None = None,
) -> AbstractContextManager[None]:
    """The same for the codes of gift cards; a sale without one costs no statement.

    Raises Conflict ``gifts.lookups_limited``.
    """
    return _watched(_GIFTS, session, at, is_asked=bool(codes), request_id=request_id)


@contextmanager
def _watched(
    kind: _Kind,
    session: org.TillSession,
    at: datetime,
    *,
    is_asked: bool,
    request_id: UUID | None = None,
) -> Iterator[None]:
    door = attempts.Door(
        name=f"{kind.key}:{session.till_id}",
        thing=kind.thing,
        most=MOST_MISSES,
        refusal=kind.refusal,
        told={"till": session.till_code, "actor": session.actor.name},
        missed=kind.missed,
        keeps_shut=True,
    )
    if is_asked and attempts.is_shut(name=door.name, at=at) and not is_done(request_id):
        raise attempts.turned_away(door)
    with attempts.counting(door, at=at):
        yield
