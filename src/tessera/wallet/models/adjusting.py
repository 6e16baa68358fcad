"""Points and bonus that people moved by hand: adjustments, and points from member to member."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Member
from tessera.org.models import Store
from tessera.platform.fields import Row


class AdjustedUnit(models.TextChoices):
    """What is adjusted: points, or bonus in minor units."""

    POINTS = "points"
    BONUS = "bonus"


class AdjustmentState(models.TextChoices):
    """Whether an adjustment was carried out."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


class AdjustmentCause(models.TextChoices):
    """Why something is adjusted by hand."""

    MISTAKE = "mistake"
    GOODWILL = "goodwill"
    PROMISE = "promise"
    ABUSE = "abuse"
    OTHER = "other"


class Adjustment(Row):
    """So much added to a member (negative: taken) by hand, and who asked for it and decided.

    Without ``decided_by`` whoever asked was allowed so much alone. Nothing moves while it waits.
    ``turn`` counts what one person did alone for a member on a day, so that of two at once the
    second meets the first and adds up again.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=6, choices=AdjustedUnit.choices)
    amount = models.BigIntegerField()
    cause = models.CharField(max_length=8, choices=AdjustmentCause.choices)
    reason = models.CharField(max_length=200)
    expires_on = models.DateField(null=True)
    state = models.CharField(max_length=7, choices=AdjustmentState.choices)
    asked_by_id = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    business_on = models.DateField()
    decided_by_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=200, blank=True)
    turn = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="adjustment_turn",
                fields=["member", "unit", "business_on", "asked_by_id", "turn"],
            ),
            models.CheckConstraint(name="adjustment_not_zero", condition=~Q(amount=0)),
            models.CheckConstraint(
                name="adjustment_two_people",
                condition=Q(decided_by_id__isnull=True) | ~Q(decided_by_id=F("asked_by_id")),
            ),
        )
        indexes = (
            models.Index(
                fields=["asked_at"], condition=Q(state="waiting"), name="adjustment_waiting"
            ),
        )


class PointsTransfer(Row):
    """Points that one member gave to another, and what it cost the giver on top."""

    giver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    points = models.BigIntegerField()
    fee_points = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    business_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="points_transfer_to_another",
                condition=Q(points__gt=0, fee_points__gte=0) & ~Q(giver=F("receiver")),
            ),
        )
        indexes = (models.Index(fields=["giver", "business_on"], name="points_transfer_giver_day"),)
