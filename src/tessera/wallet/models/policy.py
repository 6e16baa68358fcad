"""The policy for what is held."""

from django.db import models

from tessera.platform.fields import MinorField, Row
from tessera.wallet.rules.giving import REPLACED_ALONE


class ConsumptionOrder(models.TextChoices):
    """Which part of stored value a payment takes (domain handbook 5.2)."""

    PROPORTIONAL = "proportional"
    BONUS_FIRST = "bonus_first"
    PRINCIPAL_FIRST = "principal_first"


class Policy(Row):
    """How stored value and points are spent and given back. One row."""

    consumption_order = models.CharField(
        max_length=16, choices=ConsumptionOrder.choices, default=ConsumptionOrder.PROPORTIONAL
    )
    points_per_major = models.PositiveIntegerField(default=100)
    points_step = models.PositiveIntegerField(default=1)
    restored_lot_days = models.PositiveSmallIntegerField(default=30)
    proof_over_minor = MinorField(null=True)
    proof_days = models.PositiveSmallIntegerField(default=1)
    proof_way = models.CharField(max_length=8, default="either")
    proof_tries = models.PositiveSmallIntegerField(default=5)
    proof_lock_minutes = models.PositiveSmallIntegerField(default=30)
    low_mark_minor = MinorField(null=True)
    may_give = models.BooleanField(default=False)
    may_transfer_value = models.BooleanField(default=False)
    give_once_minor = MinorField(null=True)
    give_day_minor = MinorField(null=True)
    replace_alone_minor = MinorField(default=REPLACED_ALONE)
