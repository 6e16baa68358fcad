"""When two members turn out to be one."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from tessera.members import operations as members
from tessera.members.models import Member
from tessera.platform.usecases import StaleError
from tessera.rewards import queries
from tessera.rewards.models import (
    OPEN,
    BirthdayGift,
    Cause,
    LevelMove,
    Merit,
    ReferralReward,
    RewardState,
    Standing,
    Trace,
)


def merge_standings(*, keep: UUID, gone: UUID, at: datetime) -> None:
    """Let what counted for the member ``gone`` count for ``keep``, with the history of levels.

    The higher of the two levels stays, as it stood: with its end, and with the sale whose return
    would undo it. Doing it again changes nothing. Raises StaleError where a level was moved
    meanwhile.
    """
    Merit.objects.filter(member=gone).update(member=keep)
    LevelMove.objects.filter(member=gone).update(member=keep)
    _merge_levels(keep, gone, at)
    years = BirthdayGift.objects.filter(member=keep).values("year")
    BirthdayGift.objects.filter(member=gone).exclude(year__in=years).update(member=keep)
    Trace.objects.filter(member=gone).update(member=keep)
    _merge_rewards(keep, gone)


def _merge_levels(keep: UUID, gone: UUID, at: datetime) -> None:
    """The duplicate is left on the lowest level: what is told twice raises nobody twice."""
    own, other = (
        Member.objects.select_related("level").get(id=member_id) for member_id in (keep, gone)
    )
    on = members.today_of(own.home_store_id, at)
    level = own.level
    if other.level.rank > own.level.rank:
        level = other.level
        _put(own, level.id)
    if (other.level.rank, _end(gone)) > (own.level.rank, _end(keep)):
        _take_over(keep, gone, level.id, on)
    Standing.objects.filter(member=gone).delete()
    _put(other, members.lowest_level().id)
    newest = LevelMove.objects.filter(member=keep).order_by("-at", "-id").first()
    if level != own.level or (newest and newest.after_id != level.id):
        LevelMove.objects.create(
            member_id=keep,
            before=own.level,
            after=level,
            cause=Cause.MERGED,
            at=at,
            business_on=on,
        )


def _put(row: Member, level_id: UUID) -> None:
    if not Member.objects.filter(id=row.id, level=row.level_id).update(level=level_id):
        raise StaleError


def _end(member_id: UUID) -> date:
    """The last day of a member's level; what began by no move yields to what did."""
    row = Standing.objects.filter(member=member_id).first()
    return (row.valid_through or date.max) if row else date.min


def _take_over(keep: UUID, gone: UUID, level_id: UUID, on: date) -> None:
    """The duplicate's standing becomes the survivor's; a lock of the survivor stays."""
    lock = Standing.objects.filter(member=keep).values("locked_until", "lock_reason").first()
    Standing.objects.filter(member=keep).delete()
    if not Standing.objects.filter(member=gone).update(member=keep):
        through = queries.get_ladder().rung(level_id).through(on)
        Standing.objects.create(member_id=keep, level_id=level_id, since=on, valid_through=through)
    if lock and lock["locked_until"]:
        kept = Standing.objects.filter(member=keep)
        earlier = Q(locked_until=None) | Q(locked_until__lt=lock["locked_until"])
        kept.filter(earlier).update(**lock)


def _merge_rewards(keep: UUID, gone: UUID) -> None:
    """Rewards go along, but for one that both were promised for the same sale: that stays.

    Nobody brings himself: what is open of what one of the two brought the other for is void.
    """
    pair = (keep, gone)
    own = ReferralReward.objects.filter(member=keep).values_list("sale", "kind")
    for row in ReferralReward.objects.filter(member=gone):
        if (row.sale_id, row.kind) not in set(own):
            ReferralReward.objects.filter(id=row.id).update(member=keep)
    stays = Q(member=gone, role="referee")
    ReferralReward.objects.filter(referee=gone).exclude(stays).update(referee=keep)
    ReferralReward.objects.filter(referrer=gone).update(referrer=keep)
    own_doing = Q(referrer__in=pair, referee__in=pair) | Q(member=gone)
    open_ones = ReferralReward.objects.filter(own_doing, state__in=OPEN)
    open_ones.update(state=RewardState.VOID)
