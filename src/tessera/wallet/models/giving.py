"""Stored value that a member gives to whoever has the code."""

from django.db import models
from django.db.models import Q

from tessera.platform.fields import MinorField, Row


class GivenState(models.TextChoices):
    """What became of it."""

    UNDER_WAY = "under_way"
    CLAIMED = "claimed"
    BACK = "back"


class ValueGift(Row):
    """A gift that is under way until it is claimed, or through ``good_through``.

    What was given is in the ledger, at ``given.principal`` and ``given.bonus``. Of its code a keyed
    digest is kept, no more.
    """

    giver_id = models.UUIDField(db_index=True)
    store_id = models.UUIDField()
    digest = models.CharField(max_length=64, unique=True)
    principal_minor = MinorField()
    bonus_minor = MinorField()
    state = models.CharField(max_length=9, choices=GivenState.choices, default=GivenState.UNDER_WAY)
    given_at = models.DateTimeField()
    good_through = models.DateField()
    claimed_by = models.UUIDField(null=True, db_index=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="value_gift_amounts",
                condition=Q(principal_minor__gte=0, bonus_minor__gte=0)
                & (Q(principal_minor__gt=0) | Q(bonus_minor__gt=0)),
            ),
            models.CheckConstraint(
                name="value_gift_settled",
                condition=Q(state="under_way", settled_at__isnull=True, claimed_by__isnull=True)
                | Q(state="claimed", settled_at__isnull=False, claimed_by__isnull=False)
                | Q(state="back", settled_at__isnull=False, claimed_by__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                fields=["good_through"], condition=Q(state="under_way"), name="value_gift_due"
            ),
        )
