"""Prices by hand: the brand's rules, what a manager has approved, and what was done."""

from django.db import models
from django.db.models import Q

from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import MinorField, Row
from tessera.sales.models.sale import Sale, SaleLine


class ManualPolicy(Row):
    """Who may set what by hand, and the reasons to choose from. One row; without it the rules are
    those of ``rules.by_hand``.

    ``limits`` holds by role ``off_bp``, ``amount_minor`` (null is any) and ``below_cost``.
    """

    limits = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)


class Approval(Row):
    """A manager approved prices by hand at a till, by PIN: for one sale, for a short while.

    ``digest`` is of what the till was handed; ``changes`` is what was seen (``rules.by_hand.described``).
    """

    digest = models.CharField(max_length=64, unique=True)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    changes = models.JSONField(default=list)
    uses = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(name="approval_once", condition=Q(uses__lte=1)),)


class ManualKind(models.TextChoices):
    """What was set: a percentage, a price, a gift, or something off the whole ticket."""

    OFF = "off"
    PRICE = "price"
    GIFT = "gift"
    TOTAL = "total"


class ManualChange(Row):
    """What was set by hand on a line of a sale, or with no line on all of it, by whom and why.

    ``saved_minor`` is what it took off ``base_minor``. The sale says where and when.
    """

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="manual_changes")
    line = models.ForeignKey(
        SaleLine, on_delete=models.PROTECT, null=True, related_name="manual_changes"
    )
    kind = models.CharField(max_length=8, choices=ManualKind.choices)
    reason = models.CharField(max_length=80)
    base_minor = MinorField()
    saved_minor = MinorField()
    below_cost = models.BooleanField(default=False)
    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    approver = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    approval = models.ForeignKey(
        Approval, on_delete=models.PROTECT, null=True, related_name="manual_changes"
    )
