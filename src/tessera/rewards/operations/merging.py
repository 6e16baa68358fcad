"""When two members turn out to be one."""

from uuid import UUID

from tessera.rewards.models import BirthdayGift, LevelMove, Merit, Standing


def merge_standings(*, keep: UUID, gone: UUID) -> None:
    """Let what counted for the member ``gone`` count for ``keep``, with the history of levels.

    The level of ``keep`` stays; a sale or the nightly review may raise it by what has come.
    """
    Merit.objects.filter(member=gone).update(member=keep)
    LevelMove.objects.filter(member=gone).update(member=keep)
    years = BirthdayGift.objects.filter(member=keep).values("year")
    BirthdayGift.objects.filter(member=gone).exclude(year__in=years).update(member=keep)
    Standing.objects.filter(member=gone).delete()
