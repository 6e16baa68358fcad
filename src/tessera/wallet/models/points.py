"""How points are spent, handed on and adjusted in this brand, and what was told of their end."""

from typing import Any

from django.db import models
from django.db.models import Q

from tessera.platform.fields import BasisPointsField, MinorField, Row


def usual_notice_days() -> list[int]:
    """A month, a week and a day before points end."""
    return [30, 7, 1]


def usual_limits() -> dict[str, Any]:
    """Small amounts by hand; who is not here adjusts nothing alone."""
    return {
        "owner": {"points": 5000, "bonus_minor": 50_000},
        "manager": {"points": 500, "bonus_minor": 5_000},
    }


class PointsPolicy(Row):
    """What holds for points besides their rate and step, which stand in ``Policy``. One row.

    ``transfer_day_max`` is what one member may give away on a day; ``transfer_fee_points`` is paid
    by who gives, on top. ``adjustment_limits`` is by role: what one person may change alone.
    """

    version = models.PositiveIntegerField(default=1)
    is_spendable = models.BooleanField(default=True)
    minimum_points = models.PositiveIntegerField(default=0)
    minimum_order_minor = MinorField(default=0)
    cap_bp = BasisPointsField(default=10_000)
    cap_minor = MinorField(null=True)
    excluded_categories = models.JSONField(default=list)
    excluded_sku_ids = models.JSONField(default=list)
    excludes_promotions = models.BooleanField(default=False)
    may_transfer = models.BooleanField(default=False)
    transfer_min_points = models.PositiveIntegerField(default=100)
    transfer_day_max = models.PositiveIntegerField(default=5000)
    transfer_fee_points = models.PositiveIntegerField(default=0)
    notice_days = models.JSONField(default=usual_notice_days)
    adjustment_limits = models.JSONField(default=usual_limits)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="points_policy_share", condition=Q(cap_bp__gte=0) & Q(cap_bp__lte=10_000)
            ),
        )


class PointsNotice(Row):
    """That points of a member end on a day was told, so many days before: once.

    ``run_id`` names the piece of work that made it.
    """

    run_id = models.UUIDField(db_index=True)
    member_id = models.UUIDField()
    expires_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    points = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member_id", "expires_on", "days"], name="points_notice_once"
            ),
        )
