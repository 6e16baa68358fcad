"""Sales, their lines and tenders."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Member
from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import MinorField, Row
from tessera.sales.models.shift import Shift


class TenderKind(models.TextChoices):
    """How a sale is paid. Points as money are a tender too: they come back on a return."""

    CASH = "cash"
    CARD = "card"
    WALLET = "wallet"
    POINTS = "points"
    GIFT = "gift"


class Sale(Row):
    """A posted sale. ``number`` is a label; the id is the identity.

    ``return_count`` is not part of the document: it lets one return of the sale through at a
    time, so that refunds are divided over what is truly left.
    """

    number = models.CharField(max_length=40, unique=True)
    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="sales", db_constraint=False
    )
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="sales")
    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="sales", db_index=False
    )
    at = models.DateTimeField()
    business_on = models.DateField()
    gross_minor = MinorField()
    reduction_minor = MinorField()
    rounding_minor = MinorField()
    points_used = models.BigIntegerField(default=0)
    points_minor = MinorField(default=0)
    total_minor = MinorField()
    change_minor = MinorField(default=0)
    book_version = models.CharField(max_length=64)
    reasons = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True, default="", db_default="")
    prints_notes = models.BooleanField(db_default=False, default=False)
    return_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["store", "business_on"], name="sale_store_day"),
            models.Index(fields=["business_on"], name="sale_day"),
            models.Index(fields=["-at"], name="sale_at"),
            models.Index(fields=["member", "-at", "-id"], name="sale_member_at"),
        )


class SaleLine(Row):
    """A posted line with what the rules did to it (law 7); ``returned`` counts what came back.

    ``value_minor`` of what a card cost went into stored value, so that nothing was bought for it yet.
    """

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    sku_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    colour = models.CharField(max_length=20, blank=True)
    size = models.CharField(max_length=12, blank=True)
    quantity = models.PositiveIntegerField()
    unit_tag_minor = MinorField()
    unit_price_minor = MinorField()
    gross_minor = MinorField()
    net_minor = MinorField()
    value_minor = MinorField(default=0)
    points_share_minor = MinorField(default=0)
    reasons = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True, default="", db_default="")
    returned = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="sale_line_returned", condition=Q(returned__lte=F("quantity"))
            ),
            models.CheckConstraint(name="sale_line_quantity", condition=Q(quantity__gt=0)),
        )
        indexes = (
            # Turnover leaves top-ups and gift cards out, and they are few among the lines.
            models.Index(
                fields=["sale"],
                condition=Q(kind__in=("gift", "topup")) | Q(value_minor__gt=0),
                name="sale_line_value",
            ),
        )


class Tender(Row):
    """One payment of a sale; cash is what was kept, after change."""

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="tenders")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=TenderKind.choices)
    amount_minor = MinorField()
    reference = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="tender_positive", condition=Q(amount_minor__gt=0)),
        )
