"""What members are told of what happened to them: each thing once."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from tessera.care import operations, permissions, rules, words
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.rewards import queries as rewards
from tessera.rewards.models import LevelMove, ReferralReward, RewardState
from tessera.wallet import queries as wallet

ACTION = "member.told"


@usecase(permission=permissions.SPEAK, audit=ACTION)
def tell_of_move(*, actor: Actor, at: datetime, move_id: UUID) -> str:
    """Tell a member that the level changed and why; returns the channel, empty for none.

    What has changed again meanwhile is told by the later move. Raises Forbidden.
    """
    move = LevelMove.objects.select_related("before", "after").get(id=move_id)
    rises, currency = move.after.rank > move.before.rank, org.get_brand().currency

    def said() -> Mapping[str, object]:
        why = words.reason(move.cause, move.detail, rises=rises, currency=currency)
        return {"level": move.after.name, "reason": why}

    row = listener(move.member_id)
    if row.level_id != move.after_id:
        return note(actor, at, row, rules.RISEN, "")
    kind = rules.RISEN if rises else rules.FALLEN
    channel = operations.say(
        actor=actor, at=at, row=row, kind=kind, cause=rules.cause_of_move(move_id), words=said
    )
    return note(actor, at, row, kind, channel)


@usecase(permission=permissions.SPEAK, audit=ACTION)
def tell_of_drop(
    *, actor: Actor, at: datetime, member_id: UUID, to: UUID, on: date, measure: str, missing: int
) -> str:
    """Warn a member who will drop to the level ``to`` on the day ``on``; returns the channel.

    Raises Forbidden.
    """
    row, currency, ladder = listener(member_id), org.get_brand().currency, rewards.get_ladder()
    channel = operations.say(
        actor=actor,
        at=at,
        row=row,
        kind=rules.ENDING,
        cause=rules.cause_of_drop(member_id, on),
        words=lambda: {
            "level": ladder.rung(to).name,
            "day": words.day(on),
            "present": row.level.name,
            "missing": words.amount(measure, missing, currency=currency),
        },
    )
    return note(actor, at, row, rules.ENDING, channel)


@usecase(permission=permissions.SPEAK, audit=ACTION)
def tell_of_reward(*, actor: Actor, at: datetime, reward_id: UUID) -> str:
    """Thank who brought a member, or who was brought, for what was credited; returns the channel.

    Nothing is said of what was taken back meanwhile. Raises Forbidden.
    """
    reward = ReferralReward.objects.select_related("referee").get(id=reward_id)
    row, currency = listener(reward.member_id), org.get_brand().currency
    kind = rules.THANKS if reward.role == "referrer" else rules.WELCOME
    left = reward.credited - reward.taken
    if not left or reward.state == RewardState.VOID:
        return note(actor, at, row, kind, "")
    channel = operations.say(
        actor=actor,
        at=at,
        row=row,
        kind=kind,
        cause=rules.cause_of_reward(reward_id),
        words=lambda: {
            "name": members.mask_name(reward.referee.name),
            "amount": words.given(reward.unit, left, currency=currency),
        },
    )
    return note(actor, at, row, kind, channel)


@usecase(permission=permissions.SPEAK, audit=ACTION)
def tell_of_points(*, actor: Actor, at: datetime, notice_id: UUID) -> str:
    """Tell a member whose points will end soon; returns the channel taken. Raises Forbidden."""
    notice, currency = wallet.get_notice(notice_id), org.get_brand().currency
    row = listener(notice.member_id)
    channel = operations.say(
        actor=actor,
        at=at,
        row=row,
        kind=rules.POINTS_ENDING,
        cause=rules.cause_of_points(notice_id),
        words=lambda: {
            "points": words.amount("points", notice.points, currency=currency),
            "day": words.day(notice.expires_on),
        },
    )
    return note(actor, at, row, rules.POINTS_ENDING, channel)


def listener(member_id: UUID) -> Member:
    """Who it is now: the survivor of duplicates."""
    return Member.objects.select_related("level").get(id=members.survivor_of(member_id))


def note(actor: Actor, at: datetime, row: Member, kind: str, channel: str) -> str:
    """The audit row of what was said, or was not; returns the ``channel``."""
    data = {"kind": kind, "channel": channel}
    audit.record(
        actor=actor,
        at=at,
        action=ACTION,
        subject=row.id,
        store_id=row.home_store_id,
        data=data,
    )
    return channel
