"""Codes of coupons and cards are not for guessing: unknown ones are counted, logged and limited (CASES 20)."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

import structlog

from tessera.kernel.errors import NotFound
from tessera.offers import errors
from tessera.org import queries as org
from tessera.platform import attempts
from tessera.platform.usecases import is_done
from tessera.wallet.errors import cards as card_errors
from tessera.wallet.errors import gifts as gift_errors

MOST_MISSES = 30
"""So many unknown codes of a kind a till may send in a quarter of an hour; typing is slower."""

log = structlog.get_logger(__name__)


@contextlib.contextmanager
def watched(
    *,
    session: org.TillSession,
    at: datetime,
    codes: Sequence[str],
    request_id: UUID | None = None,
) -> Iterator[None]:
    """Count what was asked for in vain by the till of ``session``.

    A cart whose coupons are known costs no statement. Raises Conflict
    ``coupons.lookups_limited`` for any cart with a coupon after too many unknown ones, but not
    for a request that was done before: it gets its first answer, and tells nothing new.
    """
    door = f"coupon:{session.till_id}"
    if codes and attempts.is_shut(name=door, at=at) and not is_done(request_id):
        log.warning("coupon look-ups limited", till=session.till_code, actor=session.actor.name)
        raise errors.lookups_limited()
    try:
        yield
    except NotFound as refusal:
        if refusal.code in {"coupons.not_found", "rewards.redemption_not_found"}:
            log.info("coupon unknown", till=session.till_code, actor=session.actor.name)
            attempts.note_failure(name=door, at=at, most=MOST_MISSES)
        raise


@contextlib.contextmanager
def watched_cards(*, session: org.TillSession, at: datetime) -> Iterator[None]:
    """The same for the numbers of cards. Raises Conflict ``cards.lookups_limited``."""
    door = f"pass:{session.till_id}"
    if attempts.is_shut(name=door, at=at):
        log.warning("card look-ups limited", till=session.till_code, actor=session.actor.name)
        raise card_errors.lookups_limited()
    try:
        yield
    except NotFound as refusal:
        if refusal.code == "cards.not_found":
            log.info("card unknown", till=session.till_code, actor=session.actor.name)
            attempts.note_failure(name=door, at=at, most=MOST_MISSES)
        raise


@contextlib.contextmanager
def watched_gifts(
    *,
    session: org.TillSession,
    at: datetime,
    codes: Sequence[str],
    request_id: UUID | None = None,
) -> Iterator[None]:
    """The same for the codes of gift cards; a sale without one costs no statement.

    Raises Conflict ``gifts.lookups_limited``.
    """
    door = f"gift:{session.till_id}"
    if codes and attempts.is_shut(name=door, at=at) and not is_done(request_id):
        log.warning("gift card look-ups limited", till=session.till_code, actor=session.actor.name)
        raise gift_errors.lookups_limited()
    try:
        yield
    except NotFound as refusal:
        if refusal.code == "gifts.not_found":
            log.info("gift card unknown", till=session.till_code, actor=session.actor.name)
            attempts.note_failure(name=door, at=at, most=MOST_MISSES)
        raise
