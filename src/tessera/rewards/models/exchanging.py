"""Points exchanged in one step into value: what is offered, and what was exchanged."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Level, Member
from tessera.offers.models import CouponKind
from tessera.platform.fields import MinorField, Row
from tessera.wallet.models import CardKind


class ExchangeKind(models.TextChoices):
    """What points become."""

    BONUS = "bonus"
    COUPON = "coupon"
    LEVEL = "level"
    PASSES = "pass", "Pass"


class ExchangeOffer(Row):
    """So many points for this. ``days`` is how long bonus, coupon or level last; a level without
    days lasts as its own rule says, bonus without them has no end. A change raises ``version``."""

    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=6, choices=ExchangeKind.choices)
    points = models.BigIntegerField()
    bonus_minor = MinorField(null=True)
    coupon_kind = models.ForeignKey(
        CouponKind, on_delete=models.PROTECT, null=True, related_name="+"
    )
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, related_name="+")
    card_kind = models.ForeignKey(CardKind, on_delete=models.PROTECT, null=True, related_name="+")
    days = models.PositiveIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    levels = models.ManyToManyField(Level, blank=True, related_name="+")
    per_day = models.PositiveIntegerField(null=True)
    per_member = models.PositiveIntegerField(null=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="exchange_offer_days",
                condition=Q(points__gt=0)
                & (
                    Q(starts_on__isnull=True)
                    | Q(ends_on__isnull=True)
                    | Q(ends_on__gte=F("starts_on"))
                ),
            ),
            models.CheckConstraint(
                name="exchange_offer_gives",
                condition=Q(kind="bonus", bonus_minor__gt=0)
                | Q(kind="coupon", coupon_kind__isnull=False, days__gt=0)
                | Q(kind="level", level__isnull=False)
                | Q(kind="pass", card_kind__isnull=False),
            ),
        )


class Exchange(Row):
    """Points that a member exchanged, by the offer as it stood and so many ``times`` at once;
    ``points`` are those of all, ``given_id`` is the lot, coupon or card that it became, of several
    the first."""

    offer = models.ForeignKey(ExchangeOffer, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    store_id = models.UUIDField()
    points = models.BigIntegerField()
    times = models.PositiveIntegerField(default=1, db_default=1)
    given_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    business_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["member", "offer", "business_on"], name="exchange_member"),)
