"""Top-up plans."""

from django.db import models
from django.db.models import Q

from tessera.catalog.models import Sku
from tessera.platform.fields import MinorField, Row


class TopUpPlan(Row):
    """Pay ``principal_minor`` and get ``bonus_minor`` on top; sold as a line of its SKU."""

    sku = models.OneToOneField(Sku, on_delete=models.PROTECT, related_name="topup_plan")
    principal_minor = MinorField()
    bonus_minor = MinorField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="topup_amounts", condition=Q(principal_minor__gt=0) & Q(bonus_minor__gte=0)
            ),
        )
