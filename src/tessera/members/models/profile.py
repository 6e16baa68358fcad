"""What is known of a member beyond name and phone, and what a brand wants to know besides."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models.member import Member
from tessera.platform.fields import Row


class Gender(models.TextChoices):
    """As the member says it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Profile(models.Model):
    """The member's own facts, made when the first of them is told.

    A solar birthday with its year is ``Member.birthday``; ``birth_*`` hold any other: without
    the year, or in the lunar calendar. ``born_on`` is then the day of birth, where the year is
    known. Who is under 14 has a guardian, and gets no marketing ever. ``custom`` holds what
    the brand asks for besides: the field's id, and its value as it is written.
    """

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    guardian_phone = models.CharField(max_length=20, blank=True)
    guardian_name = models.CharField(max_length=60, blank=True)
    gender = models.CharField(max_length=8, choices=Gender.choices, blank=True)
    income_band = models.CharField(max_length=16, blank=True)
    region = models.CharField(max_length=60, blank=True)
    sizes = models.JSONField(default=dict)
    style = models.CharField(max_length=120, blank=True)
    photo = models.CharField(max_length=80, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True)
    birth_day = models.PositiveSmallIntegerField(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    birth_lunar = models.BooleanField(default=False)
    birth_leap = models.BooleanField(default=False)
    born_on = models.DateField(null=True)
    custom = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(
                fields=["born_on"], name="profile_born", condition=Q(born_on__isnull=False)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="profile_birth_whole",
                condition=Q(birth_month=None, birth_day=None, birth_year=None)
                | Q(birth_month__range=(1, 12), birth_day__range=(1, 31)),
            ),
        )


class AgeBand(Row):
    """How the brand calls members from an age on, up to the next band."""

    from_age = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=40, unique=True)


class FieldKind(models.TextChoices):
    """What kind of answer a field of the brand takes."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


class CustomField(Row):
    """Something that the brand wants to know of members; roles that may see and change it."""

    name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=8, choices=FieldKind.choices)
    choices = models.JSONField(default=list)
    seen_by = models.JSONField(default=list)
    changed_by = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)


class FieldValue(Row):
    """A member's answer, made alike, for finding who gave it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="field_values")
    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="values")
    text = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["text"], name="field_value_text"),)
        constraints = (
            models.UniqueConstraint(fields=["field", "member"], name="field_value_once"),
        )


class Relation(models.TextChoices):
    """What one member is to another."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    OTHER = "other"


class FamilyLink(Row):
    """``relative`` is the ``relation`` of ``member``. Kept once, the smaller id first."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    relative = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=8, choices=Relation.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["member", "relative"], name="family_once"),
            models.CheckConstraint(name="family_order", condition=Q(member__lt=F("relative"))),
        )


class Audience(models.TextChoices):
    """Who reads a note."""

    STORE = "store"
    MANAGERS = "managers"


class Note(Row):
    """What somebody wrote down about a member, never changed."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField(max_length=500)
    author_id = models.UUIDField(null=True)
    author_name = models.CharField(max_length=60)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.STORE)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["member", "-at"], name="note_member_at"),)
