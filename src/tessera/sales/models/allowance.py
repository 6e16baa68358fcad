"""What a till may take of members by itself while its line is cut, and how much of it the brand hands out."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Member
from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import MinorField, Row


class AllowanceEnd(models.TextChoices):
    """Why a limit ended: the till gave it back, sold with its line again, or its time was over."""

    GIVEN_BACK = "given_back"
    SOLD = "sold"
    OVER = "over"


class Allowance(Row):
    """So many points and so much stored value of a member, set aside for one till through ``until``.

    What is set aside is in the ledger, under this id; ``points_used`` and ``wallet_used_minor`` are
    what sales made without a line took of it. It outlives ``until`` to ``ends_at``, by when such
    sales have come. Decision 34.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    points = models.BigIntegerField()
    wallet_minor = MinorField()
    coupon_codes = models.JSONField(default=list)
    points_used = models.BigIntegerField(default=0)
    wallet_used_minor = MinorField(default=0)
    entry_id = models.UUIDField(null=True)
    granted_at = models.DateTimeField()
    until = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=10, choices=AllowanceEnd.choices, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="allowance_one_open",
                fields=["till", "member"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="allowance_points_within",
                condition=Q(points_used__gte=0) & Q(points_used__lte=F("points")),
            ),
            models.CheckConstraint(
                name="allowance_wallet_within",
                condition=Q(wallet_used_minor__gte=0) & Q(wallet_used_minor__lte=F("wallet_minor")),
            ),
            models.CheckConstraint(
                name="allowance_ends_after", condition=Q(ends_at__gte=F("until"))
            ),
        )
        indexes = (
            models.Index(
                fields=["ends_at"], condition=Q(ended_at__isnull=True), name="allowance_ending"
            ),
        )


class AllowancePolicy(Row):
    """How much a till may take by itself of one member. One row; without it nothing is handed out.

    A limit is good for ``hours``; for ``grace_hours`` more it stays set aside, so that a till that
    was cut off has the time to send what it sold.
    """

    points = models.PositiveIntegerField(default=0)
    wallet_minor = MinorField(default=0)
    coupons = models.BooleanField(default=False)
    hours = models.PositiveSmallIntegerField(default=12)
    grace_hours = models.PositiveSmallIntegerField(default=48)
