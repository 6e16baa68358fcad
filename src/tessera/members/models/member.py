"""Levels and members."""

from django.db import models
from django.db.models import Q

from tessera.members.models.invitation import Invitation
from tessera.org.models import Staff, Store
from tessera.platform.fields import BasisPointsField, Row


class Level(Row):
    """A rank among members with a discount off the price of goods."""

    name = models.CharField(max_length=40, unique=True)
    rank = models.PositiveSmallIntegerField(unique=True)
    discount_bp = BasisPointsField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(name="level_discount_bp", condition=Q(discount_bp__lte=10_000)),
        )


class Member(Row):
    """A person with a card. One phone is one member; ``reference`` names one in another system.

    ``held_since`` is when the membership came from another person, ``card_turn`` how often the
    key of the codes that phones show was changed. ``staff`` is the person who works here whose own
    card it is, ``guide`` the one who looks after the member: ``GuideChange`` says since when. ``earns_points`` is whether
    purchases on the card earn.
    """

    name = models.CharField(max_length=60)
    initials = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, null=True, unique=True)
    reference = models.CharField(max_length=40, null=True, unique=True)
    birthday = models.DateField(null=True)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="members")
    card_code = models.CharField(max_length=24, unique=True)
    referred_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="referred"
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, related_name="joined"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    merged_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    held_since = models.DateTimeField(null=True)
    card_turn = models.PositiveIntegerField(default=0)
    card_blocked_at = models.DateTimeField(null=True)
    home_store = models.ForeignKey(
        Store, on_delete=models.PROTECT, null=True, related_name="members"
    )
    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    guide = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="guided", db_index=False
    )
    earns_points = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    joined_on = models.DateField()

    class Meta:
        indexes = (
            models.Index(fields=["name"], name="member_name"),
            models.Index(
                fields=["merged_at"], name="member_merged", condition=Q(merged_at__isnull=False)
            ),
            models.Index(
                fields=["-joined_at", "-id"],
                name="member_joined",
                condition=Q(merged_into=None, left_at=None),
            ),
            models.Index(
                fields=["name", "birthday"],
                name="member_same",
                condition=Q(birthday__isnull=False, merged_into=None),
            ),
            models.Index(
                fields=["phone"], name="member_phone_odd", condition=~Q(phone__startswith="+")
            ),
            models.Index(
                fields=["birthday"], name="member_birthday", condition=Q(birthday__isnull=False)
            ),
            models.Index(fields=["home_store", "-joined_at", "-id"], name="member_store_joined"),
            models.Index(
                fields=["guide", "-joined_at", "-id"],
                name="member_guide_joined",
                condition=Q(guide__isnull=False),
            ),
            models.Index(
                fields=["-joined_at", "-id"],
                name="member_unguided",
                condition=Q(guide=None, merged_into=None, left_at=None),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="member_phone_or_reference",
                condition=Q(phone__isnull=False)
                | Q(reference__isnull=False)
                | Q(merged_into__isnull=False)
                | Q(left_at__isnull=False),
            ),
        )
