"""Goods exchanged for others in one ticket."""

from django.db import models

from tessera.platform.fields import MinorField
from tessera.sales.models.returns import Return
from tessera.sales.models.sale import Sale


class Exchange(models.Model):
    """A return and the sale that was posted with it.

    ``carried_minor`` of the refund paid for the new goods at once and passed through nobody's hands;
    ``carried`` says it by kind of tender: it is in the return's refunds and in the sale's tenders.
    """

    sale = models.OneToOneField(
        Sale, on_delete=models.PROTECT, primary_key=True, related_name="exchange"
    )
    back = models.OneToOneField(Return, on_delete=models.PROTECT, related_name="exchange")
    carried_minor = MinorField()
    carried = models.JSONField(default=list)
