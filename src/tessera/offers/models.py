"""Promotions, coupon kinds and coupons."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Member
from tessera.org.models import Store
from tessera.platform.fields import MinorField, Row


class PromotionKind(models.TextChoices):
    """What a promotion does; ``pricing`` has one module for each."""

    LIMITED_TIME = "limited_time"
    NTH_PIECE = "nth_piece"
    BUY_GET = "buy_get"
    PIECES_OFF = "pieces_off"
    BUNDLE = "bundle"
    SPEND_SAVE = "spend_save"
    SPEND_PERCENT = "spend_percent"
    SPEND_GIFT = "spend_gift"
    ADD_ON = "add_on"


class Promotion(Row):
    """A promotion over a closed range of business days. A change raises ``version`` (law 7)."""

    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=16, choices=PromotionKind.choices)
    name = models.CharField(max_length=60)
    group = models.CharField(max_length=40, blank=True)
    combines = models.BooleanField(default=True)
    combines_with_level = models.BooleanField(null=True, default=None)
    priority = models.SmallIntegerField(default=0)
    starts_on = models.DateField()
    ends_on = models.DateField()
    stores = models.ManyToManyField(Store, blank=True, related_name="+")
    filters = models.JSONField(default=dict)
    conditions = models.JSONField(default=dict)
    limits = models.JSONField(default=dict)
    config = models.JSONField(default=dict)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="promotion_days", condition=Q(ends_on__gte=F("starts_on"))),
        )


class PromotionCount(Row):
    """How far a limit of a promotion is used up: in all, on a day, in a store, by a member.

    ``scope`` says which: ``all``, ``day:2026-01-31``, ``store:`` or ``member:`` with the id. The
    limits stand beside as they were at the last use, so that the database holds them.
    """

    promotion = models.ForeignKey(Promotion, on_delete=models.PROTECT, related_name="counts")
    scope = models.CharField(max_length=48)
    uses = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    saved_minor = MinorField(default=0)
    most_uses = models.PositiveIntegerField(null=True)
    most_units = models.PositiveIntegerField(null=True)
    most_minor = MinorField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["promotion", "scope"], name="promotion_count_once"),
            models.CheckConstraint(
                name="promotion_count_uses",
                condition=Q(most_uses=None) | Q(uses__lte=F("most_uses")),
            ),
            models.CheckConstraint(
                name="promotion_count_units",
                condition=Q(most_units=None) | Q(units__lte=F("most_units")),
            ),
            models.CheckConstraint(
                name="promotion_count_budget",
                condition=Q(most_minor=None) | Q(saved_minor__lte=F("most_minor")),
            ),
        )


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


class Rounding(models.TextChoices):
    """How a total is rounded off at the till (domain handbook 5.6)."""

    OFF = "off"
    DROP_FEN = "drop_fen"
    DROP_JIAO = "drop_jiao"
    HALF_UP_JIAO = "half_up_jiao"
    HALF_UP_YUAN = "half_up_yuan"


class PricePolicy(Row):
    """How the brand prices as a whole. One row; without it nothing is rounded or combined."""

    rounding = models.CharField(max_length=16, choices=Rounding.choices, default=Rounding.OFF)
    level_discount_combines = models.BooleanField(default=False)
