"""Rules that give tags, how far they are computed, the boundaries of lifecycles, and coupons that
are given by themselves or to many at once."""

from django.db import models
from django.db.models import F, Q

from tessera.catalog.models import Product
from tessera.members.models import Level, Tag
from tessera.offers.models import CouponKind
from tessera.platform.fields import MinorField, Row


class Match(models.TextChoices):
    """Whether all conditions must hold, or any one of them."""

    ALL = "all"
    ANY = "any"


class TagRule(Row):
    """Who gets a tag. The newest version of a tag counts; one that is not active gives it nobody.

    ``conditions`` are those of ``rules.conditions`` as JSON.
    """

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    match = models.CharField(max_length=3, choices=Match.choices)
    conditions = models.JSONField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tag", "version"], name="tag_rule_version"),)


class RunState(models.TextChoices):
    """Where a run is. One that another took the place of is over and never finished."""

    RUNNING = "running"
    DONE = "done"
    REPLACED = "replaced"


class TagRun(Row):
    """All members looked at once, in pieces in the order of their ids; for one tag or for all.

    ``after`` is the last member who was looked at: whoever goes on, goes on there. ``business_on``
    is today for the whole run, however long it takes.
    """

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    business_on = models.DateField()
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    after = models.UUIDField(null=True)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField()
    added_count = models.PositiveIntegerField(default=0)
    removed_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["begun_at"], condition=Q(state="running"), name="tag_run_running"),
            models.Index(fields=["-begun_at"], name="tag_run_begun"),
        )


class TagCount(models.Model):
    """How many members have a tag by its rule, as of the last time that it moved."""

    tag = models.OneToOneField(Tag, on_delete=models.PROTECT, primary_key=True, related_name="+")
    held_count = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField(null=True)


class Debut(models.Model):
    """The business day on which a product was first sold."""

    product = models.OneToOneField(
        Product, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    first_on = models.DateField(db_index=True)


class Watch(models.Model):
    """How far documents are known. Whoever changes tags by rule locks this row first.

    ``seen_at``: purchases before it were looked at; ``debuts_on``: products sold before that day
    have their debut.
    """

    name = models.CharField(max_length=10, primary_key=True)
    seen_at = models.DateTimeField(null=True)
    debuts_on = models.DateField(null=True)


class LifecycleRule(Row):
    """After how many calendar months without a purchase a stage ends. The newest version counts."""

    version = models.PositiveIntegerField(unique=True)
    active_months = models.PositiveSmallIntegerField()
    marginal_months = models.PositiveSmallIntegerField()
    dormant_months = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="lifecycle_in_order",
                condition=Q(active_months__gt=0)
                & Q(marginal_months__gt=F("active_months"))
                & Q(dormant_months__gt=F("marginal_months")),
            ),
        )


class Occasion(models.TextChoices):
    """When a coupon is given by itself."""

    JOINED = "joined"
    LEVEL = "level"
    SALE = "sale"


class CouponGiving(Row):
    """A coupon that is given by itself whenever its occasion comes, as long as it is active.

    A rise to ``level``, or a sale of at least ``from_minor``: what it gave is then for the next one,
    and goes with the goods that come back where ``takes_back`` says so. The terms never change: a
    new one takes its place (law 7).
    """

    kind = models.ForeignKey(CouponKind, on_delete=models.PROTECT, related_name="givings")
    occasion = models.CharField(max_length=6, choices=Occasion.choices)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, related_name="+")
    from_minor = MinorField(default=0)
    takes_back = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="coupon_giving_terms",
                condition=Q(occasion="joined", level=None, from_minor=0)
                | Q(occasion="level", level__isnull=False, from_minor=0)
                | Q(occasion="sale", level=None, from_minor__gt=0),
            ),
        )


class CouponRun(Row):
    """A coupon for everybody, or for those with a tag or of a level: given in pieces, in the order of
    the members' ids. ``after`` is the last member who was looked at, so who goes on gives nobody two.
    """

    kind = models.ForeignKey(CouponKind, on_delete=models.PROTECT, related_name="runs")
    name = models.CharField(max_length=60)
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, null=True, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    after = models.UUIDField(null=True)
    total_count = models.PositiveIntegerField()
    done_count = models.PositiveIntegerField(default=0)
    given_count = models.PositiveIntegerField(default=0)
