"""Printers' settings, and the outbox of papers for cloud printers."""

from django.db import models
from django.db.models import Q

from tessera.org.models import Store, Till
from tessera.papers.columns import WIDE
from tessera.platform.fields import Row


class Way(models.TextChoices):
    """How a till prints."""

    BROWSER = "browser"
    AGENT = "agent"
    FEIE = "feie"


class Printer(Row):
    """How one till prints, or, without a till, those of a store that have no setting of their own.

    Its id is the till's or the store's: the primary key settles who set it first.
    """

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    till = models.ForeignKey(Till, on_delete=models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    columns = models.PositiveSmallIntegerField(default=WIDE)
    has_drawer = models.BooleanField(default=False)
    prints_itself = models.BooleanField(default=False)
    number = models.CharField(max_length=20, blank=True)
    # counts the agent's tokens: another number is another token, and none is kept
    turn = models.PositiveIntegerField(default=1)


class PaperState(models.TextChoices):
    """``unknown``: handed over, and nobody knows whether it was taken."""

    QUEUED = "queued"
    UNKNOWN = "unknown"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"


class CloudPaper(Row):
    """A paper, or a part of a long one, on its way to a cloud printer. ``content`` has its tags."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    content = models.TextField()
    state = models.CharField(max_length=8, choices=PaperState.choices, default=PaperState.QUEUED)
    reference = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                name="cloud_paper_open", fields=["created_at"], condition=Q(done_at__isnull=True)
            ),
        )
