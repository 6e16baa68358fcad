"""Activities that give points, and what members did."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Member
from tessera.platform.fields import Row
from tessera.rewards.rules import activities
from tessera.sales.models import SaleLine


class Activity(Row):
    """What one kind of activity gives, and how often; the limits of 0 are none.

    ``since`` is when it was last switched on: what happened before gives nothing.
    """

    kind = models.CharField(
        max_length=12, unique=True, choices=[(kind, kind) for kind in activities.KINDS]
    )
    is_on = models.BooleanField(default=False)
    since = models.DateTimeField(null=True)
    points = models.PositiveIntegerField(default=0)
    table = models.JSONField(default=list)
    per_day = models.PositiveSmallIntegerField(default=0)
    in_all = models.PositiveIntegerField(default=0)


class ActivityGrant(Row):
    """Points given for one activity, once: ``key`` says for what, and ``subject`` for
    whom where it is a member.

    ``number`` and ``day_number`` count a member's grants of the kind, ever and on the day: two at
    once would have the same, and one of them starts again and meets the limit.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=80)
    at = models.DateTimeField()
    business_on = models.DateField()
    number = models.PositiveIntegerField()
    day_number = models.PositiveSmallIntegerField()
    streak = models.PositiveIntegerField(default=1)
    points = models.PositiveIntegerField()
    subject = models.UUIDField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["subject"], condition=Q(subject__isnull=False), name="activity_subject"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["member", "key"], name="activity_grant_once"),
            models.UniqueConstraint(
                fields=["member", "kind", "number"], name="activity_grant_number"
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "business_on", "day_number"],
                name="activity_grant_day_number",
            ),
        )


class Review(Row):
    """What a member says of something bought: once a sale line."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    line = models.OneToOneField(SaleLine, on_delete=models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="review_stars", condition=Q(stars__gte=1, stars__lte=5)),
        )
        indexes = (models.Index(fields=["-at", "-id"], name="review_newest"),)


class Survey(Row):
    """The brand's questions: a list of ``{"text", "choices"}``; no choices ask for words."""

    title = models.CharField(max_length=60)
    questions = models.JSONField(default=list)
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField()


class SurveyAnswer(Row):
    """What one member answered, in the order of the questions."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["survey", "member"], name="survey_answered_once"),
        )
