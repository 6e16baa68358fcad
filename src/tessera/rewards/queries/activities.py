"""Activities: what gives points now, and what a member did."""

from uuid import UUID

from django.db.models import Q

from tessera.platform import versions
from tessera.rewards.models import Activity, ActivityGrant
from tessera.rewards.rules import activities
from tessera.rewards.rules.activities import ActivityFacts


def _load() -> dict[str, ActivityFacts]:
    rows = {row.kind: row for row in Activity.objects.all()}
    return {kind: _facts(kind, rows.get(kind)) for kind in activities.KINDS}


def _facts(kind: str, row: Activity | None) -> ActivityFacts:
    if row is None:
        return ActivityFacts(kind)
    return ActivityFacts(kind, row.is_on, row.points, tuple(row.table), row.per_day, row.in_all)


_activities: versions.Cached[dict[str, ActivityFacts]] = versions.Cached("rewards", _load)


def list_activities() -> list[ActivityFacts]:
    """Every kind of activity as it is set, those that are off as well."""
    return list(_activities.get(versions.current()).values())


def get_activity(kind: str) -> ActivityFacts:
    """One kind of activity as it is set."""
    return _activities.get(versions.current())[kind]


def grants_of(member_id: UUID, kind: str) -> list[ActivityGrant]:
    """What a member, and whoever became that member, was given for a kind of activity."""
    own = Q(member=member_id) | Q(member__merged_into=member_id)
    return list(ActivityGrant.objects.filter(own, kind=kind).order_by("at", "id"))
