"""Who bought or brought something back since it was last looked.

No sale tells this room anything: its own transaction stays as it is, and the index by time that
the list of sales has anyway finds the newest in a moment.
"""

from datetime import datetime, timedelta
from uuid import UUID

from tessera.campaigns.models import Watch
from tessera.members.models import Member
from tessera.sales.models import Return, Sale

TAGS = "tags"
"""The name of the one row that is kept."""

OVERLAP = timedelta(seconds=30)
"""No sale is written later than this after the instant that it names; the night finds any other."""

AT_MOST = 5_000
"""Where more have bought meanwhile, all members are looked at instead."""

_DAYS = timedelta(days=2)


def list_buyers(*, at: datetime) -> list[UUID]:
    """Members whose purchases changed since the last look until ``at``, ``AT_MOST`` and one more.

    Duplicates are named as who they were merged into. Before there ever was a look, nobody.
    """
    seen_at = Watch.objects.filter(name=TAGS).values_list("seen_at", flat=True).first()
    if seen_at is None:
        return []
    since = seen_at - OVERLAP
    sold = Sale.objects.filter(at__gt=since, member__isnull=False)
    # by day first: returns have an index of their days
    back = Return.objects.filter(
        business_on__gte=(since - _DAYS).date(), at__gt=since, member__isnull=False
    )
    ids = {
        *sold.values_list("member", flat=True)[: AT_MOST + 1],
        *back.values_list("member", flat=True)[: AT_MOST + 1],
    }
    rows = Member.objects.filter(id__in=ids).values_list("id", "merged_into")
    return sorted({into or member_id for member_id, into in rows})
