"""Who of staff looks after a member, since when, and what becomes of it when a guide leaves."""

from django.db import models
from django.db.models import Q

from tessera.members.models.member import Member
from tessera.org.models import Staff
from tessera.platform.fields import Row


class GuideCause(models.TextChoices):
    """How a member came to a guide."""

    JOINED = "joined"
    HAND = "hand"
    HAND_OVER = "hand_over"
    MERGE = "merge"


class GuideChange(Row):
    """From ``at`` on ``after`` is the member's guide, where ``before`` was; None is nobody."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    before = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    cause = models.CharField(max_length=10, choices=GuideCause.choices)
    reason = models.CharField(max_length=200, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=["member", "-at", "-id"], name="guide_change_member"),)


class HandOver(Row):
    """All members of ``before`` go to ``after``; the worker does it in pieces.

    ``store_ids`` are the stores that whoever ordered it reaches; None is all of them.
    ``done_at`` is when nobody was left: a job that is delivered again finds nothing to do.
    """

    before = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    store_ids = models.JSONField(null=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    total_count = models.PositiveIntegerField()
    done_count = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["before"], condition=Q(done_at=None), name="hand_over_open_once"
            ),
        )


class GuidePolicy(models.Model):
    """Whether members read in their app who their guide is; there is one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    shown_to_members = models.BooleanField(default=True)
