from django.db import migrations
from django.db.models import F, Q
from django.utils import timezone

from tessera.kernel.ids import uuid7
from tessera.rewards.rules.windows import last_day


def straighten(apps, _):
    """Merges left members on another level than they stood on, or standing on none.

    They stand on the level that they have, since the last move to it.
    """
    moves = apps.get_model("rewards", "LevelMove").objects
    standings = apps.get_model("rewards", "Standing").objects
    members = apps.get_model("members", "Member").objects
    standings.filter(member__merged_into__isnull=False).delete()
    strays = standings.exclude(level=F("member__level")).values("member")
    stood = standings.values("member")
    moved = moves.values("member")
    lost = Q(id__in=moved, merged_into=None) & ~Q(id__in=stood)
    for member in list(members.filter(Q(id__in=strays) | lost)):
        own = moves.filter(member=member)
        last, to = (
            rows.order_by("-at", "-id").first() for rows in (own, own.filter(after=member.level_id))
        )
        since = to.business_on if to else member.joined_on
        standings.update_or_create(
            member=member,
            defaults={
                "level_id": member.level_id,
                "since": since,
                "valid_through": _through(apps, member.level_id, since),
                "warned_on": None,
                "cause_id": None,
                "before": None,
                "before_since": None,
                "before_through": None,
            },
        )
        if last and last.after_id != member.level_id:
            at = timezone.now()
            moves.create(
                id=uuid7(),
                member=member,
                before_id=last.after_id,
                after_id=member.level_id,
                cause="merged",
                at=at,
                business_on=at.date(),
            )


def _through(apps, level_id, since):
    rule = (
        apps.get_model("rewards", "LevelRule")
        .objects.filter(level=level_id)
        .order_by("-version")
        .first()
    )
    return last_day(since, rule.validity_months) if rule and rule.validity_months else None


class Migration(migrations.Migration):
    dependencies = [("rewards", "0005_applied"), ("members", "0007_lists")]
    operations = [migrations.RunPython(straighten, migrations.RunPython.noop)]
