"""The charter, the way to each level, applications and their steps."""

from django.db import models
from django.db.models import Q

from tessera.catalog.models import Sku
from tessera.charters import rules
from tessera.members.models import Level, Member
from tessera.platform.fields import Row


class Charter(Row):
    """One version of the charter; the newest is in force."""

    version = models.PositiveIntegerField(unique=True)
    published_at = models.DateTimeField()
    by_name = models.CharField(max_length=80)


class CharterText(Row):
    """A version in one language."""

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=80)
    conditions = models.TextField()
    rights = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["charter", "language"], name="charter_text_once"),
        )


class LevelWay(models.Model):
    """How a level is got, where the brand has said so. No ``days``: a calendar month."""

    level = models.OneToOneField(
        Level, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=[(way, way) for way in rules.WAYS])
    sku = models.ForeignKey(Sku, on_delete=models.PROTECT, null=True, related_name="+")
    days = models.PositiveSmallIntegerField(null=True)
    needs = models.CharField(max_length=rules.MAX_WORDS, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="level_way_fee", condition=~Q(kind=rules.FEE) | Q(sku__isnull=False)
            ),
        )


class Application(Row):
    """A member asks for a level. The terms are those of the day on which it was submitted.

    ``due_on`` is the last day for the fee, ``sale_id`` the sale that paid it.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(one, one) for one in rules.STATES])
    kind = models.CharField(max_length=12)
    fee_sku = models.ForeignKey(Sku, on_delete=models.PROTECT, null=True, related_name="+")
    fee_days = models.PositiveSmallIntegerField(null=True)
    submitted_at = models.DateTimeField()
    note = models.CharField(max_length=rules.MAX_WORDS, blank=True)
    documents = models.CharField(max_length=rules.MAX_WORDS, blank=True)
    visit_on = models.DateField(null=True)
    visit_note = models.CharField(max_length=rules.MAX_WORDS, blank=True)
    reviewer_id = models.UUIDField(null=True)
    decider_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=rules.MAX_WORDS, blank=True)
    due_on = models.DateField(null=True)
    sale_id = models.UUIDField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["-submitted_at", "-id"], name="application_newest"),
            models.Index(fields=["state", "-submitted_at", "-id"], name="application_state"),
            models.Index(fields=["due_on"], condition=Q(state=rules.DUE), name="application_due"),
            models.Index(
                fields=["sale_id"], condition=Q(sale_id__isnull=False), name="application_sale"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["member", "level"],
                condition=Q(state__in=rules.OPEN),
                name="application_open_once",
            ),
            models.CheckConstraint(
                name="application_due_on",
                condition=~Q(state=rules.DUE) | Q(due_on__isnull=False),
            ),
        )


class ApplicationPaper(Row):
    """A photo or PDF that belongs to an application. ``path`` is a name that nobody guesses."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    path = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    by_kind = models.CharField(max_length=12)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["application", "number"], name="application_paper"),
        )


class ApplicationStep(Row):
    """Something that was done with an application: when, by whom, and what was said."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    deed = models.CharField(max_length=10, choices=[(one, one) for one in rules.DEEDS])
    state = models.CharField(max_length=10)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=12)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=80)
    note = models.CharField(max_length=rules.MAX_WORDS, blank=True)
