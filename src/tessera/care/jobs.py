"""What the worker says to members, and plans for colleagues; every job may run twice."""

from datetime import date
from uuid import UUID

from tessera.care import permissions, queries, rules, usecases
from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.messaging import queries as messaging
from tessera.offers.queries import endings
from tessera.rewards.models import Cause, LevelMove
from tessera.wallet import queries as wallet

ACTOR = system_actor("care", {permissions.SPEAK})


def tell_of_move(move_id: str) -> None:
    """Tell a member of a new level. Who applied for it has heard of that application."""
    key = UUID(move_id)
    move = LevelMove.objects.filter(id=key).first()
    if move is None or move.cause == Cause.APPLIED:
        return
    if not messaging.is_told(rules.cause_of_move(key)):
        usecases.tell_of_move(actor=ACTOR, at=clock.utc_now(), move_id=key)


def tell_of_drop(member_id: str, to: str, on: str, measure: str, missing: int) -> None:
    """Warn a member who will drop."""
    day = date.fromisoformat(on)
    if not messaging.is_told(rules.cause_of_drop(UUID(member_id), day)):
        usecases.tell_of_drop(
            actor=ACTOR,
            at=clock.utc_now(),
            member_id=UUID(member_id),
            to=UUID(to),
            on=day,
            measure=measure,
            missing=missing,
        )


def thank(reward_id: str, follow_up_by: str) -> None:
    """Thank for a member who was brought, and have a colleague do so too."""
    key, at = UUID(reward_id), clock.utc_now()
    if not messaging.is_told(rules.cause_of_reward(key)):
        usecases.tell_of_reward(actor=ACTOR, at=at, reward_id=key)
    if not queries.is_planned(key):
        day = date.fromisoformat(follow_up_by)
        usecases.plan_thanks(actor=ACTOR, at=at, reward_id=key, due_on=day)


def tell_of_points(run_id: str) -> None:
    """Tell the members of one piece that points of theirs will end."""
    for notice_id in wallet.list_notices(UUID(run_id)):
        if not messaging.is_told(rules.cause_of_points(notice_id)):
            usecases.tell_of_points(actor=ACTOR, at=clock.utc_now(), notice_id=notice_id)


def tell_of_coupons(run_id: str) -> None:
    """Tell the members of one piece that a coupon of theirs will end."""
    for coupon_id in endings.list_reminded(UUID(run_id)):
        if not messaging.is_told(rules.cause_of_coupon(coupon_id)):
            usecases.tell_of_coupon(actor=ACTOR, at=clock.utc_now(), coupon_id=coupon_id)


def tell_of_balance(member_id: str, document_id: str, before: int, after: int) -> None:
    """Tell a member that little is left."""
    key = UUID(document_id)
    if not messaging.is_told(rules.cause_of_low(key)):
        usecases.tell_of_balance(
            actor=ACTOR,
            at=clock.utc_now(),
            member_id=UUID(member_id),
            document_id=key,
            before_minor=before,
            after_minor=after,
        )


def tell_of_closing(
    closing_id: str, member_id: str, store_id: str, closes_on: str, amount: int
) -> None:
    """Tell a member of a store that closes."""
    closing, member = UUID(closing_id), UUID(member_id)
    if not messaging.is_told(rules.cause_of_closing(closing, member)):
        usecases.tell_of_closing(
            actor=ACTOR,
            at=clock.utc_now(),
            closing_id=closing,
            member_id=member,
            store_id=UUID(store_id),
            closes_on=date.fromisoformat(closes_on),
            amount_minor=amount,
        )
