"""What points buy: the catalogue, what was redeemed of it, and what members wish for."""

from django.db import models
from django.db.models import F, Q

from tessera.catalog.models import Sku
from tessera.members.models import Level, Member
from tessera.offers.models import Coupon, CouponKind
from tessera.org.models import Store
from tessera.platform.fields import MinorField, Row
from tessera.sales.models import Sale
from tessera.wallet.models import CardKind, HeldCard


class RewardKind(models.TextChoices):
    """What a reward is. Goods and services are picked up by a code, a coupon and a card are given
    at once, and of a draw one gets a ticket."""

    GOODS = "goods"
    SERVICE = "service"
    COUPON = "coupon"
    CARD = "card"
    DRAW = "draw"


class LimitPeriod(models.TextChoices):
    """In which span of business days a limit for each member counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Reward(Row):
    """Something to have for points, or for points and money. A change raises ``version``.

    No level means every level, no store every store, no stock as many as are wanted; ``days`` is
    how long it waits for its pick-up, or how long its coupon is valid, the first day included.
    ``exchange`` is the kind of coupon that fetches its SKU at the till, made anew when the SKU or
    the money changes. A draw has ``prize``, ``winners`` and the day from which it may be drawn.
    """

    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=RewardKind.choices)
    name = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    picture = models.CharField(max_length=200, blank=True)
    sku = models.ForeignKey(Sku, on_delete=models.PROTECT, null=True, related_name="+")
    exchange = models.ForeignKey(CouponKind, on_delete=models.PROTECT, null=True, related_name="+")
    coupon_kind = models.ForeignKey(
        CouponKind, on_delete=models.PROTECT, null=True, related_name="+"
    )
    card_kind = models.ForeignKey(CardKind, on_delete=models.PROTECT, null=True, related_name="+")
    points = models.BigIntegerField()
    money_minor = MinorField(default=0)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    levels = models.ManyToManyField(Level, blank=True, related_name="+")
    stores = models.ManyToManyField(Store, blank=True, related_name="+")
    stock = models.PositiveIntegerField(null=True)
    taken = models.PositiveIntegerField(default=0)
    per_member = models.PositiveIntegerField(null=True)
    per_period = models.PositiveIntegerField(null=True)
    period = models.CharField(max_length=5, choices=LimitPeriod.choices, default=LimitPeriod.MONTH)
    days = models.PositiveSmallIntegerField(default=30)
    prize = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    winners = models.PositiveIntegerField(null=True)
    draw_on = models.DateField(null=True)
    drawn_at = models.DateTimeField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="reward_taken_within_stock",
                condition=Q(stock__isnull=True) | Q(taken__lte=F("stock")),
            ),
            models.CheckConstraint(
                name="reward_price", condition=Q(points__gt=0) & Q(money_minor__gte=0)
            ),
            models.CheckConstraint(
                name="reward_days",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="reward_coupon", condition=~Q(kind="coupon") | Q(coupon_kind__isnull=False)
            ),
            models.CheckConstraint(
                name="reward_card", condition=~Q(kind="card") | Q(card_kind__isnull=False)
            ),
            models.CheckConstraint(
                name="reward_draw",
                condition=~Q(kind="draw")
                | Q(prize__isnull=False, winners__isnull=False, draw_on__isnull=False),
            ),
        )


class RedemptionState(models.TextChoices):
    """Where a redemption stands. A ticket of a draw waits until it has won or lost."""

    RESERVED = "reserved"
    HANDED_OUT = "handed_out"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    TAKEN_BACK = "taken_back"
    WON = "won"
    LOST = "lost"


TAKES = (
    RedemptionState.RESERVED,
    RedemptionState.HANDED_OUT,
    RedemptionState.WON,
    RedemptionState.LOST,
)
"""What counts towards the stock and the limits: all that was not given back."""


class Redemption(Row):
    """A reward that a member took, on the terms that held then (law 7).

    ``payer_id`` is the member whose points paid, also where the redemption went to a survivor;
    ``points_back`` of ``points`` came back to them. ``until`` is the last day for the pick-up.
    A prize was won by ``ticket`` and cost nothing.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="redemptions")
    payer_id = models.UUIDField()
    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="redemptions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=RewardKind.choices)
    name = models.CharField(max_length=60)
    sku_id = models.UUIDField(null=True)
    points = models.BigIntegerField()
    points_back = models.BigIntegerField(default=0)
    money_minor = MinorField(default=0)
    code = models.CharField(max_length=24, unique=True)
    coupon = models.OneToOneField(
        Coupon, on_delete=models.PROTECT, null=True, related_name="redemption"
    )
    card = models.OneToOneField(HeldCard, on_delete=models.PROTECT, null=True, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RedemptionState.choices)
    at = models.DateTimeField()
    business_on = models.DateField()
    until = models.DateField(null=True)
    ticket = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="won")
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="redemption_points",
                condition=Q(points__gte=0)
                & Q(points_back__gte=0)
                & Q(points_back__lte=F("points")),
            ),
        )
        indexes = (
            models.Index(fields=["member", "-at"], name="redemption_member_at"),
            models.Index(fields=["-at"], name="redemption_at"),
            models.Index(
                fields=["until"], condition=Q(state="reserved"), name="redemption_waiting"
            ),
        )


class Taker(models.Model):
    """A member who took a reward so many times, given back or not.

    Limits are counted from the redemptions; who counts them expects this number unchanged, so that
    of two at once one counts again.
    """

    id = models.UUIDField(primary_key=True)
    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    turns = models.PositiveIntegerField()


class Wish(Row):
    """A reward that a member has an eye on."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="wishes")
    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="wishes")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["member", "reward"], name="wish_once"),)
