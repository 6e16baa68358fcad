"""How levels are reached and kept, where each member stands, and what counted."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Level, Member
from tessera.platform.fields import BasisPointsField, MinorField, Row


class Window(models.TextChoices):
    """Which days count on the way up."""

    MONTHS = "months"
    SINCE_LEVEL = "since_level"
    CALENDAR_YEAR = "calendar_year"


class Falls(models.TextChoices):
    """Where who does not keep a level comes to."""

    ONE = "one"
    MET = "met"


class LevelRule(Row):
    """How one rises to a level, keeps it, and what it gives besides its discount.

    The newest version of a level counts. Nothing in a column means that it is not asked for.
    """

    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    spend_minor = MinorField(null=True)
    points = models.BigIntegerField(null=True)
    growth = models.BigIntegerField(null=True)
    window = models.CharField(max_length=16, choices=Window.choices, default=Window.MONTHS)
    months = models.PositiveSmallIntegerField(default=12)
    purchase_minor = MinorField(null=True)
    early_minor = MinorField(null=True)
    early_days = models.PositiveSmallIntegerField(default=30)
    topup_minor = MinorField(null=True)
    is_sold = models.BooleanField(default=False)
    validity_months = models.PositiveSmallIntegerField(null=True)
    keep_spend_minor = MinorField(null=True)
    keep_points = models.BigIntegerField(null=True)
    keep_growth = models.BigIntegerField(null=True)
    falls = models.CharField(max_length=4, choices=Falls.choices, default=Falls.ONE)
    warn_days = models.PositiveSmallIntegerField(default=30)
    points_bp = BasisPointsField(default=10_000)
    birthday_bp = BasisPointsField(default=10_000)
    birthday_coupon_id = models.UUIDField(null=True)
    free_shipping = models.BooleanField(default=False)
    priority = models.BooleanField(default=False)
    rights = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["level", "version"], name="level_rule_version"),
        )


class GrowthRule(Row):
    """What growth value comes from: per whole unit of money paid, and per purchase."""

    version = models.PositiveIntegerField(unique=True)
    per_major = models.PositiveIntegerField(default=1)
    per_visit = models.PositiveIntegerField(default=0)


class Standing(models.Model):
    """Since when a member has the level, and until when; made by the first move or lock.

    ``valid_through`` is the last day, none where the level has no end. Until ``locked_until``
    nothing moves by itself. ``cause_id`` is the sale that the level was reached by, as long as
    its return would undo that; ``before``, ``before_since`` and ``before_through`` say where
    the member would be again.
    """

    member = models.OneToOneField(
        Member, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    valid_through = models.DateField(null=True)
    locked_until = models.DateField(null=True)
    lock_reason = models.CharField(max_length=80, blank=True)
    warned_on = models.DateField(null=True)
    cause_id = models.UUIDField(null=True)
    before = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, related_name="+")
    before_since = models.DateField(null=True)
    before_through = models.DateField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["valid_through", "member"],
                condition=Q(valid_through__isnull=False),
                name="standing_ends",
            ),
        )


class Cause(models.TextChoices):
    """Why a level began anew."""

    SPEND = "spend"
    POINTS = "points"
    GROWTH = "growth"
    PURCHASE = "purchase"
    EARLY = "early"
    TOPUP = "topup"
    BOUGHT = "bought"
    APPLIED = "applied"
    HAND = "hand"
    KEPT = "kept"
    LAPSED = "lapsed"
    RETURNED = "returned"
    MERGED = "merged"


class LevelMove(Row):
    """A member came to a level, or kept it for another while, and what that rested on."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    before = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+", db_index=False)
    after = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+", db_index=False)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    at = models.DateTimeField()
    business_on = models.DateField()
    document_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["member", "-at", "-id"], name="level_move_member"),)


class Merit(models.Model):
    """What a sale counts for levels, as the rules stood, or what a return takes off it.

    Its key is the document. ``spent_minor`` is what goods, services and fees cost by all
    tenders, points apart; a return's figures are negative, and ``sale_id`` is what it is of.
    """

    document_id = models.UUIDField(primary_key=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    sale_id = models.UUIDField()
    at = models.DateTimeField()
    business_on = models.DateField()
    spent_minor = MinorField(default=0)
    topup_minor = MinorField(default=0)
    points = models.BigIntegerField(default=0)
    growth = models.BigIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["member", "business_on"], name="merit_member_day"),)


class BirthdayGift(Row):
    """The coupon that a member got for a birthday: one a year."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+", db_index=False)
    coupon_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["member", "year"], name="birthday_gift_once"),
        )
