"""Promotions, and how far their limits are used up."""

from django.db import models
from django.db.models import F, Q

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
    """A promotion over a closed range of business days. A change raises ``version`` (law 7).

    It holds while it is active, not paused, and waits for nobody: what goes beyond the brand's
    limit ``waits`` until somebody approves it who neither made nor last changed it.
    """

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
    is_paused = models.BooleanField(default=False)
    waits = models.BooleanField(default=False)
    made_by_id = models.UUIDField(null=True)
    changed_by_id = models.UUIDField(null=True)

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
