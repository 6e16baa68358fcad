"""A promotion tried on the sales of some days, before anybody has it."""

from django.db import models
from django.db.models import Q

from tessera.platform.fields import MinorField, Row
from tessera.sales.models.sale import Sale


class TrialState(models.TextChoices):
    """How far a trial is."""

    RUNNING = "running"
    DONE = "done"


class Trial(Row):
    """What a promotion would have cost on the sales of the business days ``since`` to ``until``.

    ``terms`` are what it says, ``promotion_id`` that of the promotion whose terms are tried, where
    there is one. Of the sales looked at those are ``unknown`` whose price cannot be made again as it
    was. The amounts are of the others: what they cost without it and with it.
    """

    promotion_id = models.UUIDField(null=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=16)
    terms = models.JSONField()
    store_ids = models.JSONField()
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=8, choices=TrialState.choices, default=TrialState.RUNNING)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    after_at = models.DateTimeField(null=True)
    after_id = models.UUIDField(null=True)
    total_count = models.PositiveIntegerField()
    done_count = models.PositiveIntegerField(default=0)
    unknown_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    piece_count = models.PositiveIntegerField(default=0)
    before_minor = MinorField(default=0)
    after_minor = MinorField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(name="trial_days", condition=Q(until__gte=models.F("since"))),
        )
        indexes = (models.Index(fields=["promotion_id", "-begun_at"], name="trial_promotion"),)


class TrialSale(Row):
    """A sale that would have cost something else: without the promotion and with it."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="sales")
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="+")
    business_on = models.DateField()
    pieces = models.PositiveIntegerField()
    before_minor = MinorField()
    after_minor = MinorField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trial", "sale"], name="trial_sale_once"),)
