"""Who came by an invitation that nobody was rewarded for."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from tessera.members.models import Member
from tessera.rewards.models import Activity, ActivityGrant
from tessera.rewards.rules import activities

INVITED_WITHIN = timedelta(days=30)
"""A registration that nobody rewarded for so long is not rewarded any more."""


def list_newcomers(at: datetime, *, limit: int) -> list[Member]:
    """New members whom another brought, and for whom nobody has got anything, the newest first;
    none while the activity is off."""
    activity = Activity.objects.filter(kind=activities.INVITATION, is_on=True).first()
    if activity is None:
        return []
    given = ActivityGrant.objects.filter(kind=activities.INVITATION, subject=OuterRef("id"))
    found = Member.objects.filter(
        ~Exists(given),
        referred_by__isnull=False,
        joined_at__gte=max(activity.since or at, at - INVITED_WITHIN),
        merged_into=None,
        left_at=None,
    )
    return list(found.order_by("-joined_at")[:limit])
