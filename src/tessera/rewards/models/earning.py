"""The earning rule, what was earned by it, and what was clawed back."""

from django.db import models
from django.db.models import Q

from tessera.platform.fields import BasisPointsField, MinorField, Row
from tessera.sales.models import Return, Sale


class EarnRule(Row):
    """One point per ``minor_per_point`` of goods really paid for (domain handbook 5.3).

    The newest version counts; a sale keeps the version it earned by.
    """

    version = models.PositiveIntegerField(unique=True)
    minor_per_point = MinorField(default=100)
    expiry_years = models.PositiveSmallIntegerField(default=1)
    carry_from_month = models.PositiveSmallIntegerField(default=12)
    earns_on_bonus = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="earn_rule_positive", condition=Q(minor_per_point__gt=0)),
        )


class Earning(models.Model):
    """What a sale earned, once and for ever (its key is the sale), with the rule as it stood.

    ``factor_bp`` is what the member's level made of it then, in basis points.
    """

    sale = models.OneToOneField(Sale, on_delete=models.PROTECT, primary_key=True, related_name="+")
    account_id = models.UUIDField()
    points = models.BigIntegerField()
    base_minor = MinorField()
    rule_version = models.PositiveIntegerField()
    minor_per_point = MinorField()
    factor_bp = BasisPointsField(default=10_000)
    lot_id = models.UUIDField(null=True)


class Clawback(models.Model):
    """What a return took back of its sale's earning."""

    document = models.OneToOneField(
        Return, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="+")
    base_minor = MinorField()
    points = models.BigIntegerField()


class TopUpGift(Row):
    """The points that a top-up's plan gave, once for its sale, and whether they were taken back."""

    sale = models.OneToOneField(Sale, on_delete=models.PROTECT, related_name="+")
    member_id = models.UUIDField()
    points = models.BigIntegerField()
    lot_id = models.UUIDField(null=True)
    is_taken_back = models.BooleanField(default=False)
