"""The earning rule, what was earned by it, and what was clawed back."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Member
from tessera.platform.fields import BasisPointsField, MinorField, Row
from tessera.rewards.rules import earning, programme
from tessera.sales.models import Return, Sale


class Expiry(models.TextChoices):
    """How points end (domain handbook 5.3)."""

    CALENDAR_YEAR = programme.CALENDAR_YEAR
    ROLLING_MONTHS = programme.ROLLING_MONTHS
    SINCE_ACTIVITY = programme.SINCE_ACTIVITY
    NEVER = programme.NEVER


class OnReturn(models.TextChoices):
    """What becomes of earned points that come back spent."""

    NEGATIVE = programme.NEGATIVE
    WITHIN_BALANCE = programme.WITHIN_BALANCE
    ONLY_PENDING = programme.ONLY_PENDING
    FROM_REFUND = programme.FROM_REFUND


class EarnRule(Row):
    """The points programme: one point per ``minor_per_point`` of goods really paid for, how the
    fraction is dropped, what else counts, how long points wait and last (domain handbook 5.3).

    The newest version counts; a sale keeps the version it earned by.
    """

    version = models.PositiveIntegerField(unique=True)
    minor_per_point = MinorField(default=100)
    expiry_years = models.PositiveSmallIntegerField(default=1)
    carry_from_month = models.PositiveSmallIntegerField(default=12)
    earns_on_bonus = models.BooleanField(default=True)
    earns_on_services = models.BooleanField(default=False)
    earns_on_fees = models.BooleanField(default=False)
    rounding = models.CharField(max_length=4, default=programme.PER_SALE)
    rounding_mode = models.CharField(max_length=7, default=programme.DOWN)
    expiry = models.CharField(max_length=14, choices=Expiry.choices, default=Expiry.CALENDAR_YEAR)
    expiry_months = models.PositiveSmallIntegerField(default=12)
    pending_days = models.PositiveSmallIntegerField(default=0)
    on_return = models.CharField(max_length=14, choices=OnReturn.choices, default=OnReturn.NEGATIVE)

    class Meta:
        constraints = (
            models.CheckConstraint(name="earn_rule_positive", condition=Q(minor_per_point__gt=0)),
        )


class ExtraRule(Row):
    """A rule beside the base one, in one version; the newest of each ``rule_id`` counts.

    ``conditions`` are those of ``rules.conditions`` in JSON, by their names there.
    """

    rule_id = models.UUIDField()
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in earning.KINDS])
    points = models.PositiveIntegerField(default=0)
    minor_per_point = MinorField(default=0)
    factor_bp = BasisPointsField(default=0)
    conditions = models.JSONField(default=dict)
    is_on = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["rule_id", "version"], name="extra_rule_version"),
        )


class Earning(models.Model):
    """What a sale earned, once and for ever (its key is the sale), with the rule as it stood.

    ``factor_bp`` is what the member's level made of it then, in basis points. Where more than the
    base rule decided, ``by_line`` is true and the lines say what each earned.
    """

    sale = models.OneToOneField(Sale, on_delete=models.PROTECT, primary_key=True, related_name="+")
    account_id = models.UUIDField()
    points = models.BigIntegerField()
    base_minor = MinorField()
    rule_version = models.PositiveIntegerField()
    minor_per_point = MinorField()
    factor_bp = BasisPointsField(default=10_000)
    lot_id = models.UUIDField(null=True)
    by_line = models.BooleanField(default=False)


class EarnedLine(Row):
    """What one line of a sale earned, and by which rules in which version (law 7)."""

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    quantity = models.PositiveIntegerField()
    base_minor = MinorField()
    points = models.BigIntegerField()
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["sale", "position"], name="earned_line_position"),
        )


class Visit(Row):
    """That a member was given something for coming: once a store and business day."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    store_id = models.UUIDField()
    business_on = models.DateField()
    sale_id = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member", "business_on", "store_id"], name="visit_once_a_day"
            ),
        )


class Clawback(models.Model):
    """What a return took back of its sale's earning: ``points`` in all.

    Of them ``lapsed`` were gone by expiry already, ``forgiven`` could not be taken, and ``kept``
    were kept of the refund as money; the rest was taken, or is owed.
    """

    document = models.OneToOneField(
        Return, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="+")
    base_minor = MinorField()
    points = models.BigIntegerField()
    lapsed = models.BigIntegerField(default=0)
    forgiven = models.BigIntegerField(default=0)
    kept = models.BigIntegerField(default=0)


class TopUpGift(Row):
    """The points that a top-up's plan gave, once for its sale, and how many were taken back."""

    sale = models.OneToOneField(Sale, on_delete=models.PROTECT, related_name="+")
    member_id = models.UUIDField()
    points = models.BigIntegerField()
    lot_id = models.UUIDField(null=True)
    points_back = models.BigIntegerField(default=0)
