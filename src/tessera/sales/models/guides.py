"""Who served which line of a sale."""

from django.db import models
from django.db.models import Q

from tessera.org.models import Staff
from tessera.platform.fields import Row
from tessera.sales.models.sale import SaleLine


class SaleGuide(Row):
    """Somebody who served a line and their share of it; the shares of a line are 10,000 together. A line
    without any was served by who sold it."""

    line = models.ForeignKey(SaleLine, on_delete=models.PROTECT, related_name="guides")
    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    share_bp = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["line", "staff"], name="sale_guide_once"),
            models.CheckConstraint(
                name="sale_guide_share", condition=Q(share_bp__gt=0, share_bp__lte=10_000)
            ),
        )
