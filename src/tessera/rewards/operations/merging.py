"""When two members turn out to be one."""

from uuid import UUID

from tessera.rewards.models import (
    BirthdayGift,
    LevelMove,
    Merit,
    ReferralReward,
    Standing,
    Trace,
)


def merge_standings(*, keep: UUID, gone: UUID) -> None:
    """Let what counted for the member ``gone`` count for ``keep``, with the history of levels.

    The level of ``keep`` stays; a sale or the nightly review may raise it by what has come.
    """
    Merit.objects.filter(member=gone).update(member=keep)
    LevelMove.objects.filter(member=gone).update(member=keep)
    years = BirthdayGift.objects.filter(member=keep).values("year")
    BirthdayGift.objects.filter(member=gone).exclude(year__in=years).update(member=keep)
    Standing.objects.filter(member=gone).delete()
    Trace.objects.filter(member=gone).update(member=keep)
    _merge_rewards(keep, gone)


def _merge_rewards(keep: UUID, gone: UUID) -> None:
    """Rewards go along, but for one that both were promised for the same sale: that stays."""
    own = ReferralReward.objects.filter(member=keep).values_list("sale", "kind")
    for row in ReferralReward.objects.filter(member=gone):
        if (row.sale_id, row.kind) not in set(own):
            ReferralReward.objects.filter(id=row.id).update(member=keep)
    ReferralReward.objects.filter(referee=gone).update(referee=keep)
