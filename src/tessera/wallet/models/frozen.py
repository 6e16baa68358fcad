"""Stored value that nobody may move for a while."""

from django.db import models
from django.db.models import Q

from tessera.members.models import Member
from tessera.org.models import Staff, Store
from tessera.platform.fields import MinorField, Row


class Freeze(Row):
    """So much of a member's stored value, frozen for a reason until it is released.

    Its entry in the ledger says which lots it came from; to those it goes back.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    principal_minor = MinorField()
    bonus_minor = MinorField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    release_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="freeze_amounts",
                condition=Q(principal_minor__gte=0)
                & Q(bonus_minor__gte=0)
                & (Q(principal_minor__gt=0) | Q(bonus_minor__gt=0)),
            ),
        )
        indexes = (
            models.Index(
                fields=["member"], condition=Q(released_at=None), name="freeze_open_of_member"
            ),
        )
