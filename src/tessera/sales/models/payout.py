"""Stored value that was paid out in money."""

from django.db import models
from django.db.models import F, Q

from tessera.members.models import Member
from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import MinorField, Row
from tessera.sales.models.shift import Shift
from tessera.wallet.models import HeldCard


class PayoutKind(models.TextChoices):
    """How the money leaves: from the drawer, or to the member's account at a bank."""

    CASH = "cash"
    BANK = "bank"


class Payout(Row):
    """All of a member's stored value, paid out in money as the law has it, and why so much.

    ``principal_minor`` and ``bonus_minor`` are what left the card; ``paid_minor`` what the member
    got. With a ``card`` it is what that card had not earned, all of it principal here. ``working`` is how each top-up came to its part, as it stood (law 7).
    """

    number = models.CharField(max_length=40, unique=True)
    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="payouts", db_constraint=False
    )
    till = models.ForeignKey(Till, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="payouts")
    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="payouts")
    at = models.DateTimeField()
    business_on = models.DateField()
    card = models.ForeignKey(HeldCard, on_delete=models.PROTECT, null=True, related_name="payouts")
    cause = models.CharField(max_length=10)
    kind = models.CharField(max_length=8, choices=PayoutKind.choices)
    principal_minor = MinorField()
    bonus_minor = MinorField()
    paid_minor = MinorField()
    payee = models.CharField(max_length=60)
    account = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200)
    working = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="payout_within_what_was_held",
                condition=Q(paid_minor__gt=0)
                & Q(paid_minor__lte=F("principal_minor") + F("bonus_minor")),
            ),
        )
