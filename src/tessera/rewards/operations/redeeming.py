"""Taking rewards and giving them back, into the caller's batch and transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tessera.kernel.clock import business_day
from tessera.kernel.ids import secret_code, uuid7
from tessera.ledger import queries as ledger
from tessera.ledger.operations import Books
from tessera.ledger.queries import LotTaken
from tessera.members.models import Member
from tessera.offers import operations as offers
from tessera.org import queries as org
from tessera.platform import versions
from tessera.platform.batch import Batch
from tessera.rewards.models import (
    Redemption,
    RedemptionState,
    Reward,
    RewardKind,
    Taker,
    Wish,
)
from tessera.rewards.queries.taking import Asked
from tessera.rewards.rules import catalogue
from tessera.wallet import operations as wallet
from tessera.wallet import places as held
from tessera.wallet import queries as wallets
from tessera.wallet.operations import cards
from tessera.wallet.queries import cards as held_cards
from tessera.wallet.queries import get_holding, kinds
from tessera.wallet.rules import SpentLot

GIVEN = (RewardKind.COUPON, RewardKind.CARD)
"""What is given at once: nobody has to hand it out."""


def take(batch: Batch, asked: Asked, *, at: datetime) -> tuple[UUID, str]:
    """Take a reward for its points; returns the redemption and its code.

    The points leave the lots that end soonest, the stock is guarded by its constraint, the limits
    by the member's turns. Rule: docs/recipes/redemption.md.
    """
    books = _books(batch, asked, at)
    wallet.spend_points(books, asked.holding, points=asked.reward.points, on=asked.on)
    _count_turn(batch, asked)
    code = _put(books, asked, points=asked.reward.points)
    books.close()
    return books.document_id, code


def give_prize(batch: Batch, asked: Asked, *, at: datetime, ticket_id: UUID) -> None:
    """Give what a ticket won: it costs neither points nor money, and counts towards no limit."""
    books = _books(batch, asked, at)
    _put(books, asked, points=0, ticket_id=ticket_id)
    books.close()


def _books(batch: Batch, asked: Asked, at: datetime) -> Books:
    return Books(
        batch=batch,
        balances=asked.holding.balances,
        kind="redemption",
        holder=asked.member.id,
        document_id=uuid7(),
        store_id=asked.store.id,
        at=at,
        business_on=asked.on,
    )


def _put(books: Books, asked: Asked, *, points: int, ticket_id: UUID | None = None) -> str:
    """Put a redemption with what it gives into the batch and take it off the stock; returns the
    code."""
    reward, code = asked.reward, secret_code("R")
    is_given = reward.kind in GIVEN
    until = catalogue.last_day(asked.on, reward.days)
    books.batch.insert(
        Redemption,
        {
            "id": books.document_id,
            "payer_id": asked.member.id,
            "points": points,
            "code": code,
            "coupon_id": _give_coupon(books, asked, until, code),
            "card_id": _give_card(books, asked),
            "state": RedemptionState.HANDED_OUT if is_given else RedemptionState.RESERVED,
            "at": books.at,
            "until": until if reward.kind not in (RewardKind.DRAW, RewardKind.CARD) else None,
            "ticket_id": ticket_id,
            "ended_at": books.at if is_given else None,
            **_snapshot(asked),
        },
    )
    books.batch.change(Reward, reward.id, by={"taken": 1}, expect={"version": reward.version})
    return code


def _snapshot(asked: Asked) -> dict[str, Any]:
    """Who takes what where, as it is now (law 7)."""
    reward = asked.reward
    return {
        "member_id": asked.member.id,
        "store_id": asked.store.id,
        "business_on": asked.on,
        "reward_id": reward.id,
        "version": reward.version,
        "kind": reward.kind,
        "name": reward.name,
        "sku_id": reward.sku_id,
        "money_minor": reward.money_minor,
    }


def _give_coupon(books: Books, asked: Asked, until: date, code: str) -> UUID | None:
    """The coupon that the reward is, or the one that fetches it at the till."""
    kind_id = asked.reward.coupon_kind_id or asked.reward.exchange_id
    if kind_id is None:
        return None
    return offers.give_coupon(
        books.batch,
        kind_id=kind_id,
        member_id=asked.member.id,
        starts_on=asked.on,
        ends_on=until,
        at=books.at,
        source="reward",
        code=code,
    )


def _give_card(books: Books, asked: Asked) -> UUID | None:
    """The card that the reward is; it is good from that day, or from its first use."""
    if asked.reward.card_kind_id is None:
        return None
    return cards.grant_card(
        books,
        kinds.get_kind(asked.reward.card_kind_id),
        member_id=asked.member.id,
        store_id=asked.store.id,
        at=books.at,
        on=asked.on,
    )


def _count_turn(batch: Batch, asked: Asked) -> None:
    if asked.turns is None:
        who = {"reward_id": asked.reward.id, "member_id": asked.member.id}
        batch.insert(Taker, {"id": asked.turn_id, **who, "turns": 1})
    else:
        batch.change(Taker, asked.turn_id, by={"turns": 1}, expect={"turns": asked.turns})


def give_back(
    batch: Batch, row: Redemption, *, at: datetime, state: RedemptionState, reason: str = ""
) -> int:
    """End a redemption: its coupon is worth nothing, the reward is there again, and the points go
    back to the lots that they came from (CASES 8); returns how many.

    Who was faster with it, at a till or here, sends the caller back to its read. To somebody who
    left nothing can be given back.
    """
    who = (row.payer_id, row.member_id)
    has_left = Member.objects.filter(id__in=who, left_at__isnull=False).exists()
    points = 0 if has_left else row.points
    if points or row.card_id:
        _undo(batch, row, points, at)
    if row.coupon is not None and not row.coupon.uses:
        offers.withdraw_coupon(batch, row.coupon.id)
    batch.change(
        Redemption,
        row.id,
        put={"state": state, "ended_at": at, "reason": reason, "points_back": points},
        expect={"state": row.state},
    )
    batch.change(Reward, row.reward_id, by={"taken": -1})
    return points


def _undo(batch: Batch, row: Redemption, points: int, at: datetime) -> None:
    """Reverse what the redemption posted, as far as it is given back."""
    entry = ledger.get_entry_lots(document_id=row.id)
    card = held_cards.get_card(row.card_id, org.get_brand().currency) if row.card_id else None
    books = Books(
        batch=batch,
        balances={**get_holding(row.payer_id).balances, **(card.balances if card else {})},
        kind="redemption_back",
        holder=row.payer_id,
        document_id=row.id,
        store_id=row.store_id,
        at=at,
        business_on=business_day(at, zone=row.store.zone, cutover_hour=row.store.cutover_hour),
        reverses_id=entry.entry_id,
    )
    if card:
        cards.take_back(books, card, on=books.business_on)
    if points:
        _restore(books, row, entry.taken, points)
    books.close()


def _restore(books: Books, row: Redemption, taken: Sequence[LotTaken], points: int) -> None:
    """To the member who paid, who may have been merged since: what reaches a duplicate is carried
    over, as with returns."""
    wallet.restore_points(
        books,
        member_id=row.payer_id,
        spent=[
            SpentLot(lot.lot_id, lot.unrestored, lot.expires_on)
            for lot in taken
            if lot.account_kind == held.HELD_POINTS
        ],
        points=points,
        on=books.business_on,
        days=wallets.policy.get(versions.current()).restored_lot_days,
    )


def hand_over(*, keep: UUID, gone: UUID) -> None:
    """Give a survivor what the duplicate redeemed and wished for (CASES 14); again changes nothing."""
    Redemption.objects.filter(member=gone).update(member=keep)
    wished = Wish.objects.filter(member=keep).values("reward")
    Wish.objects.filter(member=gone, reward__in=wished).delete()
    Wish.objects.filter(member=gone).update(member=keep)


def end_all(batch: Batch, member_id: UUID, at: datetime) -> None:
    """End what waits for somebody who leaves: it is there for others again."""
    rows = Redemption.objects.filter(member=member_id, state=RedemptionState.RESERVED)
    for row in rows.select_related("store", "coupon"):
        give_back(batch, row, at=at, state=RedemptionState.LAPSED)
    Wish.objects.filter(member=member_id).delete()
