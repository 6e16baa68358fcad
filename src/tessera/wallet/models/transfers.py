"""Stored value that one member hands to another."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Member
from tessera.platform.fields import MinorField, Row


class ValueTransfer(Row):
    """Stored value that went from one member to another at once, with the giver's business day."""

    giver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    principal_minor = MinorField()
    bonus_minor = MinorField()
    at = models.DateTimeField()
    business_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="value_transfer_to_another",
                condition=Q(principal_minor__gte=0, bonus_minor__gte=0)
                & (Q(principal_minor__gt=0) | Q(bonus_minor__gt=0))
                & ~Q(giver=F("receiver")),
            ),
        )
        indexes = (models.Index(fields=["giver", "business_on"], name="value_transfer_giver_day"),)
