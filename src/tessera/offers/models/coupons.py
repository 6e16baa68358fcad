"""Coupon kinds, coupons and their uses."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Member
from tessera.platform.fields import MinorField, Row


class CouponType(models.TextChoices):
    """What a coupon gives: an amount or a percentage off, a piece of goods for a price of its own
    or for nothing, or the shipping."""

    AMOUNT = "amount"
    PERCENT = "percent"
    EXCHANGE = "exchange"
    GIFT = "gift"
    SHIPPING = "shipping"


class CouponKind(Row):
    """A kind of coupon: so much off from a threshold. A change raises ``version``.

    A percentage is ``off_bp``, at most ``cap_minor``; both are of the goods that ``filters`` serve.
    An exchange makes one piece of ``sku_ids`` cost ``price_minor`` instead. Kinds that are not
    listed belong to a reward, which makes a new one whenever its terms change.
    """

    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=60)
    type = models.CharField(max_length=8, choices=CouponType.choices, default=CouponType.AMOUNT)
    threshold_minor = MinorField()
    amount_minor = MinorField()
    combines_with_level = models.BooleanField(default=True)
    off_bp = models.PositiveIntegerField(default=0)
    cap_minor = MinorField(null=True)
    filters = models.JSONField(default=dict)
    sku_ids = models.JSONField(default=list)
    price_minor = MinorField(default=0)
    is_listed = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="coupon_kind_amounts",
                condition=Q(threshold_minor__gte=0)
                & (
                    Q(type="amount", amount_minor__gt=0)
                    | Q(type="percent", amount_minor=0, off_bp__range=(1, 10_000))
                    | Q(type__in=("exchange", "gift"), amount_minor=0)
                    | Q(type="shipping", amount_minor__gte=0)
                ),
            ),
            models.CheckConstraint(name="coupon_kind_price", condition=Q(price_minor__gte=0)),
        )


class Coupon(Row):
    """One coupon with an unguessable code; of a member, or of whoever carries it."""

    kind = models.ForeignKey(CouponKind, on_delete=models.PROTECT, related_name="coupons")
    code = models.CharField(max_length=24, unique=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="coupons")
    starts_on = models.DateField()
    ends_on = models.DateField()
    uses = models.PositiveIntegerField(default=0)
    uses_limit = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="coupon_uses_within_limit", condition=Q(uses__lte=F("uses_limit"))
            ),
            models.CheckConstraint(name="coupon_days", condition=Q(ends_on__gte=F("starts_on"))),
        )


class CouponUse(Row):
    """A coupon that was used on a sale."""

    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="used")
    document_id = models.UUIDField()
    amount_minor = MinorField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["coupon", "document_id"], name="coupon_use_once_per_document"
            ),
        )
