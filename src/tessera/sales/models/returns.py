"""Returns, their lines and refunds."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Member
from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import MinorField, Row
from tessera.sales.models.sale import Sale, SaleLine, Tender
from tessera.sales.models.shift import Shift


class Return(Row):
    """A posted return: of lines of a sale, or without a receipt (``sale`` is null).

    ``kept_minor`` was kept of the refund for points that were earned and spent.
    """

    number = models.CharField(max_length=40, unique=True)
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, null=True, related_name="returns")
    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="returns", db_constraint=False
    )
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="returns")
    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="returns", db_index=False
    )
    at = models.DateTimeField()
    business_on = models.DateField()
    refund_minor = MinorField()
    points_back = models.BigIntegerField(default=0)
    points_minor = MinorField(default=0)
    kept_minor = MinorField(default=0)
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["store", "business_on"], name="return_store_day"),
            models.Index(fields=["business_on"], name="return_day"),
            models.Index(fields=["member", "-at", "-id"], name="return_member_at"),
        )


class ReturnLine(Row):
    """Pieces that came back and what they refund: ``net_minor`` with the points' share in it, of which
    ``value_minor`` leaves stored value."""

    document = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    sale_line = models.ForeignKey(
        SaleLine, on_delete=models.PROTECT, null=True, related_name="return_lines"
    )
    sku_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    colour = models.CharField(max_length=20, blank=True)
    size = models.CharField(max_length=12, blank=True)
    quantity = models.PositiveIntegerField()
    net_minor = MinorField()
    value_minor = MinorField(default=0)
    points_share_minor = MinorField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(name="return_line_quantity", condition=Q(quantity__gt=0)),
        )


class Refund(Row):
    """What went back by one tender; of the sale's tender where there is one."""

    document = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="refunds")
    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, null=True, related_name="refunds")
    kind = models.CharField(max_length=8)
    amount_minor = MinorField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="refund_positive", condition=Q(amount_minor__gt=0)),
        )
