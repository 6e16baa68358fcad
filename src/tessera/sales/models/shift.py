"""Shifts: who had the drawer, and what was in it at the end."""

from django.db import models
from django.db.models import Q

from tessera.org.models import Staff, Till
from tessera.platform.fields import MinorField, Row


class Shift(Row):
    """The time between opening and closing a till. Closing is final (law 5)."""

    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="shifts")
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    business_on = models.DateField()
    float_minor = MinorField()
    is_open = models.BooleanField(default=True)
    document_count = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    sale_count = models.PositiveIntegerField(null=True)
    return_count = models.PositiveIntegerField(null=True)
    expected_minor = MinorField(null=True)
    counted_minor = MinorField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["till"], condition=Q(is_open=True), name="shift_one_open_per_till"
            ),
            models.CheckConstraint(
                name="shift_closed_is_counted",
                condition=Q(is_open=True)
                | Q(counted_minor__isnull=False, expected_minor__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["till", "-opened_at"], name="shift_till_opened"),)


class ShiftTender(Row):
    """What a closed shift took and gave back by one kind of tender."""

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="tenders")
    kind = models.CharField(max_length=8)
    taken_minor = MinorField()
    refunded_minor = MinorField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shift", "kind"], name="shift_tender_kind"),)
