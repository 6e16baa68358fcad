"""What bringing members is worth, what was promised for it, and what came of it."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Member
from tessera.platform.fields import BasisPointsField, MinorField, Row
from tessera.sales.models import Sale


class Unit(models.TextChoices):
    """What is given."""

    POINTS = "points"
    BONUS = "bonus"


class ReferralProgram(Row):
    """The rules of referral; the newest version counts. Amounts are in the unit that it pays."""

    version = models.PositiveIntegerField(unique=True)
    is_active = models.BooleanField(default=True)
    pays = models.CharField(max_length=8, choices=Unit.choices, default=Unit.POINTS)
    rate_bp = BasisPointsField(default=0)
    sale_cap = models.BigIntegerField(null=True)
    month_cap = models.BigIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    first_referrer = models.BigIntegerField(default=0)
    first_referee = models.BigIntegerField(default=0)
    first_min_minor = MinorField(default=0)
    pending_days = models.PositiveSmallIntegerField(default=7)
    staff_counts = models.BooleanField(default=False)


class RewardState(models.TextChoices):
    """Where a reward is. ``reopened`` was credited, and goods have come back since."""

    PENDING = "pending"
    HELD = "held"
    REFUSED = "refused"
    CREDITED = "credited"
    REOPENED = "reopened"
    VOID = "void"


OPEN = (RewardState.PENDING, RewardState.HELD)
"""What may still be credited."""


class ReferralReward(Row):
    """Something promised to ``member`` because ``referee``, whom ``referrer`` brought, bought.

    Its terms are as they stood at the sale. Nothing is credited before the business day
    ``pending_through`` is over. ``credited`` less ``taken`` is what the member has of it;
    ``forgiven`` is what came back too late to be taken.
    """

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    referee = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    referrer = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=8)
    kind = models.CharField(max_length=8)
    unit = models.CharField(max_length=8, choices=Unit.choices)
    store_id = models.UUIDField()
    at = models.DateTimeField()
    business_on = models.DateField()
    pending_through = models.DateField()
    program_version = models.PositiveIntegerField()
    base_minor = MinorField()
    returned_minor = MinorField(default=0)
    amount = models.BigIntegerField()
    rate_bp = BasisPointsField()
    cap = models.BigIntegerField(null=True)
    month_cap = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=RewardState.choices, default=RewardState.PENDING)
    screened_at = models.DateTimeField(null=True)
    hold_reason = models.CharField(max_length=8, blank=True)
    credited = models.BigIntegerField(default=0)
    credited_on = models.DateField(null=True)
    taken = models.BigIntegerField(default=0)
    forgiven = models.BigIntegerField(default=0)
    lot_id = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["sale", "member", "kind"], name="referral_reward_once"),
            models.CheckConstraint(
                name="referral_reward_bounds",
                condition=Q(credited__lte=F("amount"), returned_minor__lte=F("base_minor"))
                & Q(taken__lte=F("credited") - F("forgiven")),
            ),
        )
        indexes = (
            models.Index(fields=["member", "business_on"], name="referral_reward_member"),
            models.Index(fields=["member", "-at", "-id"], name="referral_reward_newest"),
            models.Index(
                fields=["pending_through"],
                condition=Q(state__in=("pending", "reopened")),
                name="referral_reward_open",
            ),
            models.Index(fields=["at"], condition=Q(state="held"), name="referral_reward_held"),
        )


class HoldDecision(Row):
    """What a manager decided about a reward on hold, and why."""

    reward = models.ForeignKey(ReferralReward, on_delete=models.PROTECT, related_name="decisions")
    released = models.BooleanField()
    reason = models.CharField(max_length=80)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()


class Trace(Row):
    """Something that a member left behind, as a digest: an address, a device, a payment card;
    or that the member works here (``staff``)."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["digest", "kind", "at"], name="trace_digest"),)


class Departure(Row):
    """That somebody left, known by a keyed digest of the phone and by nothing else."""

    digest = models.CharField(max_length=64)
    left_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["digest"], name="departure_digest"),)
