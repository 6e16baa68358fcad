"""What tills do without the server: their numbers, what was recorded afterwards, and what was odd about it."""

from django.db import models
from django.db.models import F, Q

from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import Row
from tessera.sales.models.returns import Return
from tessera.sales.models.sale import Sale


class NumberBlock(Row):
    """Numbers of one business day that a till may give by itself. Those that it does not use stay
    unused: the block says why there is no document to them."""

    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+")
    business_on = models.DateField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["till", "business_on", "first"], name="number_block_first"
            ),
            models.CheckConstraint(name="number_block_numbers", condition=Q(last__gte=F("first"))),
        )


class MadeOffline(Row):
    """A sale or return that a till made without the server, under the number it printed.

    Neither ``sale`` nor ``returned`` is named where nothing could be posted any more: the remarks
    say what was done.
    """

    request_id = models.UUIDField(unique=True)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+", db_index=False)
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, null=True, related_name="+")
    returned = models.ForeignKey(Return, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=40)
    number_on = models.DateField()
    number_value = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    amount_minor = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["store", "-received_at"], name="made_offline_store"),)
        constraints = (
            models.CheckConstraint(
                name="made_offline_one_document",
                condition=Q(sale__isnull=True) | Q(returned__isnull=True),
            ),
        )


class SyncRemark(Row):
    """What the server would have done otherwise about something made offline; it stands as it was
    made, and a manager looks at it."""

    made = models.ForeignKey(MadeOffline, on_delete=models.PROTECT, related_name="remarks")
    code = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    note = models.CharField(max_length=200, blank=True)
    seen_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["made", "code"], name="sync_remark_code"),)
