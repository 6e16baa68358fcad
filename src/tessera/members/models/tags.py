"""Tags: words that staff or rules hang on members."""

from django.db import models

from tessera.members.models.member import Member
from tessera.platform.fields import Row


class Tag(Row):
    """A tag; ``colour`` is one of a few names that the theme knows."""

    name = models.CharField(max_length=30, unique=True)
    colour = models.CharField(max_length=10)
    is_active = models.BooleanField(default=True)


class TagSource(models.TextChoices):
    """Who hung it there."""

    HAND = "hand"
    RULE = "rule"


class TagPast(Row):
    """A tag that a rule hung on a member at ``since`` and took away at ``until``."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+")
    reason = models.JSONField(default=dict)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["member", "-until", "-id"], name="tag_past_member"),)


class MemberTag(Row):
    """A tag on a member and why. By hand and by rule at once are two rows."""

    # what begins with either is indexed below, and rules write these rows by the hundred thousand
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="tags", db_index=False
    )
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="uses", db_index=False)
    source = models.CharField(max_length=4, choices=TagSource.choices)
    reason = models.JSONField(default=dict)
    since = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["tag", "member"], name="member_tag_tag"),)
        constraints = (
            models.UniqueConstraint(fields=["member", "tag", "source"], name="member_tag_once"),
        )
