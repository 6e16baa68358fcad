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


class GivesBack(models.TextChoices):
    """When a return gives the coupon of its sale back."""

    NEVER = "never"
    WHOLE = "whole"
    ALWAYS = "always"


class CouponKind(Row):
    """A kind of coupon: so much off from a threshold. A change raises ``version``.

    A percentage is ``off_bp``, at most ``cap_minor``; both are of the goods that ``filters`` serve.
    An exchange makes one piece of ``sku_ids`` cost ``price_minor`` instead. Kinds that are not
    listed belong to a reward, which makes a new one whenever its terms change.

    It serves in ``store_ids``, with none of them everywhere. One that is issued is valid from
    ``valid_from`` through ``valid_through``, or for ``valid_days`` that begin ``delay_days`` after
    it was received; where the kind says neither, whoever issues it does. A member gets at most
    ``per_member`` of it, all together ``total_limit``. A return gives it back by ``gives_back``,
    with the days that it had or with ``back_days`` new ones. Its end is announced ``remind_days``
    before, 0 for never.
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
    is_active = models.BooleanField(default=True)
    store_ids = models.JSONField(default=list)
    valid_from = models.DateField(null=True)
    valid_through = models.DateField(null=True)
    valid_days = models.PositiveIntegerField(null=True)
    delay_days = models.PositiveSmallIntegerField(default=0)
    per_member = models.PositiveIntegerField(null=True)
    total_limit = models.PositiveIntegerField(null=True)
    may_give = models.BooleanField(default=False)
    gives_back = models.CharField(max_length=6, choices=GivesBack.choices, default=GivesBack.NEVER)
    back_days = models.PositiveIntegerField(null=True)
    remind_days = models.PositiveSmallIntegerField(default=0)

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
            models.CheckConstraint(
                name="coupon_kind_days",
                condition=Q(valid_from=None, valid_through=None)
                | Q(valid_days=None, valid_from__lte=F("valid_through")),
            ),
        )


class CouponBatch(Row):
    """Coupons without a member whose codes are made by the worker, in pieces, and handed out as one
    file, once. ``made_count`` of them are there."""

    kind = models.ForeignKey(CouponKind, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(max_length=60)
    count = models.PositiveIntegerField()
    made_count = models.PositiveIntegerField(default=0)
    uses_limit = models.PositiveIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField()
    begun_at = models.DateTimeField()
    exported_at = models.DateTimeField(null=True)
    exported_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="coupon_batch_count", condition=Q(made_count__lte=F("count"))
            ),
            models.CheckConstraint(
                name="coupon_batch_exported",
                condition=Q(exported_at=None) | Q(made_count=F("count")),
            ),
        )


class Coupon(Row):
    """One coupon with an unguessable code; of a member, or of whoever carries it.

    ``source`` says how it was issued, ``cause`` for what, once: a job that comes twice gives one.
    ``issued_to`` is who had it first and ``most`` how many of its kind that member might have then.
    A cart that is put aside and a gift under way hold it until ``held_until``; ``holds`` counts
    everything that befell who may use it, so that each sees the last.
    """

    kind = models.ForeignKey(CouponKind, on_delete=models.PROTECT, related_name="coupons")
    code = models.CharField(max_length=24, unique=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="coupons")
    starts_on = models.DateField()
    ends_on = models.DateField()
    uses = models.PositiveIntegerField(default=0)
    uses_limit = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=10, default="hand")
    cause = models.CharField(max_length=120, null=True, unique=True)
    issued_at = models.DateTimeField(null=True)
    issued_to = models.UUIDField(null=True)
    most = models.PositiveIntegerField(null=True)
    batch = models.ForeignKey(
        CouponBatch, on_delete=models.PROTECT, null=True, related_name="coupons"
    )
    held_by = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)
    holds = models.PositiveIntegerField(default=0)
    reminded_in = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="coupon_uses_within_limit", condition=Q(uses__lte=F("uses_limit"))
            ),
            models.CheckConstraint(name="coupon_days", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="coupon_held",
                condition=Q(held_by=None, held_until=None)
                | Q(held_by__isnull=False, held_until__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["held_by"], condition=~Q(held_by=None), name="coupon_held_by"),
            models.Index(
                fields=["reminded_in"], condition=~Q(reminded_in=None), name="coupon_reminded_in"
            ),
            models.Index(
                fields=["ends_on"], condition=Q(reminded_in=None, uses=0), name="coupon_to_remind"
            ),
        )


class CouponUse(Row):
    """A coupon that was used on a sale. ``gives_back`` and ``back_days`` are the kind's terms as they
    stood then (law 7); ``returned_at`` says when a return gave the use back."""

    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="used")
    document_id = models.UUIDField()
    amount_minor = MinorField()
    at = models.DateTimeField()
    gives_back = models.CharField(max_length=6, default=GivesBack.NEVER)
    back_days = models.PositiveIntegerField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["coupon", "document_id"], name="coupon_use_once_per_document"
            ),
        )


class CouponGift(Row):
    """A coupon on its way to a friend, until it is claimed, taken back, or ``good_through`` is over.

    Of its code, and of the phone of a friend who shall find it in the app, keyed digests are kept, no
    more. Meanwhile it holds the coupon.
    """

    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="gifts")
    giver_id = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    phone_digest = models.CharField(max_length=64, blank=True, db_index=True)
    given_at = models.DateTimeField()
    good_through = models.DateField()
    claimed_by = models.UUIDField(null=True, db_index=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="coupon_gift_settled",
                condition=Q(claimed_by=None) | Q(settled_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["coupon"], condition=Q(settled_at=None), name="coupon_gift_under_way"
            ),
        )
