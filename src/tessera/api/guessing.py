"""Codes of coupons and cards are not for guessing: unknown ones are counted, logged and limited (CASES 20)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from tessera.kernel.errors import Conflict, NotFound
from tessera.offers import errors
from tessera.org import queries as org
from tessera.platform import attempts
from tessera.platform.usecases import is_done
from tessera.wallet.errors import cards as card_errors
from tessera.wallet.errors import gifts as gift_errors

MOST_MISSES = 30
"""So many unknown codes of a kind a till may send in a quarter of an hour; typing is slower."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """What may be asked for by a code: what the log says of a miss and of too many, and the
    refusal then."""

    key: str
    unknown: str
    limited: str
    missed: frozenset[str]
    refusal: Callable[[], Conflict]


_COUPONS = Door(
    "coupon",
    "coupon unknown",
    "coupon look-ups limited",
    frozenset({"coupons.not_found", "rewards.redemption_not_found"}),
    errors.lookups_limited,
)
_CARDS = Door(
    "pass",
    "card unknown",
    "card look-ups limited",
    frozenset({"cards.not_found"}),
    card_errors.lookups_limited,
)
_GIFTS = Door(
    "gift",
    "gift card unknown",
    "gift card look-ups limited",
    frozenset({"gifts.not_found"}),
    gift_errors.lookups_limited,
)


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
    door: Door,
    session: org.TillSession,
    at: datetime,
    *,
    is_asked: bool,
    request_id: UUID | None = None,
) -> Iterator[None]:
    name = f"{door.key}:{session.till_id}"
    told = {"till": session.till_code, "actor": session.actor.name}
    if is_asked and attempts.is_shut(name=name, at=at) and not is_done(request_id):
        log.warning(door.limited, **told)
        raise door.refusal()
    try:
        yield
    except NotFound as refusal:
        if refusal.code in door.missed:
            log.info(door.unknown, **told)
            attempts.note_failure(name=name, at=at, most=MOST_MISSES)
        raise
