"""What of a top-up's money was paid out again by the wish of whoever had it."""

from django.db import models

from tessera.platform.fields import MinorField, Row
from tessera.sales.models.sale import Sale


class TopUpPaidOut(Row):
    """How much of what a sale topped up was paid out by a member's own wish, whoever had got the
    money meanwhile; ``withdrawn_minor`` of ``whole_minor`` within the days of withdrawal.

    Whoever bought and withdraws undoes the whole bargain, with a part of the money as well.
    """

    sale = models.OneToOneField(Sale, on_delete=models.PROTECT, related_name="+")
    whole_minor = MinorField()
    withdrawn_minor = MinorField(default=0)
    paid_minor = MinorField(default=0)
