"""Top-up plans, and parts of a bonus that are released later."""

from django.db import models
from django.db.models import Q

from tessera.catalog.models import Sku
from tessera.members.models import Member
from tessera.platform.fields import MinorField, Row


class TopUpPlan(Row):
    """Pay ``principal_minor`` and get ``bonus_minor`` on top; sold as a line of its SKU.

    ``terms`` are the rest of it (``rules.topups.PlanTerms``). A change raises ``version``.
    """

    sku = models.OneToOneField(Sku, on_delete=models.PROTECT, related_name="topup_plan")
    principal_minor = MinorField()
    bonus_minor = MinorField(default=0)
    terms = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="topup_amounts", condition=Q(principal_minor__gt=0) & Q(bonus_minor__gte=0)
            ),
        )


class PartState(models.TextChoices):
    """What became of a part of a bonus."""

    WAITING = "waiting"
    RELEASED = "released"
    CANCELLED = "cancelled"


class BonusPart(Row):
    """A part of a top-up's bonus that is released on ``due_on``, as ``lot_id`` from then on.

    ``sale_id`` is the sale of the top-up. It is released once, whoever tries twice.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sale_id = models.UUIDField(db_index=True)
    store_id = models.UUIDField()
    due_on = models.DateField()
    amount_minor = MinorField()
    state = models.CharField(max_length=12, choices=PartState.choices, default=PartState.WAITING)
    lot_id = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="bonus_part_amount", condition=Q(amount_minor__gt=0)),
        )
        indexes = (
            models.Index(
                fields=["due_on", "id"], condition=Q(state="waiting"), name="bonus_part_due"
            ),
            models.Index(
                fields=["member", "due_on"],
                condition=Q(state="waiting"),
                name="bonus_part_member",
            ),
        )
