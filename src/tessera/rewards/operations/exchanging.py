"""Points into bonus, a coupon, a level or a pass, into the caller's batch."""

from datetime import date, datetime, timedelta
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.ledger.models import Account
from tessera.ledger.operations import Books
from tessera.offers import operations as offers
from tessera.platform.batch import Batch
from tessera.rewards import errors, queries
from tessera.rewards.models import Cause, ExchangeKind
from tessera.rewards.operations.moving import Move, move
from tessera.rewards.queries.exchanging import Exchanging
from tessera.rewards.queries.standing import get_standing
from tessera.wallet import operations as wallet
from tessera.wallet import places
from tessera.wallet.operations import cards
from tessera.wallet.queries import kinds


def exchange(
    batch: Batch,
    seen: Exchanging,
    *,
    actor: Actor,
    at: datetime,
    exchange_id: UUID,
    times: int,
) -> UUID | None:
    """Take the points and give what they become, ``times`` in one entry; returns the lot, coupon or
    card, of several the first.

    The points leave what ends soonest. Whoever exchanges twice at once would pass the limits, so
    the account must be as it was read. Raises Conflict ``rewards.level_not_above``.
    """
    books = Books(
        batch=batch,
        balances=seen.holding.balances,
        kind="exchange",
        holder=seen.member.id,
        document_id=exchange_id,
        store_id=seen.store_id,
        at=at,
        business_on=seen.on,
    )
    wallet.spend_points(books, seen.holding, points=seen.offer.points * times, on=seen.on)
    given = _give(batch, books, seen, actor=actor, at=at, exchange_id=exchange_id, times=times)
    books.close()
    own = places.points(seen.member.id).id
    batch.change(Account, own, expect={"balance": seen.holding.balances[own]})
    return given


def _give(
    batch: Batch,
    books: Books,
    seen: Exchanging,
    *,
    actor: Actor,
    at: datetime,
    exchange_id: UUID,
    times: int,
) -> UUID | None:
    offer, member = seen.offer, seen.member
    until = seen.on + timedelta(days=offer.days - 1) if offer.days else None
    if offer.kind == ExchangeKind.BONUS:
        return wallet.credit_bonus(
            books,
            member_id=member.id,
            currency=seen.holding.currency,
            amount_minor=(offer.bonus_minor or 0) * times,
            expires_on=until,
        )
    if offer.kind == ExchangeKind.COUPON:
        return _coupons(batch, seen, until, at, times)
    if offer.kind == ExchangeKind.LEVEL:
        _raise(batch, seen, actor=actor, at=at, exchange_id=exchange_id)
        return None
    card, *_ = [_issue(books, seen, at) for _ in range(times)]
    return card


def _coupons(batch: Batch, seen: Exchanging, until: date | None, at: datetime, times: int) -> UUID:
    assert seen.offer.coupon_kind_id is not None
    assert until is not None
    given = offers.give_coupons(
        batch,
        kind_id=seen.offer.coupon_kind_id,
        grants=[offers.Grant(seen.member.id)] * times,
        days=(seen.on, until),
        at=at,
        source="exchange",
    )
    return given[0]


def _raise(
    batch: Batch, seen: Exchanging, *, actor: Actor, at: datetime, exchange_id: UUID
) -> None:
    ladder, (standing, *_) = queries.get_ladder(), get_standing(seen.member.id, seen.on)
    assert seen.offer.level_id is not None
    to = ladder.rung(seen.offer.level_id)
    if to not in ladder.above(standing.level_id):
        raise errors.level_not_above()
    days = seen.offer.days
    going = Move(
        to=to,
        cause=Cause.BOUGHT,
        since=seen.on,
        through=seen.on + timedelta(days=days - 1) if days else to.through(seen.on),
        document_id=exchange_id,
        detail={"points": seen.offer.points},
    )
    move(
        batch,
        actor=actor,
        at=at,
        on=seen.on,
        standing=standing,
        going=going,
        before=ladder.rung(standing.level_id),
        store_id=seen.store_id,
    )


def _issue(books: Books, seen: Exchanging, at: datetime) -> UUID:
    """A pass that costs no money: nothing is owed for it but its uses."""
    assert seen.offer.card_kind is not None
    kind = kinds.kind_of(seen.offer.card_kind)
    return cards.grant_card(
        books, kind, member_id=seen.member.id, store_id=seen.store_id, at=at, on=seen.on
    )
